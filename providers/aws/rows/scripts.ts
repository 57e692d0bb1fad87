import { countPlainSecrets } from '../../analysis/secrets.ts';

/** Number of secrets in scripts as SageMaker returns them: base64. */
export function secretsInScripts(scripts: readonly (string | undefined)[]): number {
  return scripts.reduce(
    (sum, script) => sum + (script ? countPlainSecrets(Buffer.from(script, 'base64').toString('utf8')) : 0),
    0,
  );
}
