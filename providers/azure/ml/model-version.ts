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
import { regionOfWorkspace } from '../rows/workspace.ts';
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

const operation = 'ModelVersions_List';
const { common, field } = armRows<ModelVersion>('machinelearning', operation, { tags: '/properties/tags' });
const stages: Readonly<Record<string, 'production' | 'staging' | 'development' | 'archived' | 'none'>> = {
  production: 'production',
  staging: 'staging',
  development: 'development',
  archived: 'archived',
  none: 'none',
};
/** The API writes `mlflow_model`, and wrote `MLFlowModel`. */
const type = derive([field('/properties/modelType')], (value) =>
  String(value ?? '')
    .toLowerCase()
    .replaceAll('_', ''),
);
const approval = derive([common.tags, fromScope((answers) => answers.settings.approval)], approvalByTags);

export const modelVersions = collector({
  provider: 'azure',
  id: 'azure/ml/model-version',
  service: 'machinelearning',
  kind: 'ml.model_version',
  nativeType: 'Microsoft.MachineLearningServices/workspaces/models/versions',
  at: 'account',
  list: {
    service: 'machinelearning',
    operation,
    permission: 'Microsoft.MachineLearningServices/workspaces/models/versions/read',
    items: 'value',
    of: { collector: 'azure/ml/model', read: operation },
  },
  reads: [],
  uid: armUid,
  name: (item) =>
    String(item.id)
      .split('/')
      .slice(-3)
      .filter((_one, index) => index !== 1)
      .join(' version '),
  facts: {
    ...common,
    region: regionOfWorkspace,
    state: derive([field('/properties/isArchived')], (archived) =>
      archived === true ? ('archived' as const) : ('active' as const),
    ),
    lastUsedAt: notExposed('the request metrics of the endpoints that serve it'),
    idleStopMinutes: notSupported('A model version is no machine.'),
    keyAtRest: notExposed('the key of the storage account of the workspace; see there'),
    stores: notExposed('the key of the storage account of the workspace; see there'),
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
    sharedWith: notExposed('role assignments of guests on the workspace'),
    outsiders: notExposed('role assignments of guests on the workspace'),
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
    // A job is known by its name within the workspace.
    jobs: derive([field('/properties/jobName'), modelOf], (job, [model]): (string | MissingValue)[] =>
      typeof job === 'string' && job !== '' && model ? [`${model.split('/models/')[0]}/jobs/${job.toLowerCase()}`] : [],
    ),
    datasets: derive([field('/properties/jobName')], (job): (string | MissingValue)[] =>
      typeof job === 'string' && job !== ''
        ? [missing('the inputs of the job that made it; see there', 'out-of-scope')]
        : [],
    ),
  },
});
