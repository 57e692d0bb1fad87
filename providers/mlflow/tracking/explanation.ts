import { isMissingValue } from '../../../src/model/facts.ts';
import { derive, deriveSome, fromScope, missing, refine, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { uidOf } from '../address.ts';
import { explanationIn, subjectsOf } from '../analysis/recognise.ts';
import type { Run } from '../answers.ts';
import { mlflow, neverIdle, ownershipOf, residency, timeOf } from '../rows/common.ts';
import { madeBy } from '../rows/version-origin.ts';
import { namesIn, rootFiles } from '../rows/version-tests.ts';
import { filesRead, runRead, versionList } from './lists.ts';

const { from, raw } = mlflow;

/** Names that show an explanation, of the run that made a version and of its files. */
const method: Spec<'shap' | 'lime' | 'gradient' | 'other' | undefined> = deriveSome(
  [madeBy, rootFiles],
  (run, files) => {
    const names = [...(isMissingValue(files) ? [] : files), ...(isMissingValue(run) ? [] : namesIn(run))];
    for (const name of names) {
      const found = explanationIn(name);
      if (found) return found;
    }
    if (isMissingValue(run)) return run;
    return isMissingValue(files) ? files : undefined;
  },
);

function hasNumbers(run: Run | undefined): boolean {
  return subjectsOf((run?.data?.metrics ?? []).flatMap(({ key }) => key ?? [])).includes('explainability');
}

/** An explanation of a registered version (SHAP, LIME), recognised in the run that made it and in the names of its files. */
export const explanations = collector({
  provider: 'mlflow',
  id: 'mlflow/explanation',
  service: 'mlflow',
  kind: 'ml.explanation',
  nativeType: 'MLflow::Explanation',
  at: 'account',
  list: {
    service: versionList.service,
    operation: versionList.operation,
    permission: versionList.permission,
    items: versionList.items,
    of: { collector: 'mlflow/model-version', at: '' },
  },
  reads: [
    runRead((item) => item.run_id),
    filesRead('RunFiles', (item) => (item.run_id ? { run_id: item.run_id } : null)),
  ],
  keep: (answers) => {
    const { value } = method.map(answers);
    return isMissingValue(value) ? value : value !== undefined;
  },
  uid: (item, { account }) => uidOf(account, 'explanation', String(item.name), String(item.version)),
  name: (item) => `${String(item.name)}/${String(item.version)}`,

  facts: {
    ...ownershipOf(raw('SearchModelVersions', '/tags'), raw('SearchModelVersions', '/user_id')),
    state: refine(raw('SearchModelVersions', '/version'), () => 'active'),
    createdAt: from('SearchModelVersions', '/creation_timestamp', timeOf, { absent: missing() }),
    modifiedAt: from('SearchModelVersions', '/last_updated_timestamp', timeOf, { absent: missing() }),
    ...neverIdle,
    ...residency,
    method: refine(method, (found) => found ?? missing()),
    lastRanAt: derive([madeBy], (run) =>
      hasNumbers(run)
        ? timeOf(run?.info?.end_time ?? run?.info?.start_time ?? '')
        : missing(
            `Run ${run?.info?.run_id ?? ''} names an explanation. Ask for it, and who has looked at it.`,
            'not-exposed',
          ),
    ),
    // Numbers are a result; files and tags are names of one.
    evidence: derive([madeBy], (run) => (hasNumbers(run) ? 'ran' : 'recognised')),
  },
  links: {
    versions: derive(
      [
        raw('SearchModelVersions', '/name'),
        raw('SearchModelVersions', '/version'),
        fromScope((answers) => answers.scope.account),
      ],
      (name, version, server) =>
        name === undefined || version === undefined ? missing() : [uidOf(server, 'model-version', name, version)],
    ),
  },
});
