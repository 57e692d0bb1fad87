import type { GcpEstate } from '../../src/lab/gcp/estate.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';

export const project = 'planted-project';
export const location = 'europe-west4';
const number = '611203344599';
const vertex = `aiplatform/locations/${location}`;
const dataproc = `dataproc/locations/${location}`;
const pool = '/jobSpec/workerPoolSpecs/0';
const memories = '/contextSpec/memoryBankConfig/customizationConfigs/0/generateMemoriesExamples/0';

/**
 * Where people leave secrets, prompts and data in resources of Google Cloud, whether or not a mapper looks there: the whole
 * answer is kept as evidence. A list by its path in the estate, and a pointer into its item; names that give a secret
 * away where only those are hidden.
 */
const places: readonly (readonly [list: string, ...pointers: string[]])[] = [
  [
    `${vertex}/customJobs`,
    `${pool}/containerSpec/env/0/value`,
    `${pool}/containerSpec/args/0`,
    `${pool}/containerSpec/command/0`,
    `${pool}/pythonPackageSpec/args/0`,
    `${pool}/pythonPackageSpec/env/0/value`,
    '/labels/db_password',
    '/error/message',
  ],
  [
    `${vertex}/hyperparameterTuningJobs`,
    '/trialJobSpec/workerPoolSpecs/0/containerSpec/args/0',
    '/trials/0/parameters/0/value',
  ],
  [
    `${vertex}/trainingPipelines`,
    '/trainingTaskInputs/target',
    '/trainingTaskMetadata/note',
    '/modelToUpload/containerSpec/env/0/value',
  ],
  [
    `${vertex}/batchPredictionJobs`,
    '/modelParameters/key',
    '/unmanagedContainerModel/containerSpec/env/0/value',
    '/partialFailures/0/message',
  ],
  ['aiplatform/locations/global/batchPredictionJobs', '/modelParameters/key'],
  [
    `${vertex}/pipelineJobs`,
    '/runtimeConfig/parameterValues/source',
    '/runtimeConfig/parameters/source/stringValue',
    '/pipelineSpec/root/inputDefinitions/parameters/source/defaultValue',
    '/pipelineSpec/root/dag/tasks/one/inputs/parameters/source/runtimeValue/constant',
    '/pipelineSpec/root/dag/tasks/one/triggerPolicy/condition',
    '/pipelineSpec/deploymentSpec/executors/one/container/args/0',
    '/pipelineSpec/deploymentSpec/executors/one/container/env/0/value',
    '/jobDetail/taskDetails/0/execution/metadata/input:source',
    '/jobDetail/taskDetails/0/error/message',
  ],
  [`${vertex}/schedules`, '/createPipelineJobRequest/pipelineJob/runtimeConfig/parameterValues/source'],
  [`${vertex}/tuningJobs`, '/tuningDataStats/supervisedTuningDataStats/userDatasetExamples/0/parts/0/text'],
  [
    `${vertex}/models`,
    '/containerSpec/env/0/value',
    '/containerSpec/args/0',
    '/containerSpec/startupProbe/exec/command/0',
    '/containerSpec/healthProbe/httpGet/httpHeaders/0/value',
    '/metadata/api_key',
  ],
  [`${vertex}/modelDeploymentMonitoringJobs`, '/samplePredictInstance/name'],
  [
    `${vertex}/reasoningEngines`,
    '/spec/deploymentSpec/env/0/value',
    '/spec/sourceCodeSpec/inlineSource/sourceArchive',
    `${memories}/conversationSource/events/0/content/parts/0/text`,
  ],
  [`${vertex}/ragCorpora`, '/vectorDbConfig/apiAuth/apiKeyConfig/apiKeyString'],
  [
    `${vertex}/evaluationRuns`,
    '/evaluationConfig/metrics/0/metricSpec/pointwiseMetricSpec/metricPromptTemplate',
    '/inferenceConfigs/one/promptTemplate',
  ],
  [`${vertex}/cachedContents`, '/systemInstruction/parts/0/text', '/contents/0/parts/0/text'],
  [
    `${vertex}/notebookRuntimeTemplates`,
    '/softwareConfig/env/0/value',
    '/softwareConfig/postStartupScriptConfig/postStartupScript',
  ],
  [`${vertex}/notebookExecutionJobs`, '/directNotebookSource/content', '/status/message'],
  [`${vertex}/persistentResources`, '/error/message'],
  ['notebooks/instances', '/gceSetup/metadata/startup-script', '/gceSetup/metadata/db-password', '/labels/api_key'],
  [
    `dataproc/regions/${location}/clusters`,
    '/config/gceClusterConfig/metadata/DB_PASSWORD',
    '/config/gceClusterConfig/metadata/startup-script',
    '/config/softwareConfig/properties/spark:note',
    '/status/detail',
    '/statusHistory/0/detail',
  ],
  [
    `${dataproc}/batches`,
    '/runtimeConfig/properties/spark.note',
    '/pysparkBatch/args/0',
    '/sparkSqlBatch/queryVariables/source',
    '/stateMessage',
    '/stateHistory/0/stateMessage',
  ],
  [`${dataproc}/sessions`, '/runtimeConfig/properties/spark.note', '/stateMessage', '/labels/db_password'],
];

/** Secrets by where they are planted. No form gives them away. */
export const plantedInGcp: Readonly<Record<string, string>> = Object.fromEntries(
  places
    .flatMap(([list, ...pointers]) => pointers.map((pointer) => `${list}${pointer}`))
    .map((place, index) => [place, `mark0google${index}q /&+<é>=`]),
);

/** A project with a secret in every one of these places. */
export function plantedGcp(): GcpEstate {
  const resources = places.map(([list, ...pointers]) => {
    let item = bare(list);
    for (const pointer of pointers)
      item = planted(item, pointer.slice(1).split('/'), secretAt(list, pointer)) as JsonObject; // an object stays one
    return [list, [item]];
  });
  return {
    scanner: 'plumbline@scanner.iam.gserviceaccount.com',
    projects: [
      {
        id: project,
        number,
        name: project,
        above: ['organizations/99'],
        policy: { etag: 'e', bindings: [] },
        resources: Object.fromEntries(resources),
      },
    ],
    containers: { 'organizations/99': { displayName: 'planted.example', policy: { etag: 'e' } } },
  };
}

function secretAt(list: string, pointer: string): string {
  return plantedInGcp[`${list}${pointer}`] ?? '';
}

/** What nearly every resource has. */
function bare(list: string): JsonObject {
  const [service = '', ...path] = list.split('/');
  const inPlace = path[0] === 'locations' ? path.join('/') : `locations/${location}-a/${path.join('/')}`;
  const owner = service === 'aiplatform' ? number : project;
  return {
    name: `projects/${owner}/${inPlace}/1`,
    displayName: 'planted-1',
    clusterName: 'planted-1',
    createTime: '2026-11-01T00:00:00Z',
    updateTime: '2026-11-01T00:00:00Z',
    ...(list.endsWith('/sessions') ? { state: 'ACTIVE' } : {}),
  };
}

/** A copy with the value at the end of the steps; what is not there on the way is made, numbers make lists. */
function planted(here: Json | undefined, [step, ...left]: readonly string[], value: string): Json {
  if (step === undefined) return value;
  if (/^\d+$/.test(step)) {
    const list = Array.isArray(here) ? [...here] : [];
    list[Number(step)] = planted(list[Number(step)], left, value);
    return list;
  }
  const object = (here ?? {}) as JsonObject; // made so above
  // A status has a code, an entry of a list of settings a name.
  const beside = left.length > 0 ? {} : step === 'message' ? { code: 3 } : step === 'value' ? { name: 'SETTING' } : {};
  return { ...object, ...beside, [step]: planted(object[step], left, value) };
}
