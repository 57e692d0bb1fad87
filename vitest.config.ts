import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Sweeps first: they take minutes, and one that begins last would keep a core waiting. */
class SweepsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (/\/e2e\/(denial|azure|gcp)/.test(moduleId) ? 0 : 1);
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'providers/**/*.test.ts',
      'reports/**/*.test.ts',
      'templates/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    // What talks to servers that are not ours has configurations of its own: `.ci/run`.
    exclude: ['**/node_modules/**', 'test/{moto,mlflow,syslog,opensearch,blob,hec}/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: SweepsFirst },
    reporters: ['default', ['json', { outputFile: '.tmp/vitest.json' }]],
  },
});
