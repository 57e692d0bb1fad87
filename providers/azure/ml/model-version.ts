import type { MissingValue } from '../../../src/model/facts.ts';
import {
  byDesign,
  derive,
  fromScope,
  missing,
  notExposed,
  notSupported,
  type Spec,
} from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { approvalByTags } from '../../rows/approval.ts';
import { type ArmResource, armRows, armUid } from '../rows/arm.ts';
import { type Holder, registryHolder, workspaceHolder } from '../rows/holder.ts';
import { modelOf } from './model.ts';

/**
 * An item of Model Versions - List, api-version 2025-12-01.
 *
 * @see https://learn.microsoft.com/rest/api/azureml/model-versions/list
 */
interface ModelVersion extends ArmResource {
  properties: {
    description?: string | null;
    tags?: Record<string, string>;
    isArchived?: boolean;
    jobName?: string | null;
    modelType?: string;
    modelUri?: string;
    stage?: string | null;
    flavors?: Record<string, { data?: Record<string, string> }>;
  };
}

const stages: Readonly<Record<string, 'production' | 'staging' | 'development' | 'archived' | 'none'>> = {
  production: 'production',
  staging: 'staging',
  development: 'development',
  archived: 'archived',
  none: 'none',
};
/** Versions of models, in a workspace or in a registry. */
function versionTable(operation: string, { type: holder, region, place }: Holder) {
  const { common, field } = armRows<ModelVersion>('machinelearning', operation, { tags: '/properties/tags' });
  /** The API writes `mlflow_model`, and wrote `MLFlowModel`. */
  const type = derive([field('/properties/modelType')], (value) =>
    String(value ?? '')
      .toLowerCase()
      .replaceAll('_', ''),
  );
  const approval = derive([common.tags, fromScope((answers) => answers.settings.approval)], approvalByTags);
  const storage = notExposed(`the key of the storage account of the ${place}; see there`);
  const guests = notExposed(`role assignments of guests on the ${place}`);
  return {
    provider: 'azure',
    service: 'machinelearning',
    kind: 'ml.model_version',
    nativeType: `${holder}/models/versions`,
    at: 'account',
    reads: [],
    uid: armUid,
    name: (item: { id?: unknown }) =>
      String(item.id)
        .split('/')
        .slice(-3)
        .filter((_one, index) => index !== 1)
        .join(' version '),
    facts: {
      ...common,
      region,
      state: derive([field('/properties/isArchived')], (archived) =>
        archived === true ? ('archived' as const) : ('active' as const),
      ),
      lastUsedAt: notExposed('the request metrics of the endpoints that serve it'),
      idleStopMinutes: notSupported('A model version is no machine.'),
      keyAtRest: storage,
      stores: storage,
      images: notSupported('A version is files; the image is that of its deployment.'),
      artifacts: derive([field('/properties/modelUri'), type], (uri, word) =>
        typeof uri === 'string' && uri !== ''
          ? [
              {
                uri,
                // A registered version keeps its files; who can write to the storage can still change them.
                pinned: missing('whether the files can be changed in the storage', 'not-exposed') as
                  | boolean
                  | MissingValue,
                format: word === 'mlflowmodel' ? 'mlflow' : '',
              },
            ]
          : [],
      ) as Spec<{ uri: string; pinned: boolean | MissingValue; format: string }[]>,
      sourceRevision: notExposed('the commit, from the job that made it'),
      patched: notSupported('A version is files.'),
      sharedWith: guests,
      outsiders: guests,
      documents: derive([field('/properties/description')], (text) =>
        typeof text === 'string' && text.trim() !== '' ? ['description' as const] : [],
      ),
      approval,
      approvedBy: derive([approval], (found) =>
        found === 'approved' ? missing('the record of the approval, with name and date', 'not-exposed') : '',
      ),
      registeredBy: derive([field('/systemData/createdBy')], (who) => (typeof who === 'string' ? who : '')),
      stage: derive([field('/properties/stage')], (stage) => {
        if (stage === undefined || stage === null || stage === '') return 'none' as const;
        return stages[String(stage).toLowerCase()] ?? missing(`stage ${String(stage)} is not known to this version`);
      }),
      robustness: notExposed(
        'the report of the test with perturbed or hostile inputs, or the error analysis of the Responsible AI dashboard',
      ),
      tests: notExposed('the metrics of the job that made it, and the Responsible AI dashboard of the version'),
      driftBaseline: notExposed('the reference data of the monitors of its endpoints'),
      signature: derive([type], (word) =>
        word === 'mlflowmodel' ? missing('the signature in the MLmodel file', 'not-exposed') : false,
      ),
      origin: byDesign(
        'own' as 'own' | 'provider' | 'public',
        'https://learn.microsoft.com/azure/machine-learning/how-to-manage-models',
        '2026-11',
      ),
    },
    links: {
      models: modelOf,
      // A job is known by its name within a workspace.
      jobs: derive([field('/properties/jobName'), modelOf], (job, [model]): (string | MissingValue)[] => {
        if (typeof job !== 'string' || job === '' || !model) return [];
        return place === 'workspace'
          ? [`${model.split('/models/')[0]}/jobs/${job.toLowerCase()}`]
          : [missing('the workspace in which the job ran that made it', 'not-exposed')];
      }),
      datasets: derive([field('/properties/jobName')], (job): (string | MissingValue)[] =>
        typeof job === 'string' && job !== ''
          ? [missing('the inputs of the job that made it; see there', 'out-of-scope')]
          : [],
      ),
    },
  } as const;
}

export const modelVersions = collector({
  ...versionTable('ModelVersions_List', workspaceHolder),
  id: 'azure/ml/model-version',
  list: {
    service: 'machinelearning',
    operation: 'ModelVersions_List',
    permission: workspaceHolder.right('models/versions'),
    items: 'value',
    of: { collector: 'azure/ml/model', read: 'ModelVersions_List' },
  },
});

/** Versions in registries. @see https://learn.microsoft.com/rest/api/azureml/registry-model-versions/list */
export const registryModelVersions = collector({
  ...versionTable('RegistryModelVersions_List', registryHolder),
  id: 'azure/ml/registry-model-version',
  list: {
    service: 'machinelearning',
    operation: 'RegistryModelVersions_List',
    permission: registryHolder.right('models/versions'),
    items: 'value',
    of: { collector: 'azure/ml/registry-model', read: 'RegistryModelVersions_List' },
  },
});
