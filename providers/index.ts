/** Providers, loaded when they are used: no SDK is imported for another cloud's scan. */
export const providers = {
  aws: async () => (await import('./aws/index.ts')).aws,
  azure: async () => (await import('./azure/index.ts')).azure,
  gcp: async () => (await import('./gcp/index.ts')).gcp,
  mlflow: async () => (await import('./mlflow/index.ts')).mlflow,
};
