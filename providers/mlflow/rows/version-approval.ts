import { isMissingValue, type MissingValue } from '../../../src/model/facts.ts';
import { derive, deriveSome, fromScope, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { type Approval, approvalByTags } from '../../rows/approval.ts';
import { mlflow, tagMap } from './common.ts';

const { raw } = mlflow;
type Stage = 'production' | 'staging' | 'development' | 'archived' | 'none';

const approvalNames = fromScope((answers) => answers.settings.approval);
const tags = raw('SearchModelVersions', '/tags');

/** MLflow has no approval of its own: the first configured tag that is set tells. @see kinds.md, section 5 */
export const approval: Spec<Approval> = derive([tags, approvalNames], (list, names) =>
  approvalByTags(tagMap(list), names),
);

/** A tag says that it was approved, and anybody who may edit the version may have set it. */
export const approvedBy: Spec<string> = derive([approval], (found) =>
  found === 'approved'
    ? missing(
        'MLflow does not record who set a tag. Ask for the record of the approval, with name and date.',
        'not-exposed',
      )
    : '',
);

/** @see https://mlflow.org/docs/latest/ml/model-registry/ (stages are deprecated since 2.9, and still set) */
const stages: Readonly<Record<string, Stage>> = {
  Production: 'production',
  Staging: 'staging',
  Archived: 'archived',
  None: 'none',
};

/** Aliases that lead to a version; the list of versions does not tell them, its model does. */
export const aliases: Spec<string[]> = derive(
  [raw('GetRegisteredModel', '/registered_model/aliases'), raw('SearchModelVersions', '/version')],
  (list, version) =>
    (list ?? []).flatMap(({ alias, version: to }) => (alias !== undefined && String(to) === version ? [alias] : [])),
);

/** In production when an alias that the config names leads to it, or its stage says so. */
export const stage: Spec<Stage> = deriveSome(
  [raw('SearchModelVersions', '/current_stage'), aliases, approvalNames],
  (current, named, names): Stage | MissingValue => {
    if (isMissingValue(current)) return current;
    // Unity Catalog leaves the stage out: it has aliases alone.
    const old = current === undefined || current === '' ? 'none' : stages[current];
    if (old === 'production') return old;
    if (isMissingValue(named)) return named;
    if (isMissingValue(names)) return names;
    if (named.some((alias) => names.productionAliases.includes(alias))) return 'production';
    return old ?? missing(`stage ${String(current)} is not known to this version`);
  },
);
