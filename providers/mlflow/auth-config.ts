/** A secret by reference: the name of an environment variable, or a file. Never the secret itself. */
export type MlflowSecret = { env: string } | { file: string };

/** How a server is signed in to, as the config says it. */
export type MlflowAuth =
  | { kind: 'none' }
  | { kind: 'basic'; user: string; password: MlflowSecret }
  | { kind: 'token'; token: MlflowSecret }
  | { kind: 'databricks'; token: MlflowSecret }
  | { kind: 'azure' }
  | { kind: 'sagemaker'; tracking_server: string };

/** A server as the config names it. */
export interface MlflowServer {
  name?: string | undefined;
  id?: string | undefined;
  url: string;
  auth?: MlflowAuth | undefined;
}
