import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as shared from '../providers/aws/testing/map.ts';
import { clusters } from '../providers/gcp/dataproc/cluster.ts';
import { gcpError } from '../providers/gcp/errors.ts';
import { templates } from '../providers/gcp/model-armor/template.ts';
import { policiesInEffect } from '../providers/gcp/rows/org-policy.ts';
import { repositories } from '../providers/gcp/support/repository.ts';
import { full, type Table } from '../providers/gcp/testing/map.ts';
import { batchPredictionJobs } from '../providers/gcp/vertex/batch-prediction-job.ts';
import { customJobs } from '../providers/gcp/vertex/custom-job.ts';
import { datasets } from '../providers/gcp/vertex/dataset.ts';
import { deployments } from '../providers/gcp/vertex/deployment.ts';
import { endpoints } from '../providers/gcp/vertex/endpoint.ts';
import { evaluationRuns } from '../providers/gcp/vertex/evaluation-run.ts';
import { featurestores } from '../providers/gcp/vertex/feature-store.ts';
import { models } from '../providers/gcp/vertex/model.ts';
import { modelVersions } from '../providers/gcp/vertex/model-version.ts';
import { monitoringJobs } from '../providers/gcp/vertex/monitoring-job.ts';
import { notebookRuntimes } from '../providers/gcp/vertex/notebook-runtime.ts';
import { notebookRuntimeTemplates } from '../providers/gcp/vertex/notebook-runtime-template.ts';
import { metadataStores, tensorboards } from '../providers/gcp/vertex/tracking.ts';
import { instances } from '../providers/gcp/workbench/instance.ts';
import type { Json, JsonObject } from '../src/model/json.ts';
import { at } from '../src/model/mapping/pointer.ts';
import type { Collector } from '../src/model/provider.ts';

const folder = join(import.meta.dirname, '..', '..', 'shared', 'fixtures', 'gcp');
const there = existsSync(folder);
if (!there) console.warn(`SKIPPED: recorded answers of Google Cloud, since ${folder} is not there`);

/** An answer of Google as it was recorded; the README beside it says by whom. */
function recorded(name: string): JsonObject {
  const file = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as JsonObject; // each is an object
  return (at(file, '/response/body') ?? file) as JsonObject; // bodies are objects
}
/** Items of a recorded list. */
function items(name: string, member: string): JsonObject[] {
  const list = at(recorded(name), `/${member}`);
  return Array.isArray(list) ? (list as JsonObject[]) : [];
}

const account = 'cloud-custodian';
const place = `projects/${account}/locations/us-central1`;
const ours = `//aiplatform.googleapis.com/${place}`;
/** The project has no organisation in these answers; no perimeter, no audit records. */
const alone: Table = { 'projects.getAncestry': { ancestor: [{ resourceId: { type: 'project', id: account } }] } };

function map(collector: Collector, item: JsonObject | undefined, reads: Table = {}, region = 'us-central1') {
  if (!item) throw new Error('the recorded answer has no such item');
  const scope = { provider: 'gcp', account, accountName: account, region } as const;
  return shared.plainOf(
    shared.resourceOf(collector, {
      ...full({ item, reads: { ...alone, ...reads } }),
      scope,
      accounts: [account],
      aliases: new Map([['12340015', account]]),
    }),
  );
}
const provider = (...names: string[]): Record<string, Json> => ({
  keyAtRest: 'provider',
  stores: names.map((name) => ({ name, key: 'provider' })),
  '->keys': [],
});

describe.skipIf(!there)('recorded answers of Vertex AI', () => {
  it('an endpoint with a model on it', () => {
    const [item] = items('aiplatform/endpoints.list_with_deployed_models', 'endpoints');
    expect(map(endpoints, item)).toMatchObject({
      uid: `${ours}/endpoints/c7n-endpoint-central`,
      name: 'c7n-endpoint-central',
      ...provider('volume'),
      tags: { 'goog-terraform-provisioned': 'true' },
      owner: '',
      dataClass: '',
      state: 'active',
      createdAt: '2026-03-12T03:30:42.036373Z',
      modifiedAt: '2026-03-12T03:51:47.191152Z',
      region: 'us-central1',
      publicAccess: 'provider-api',
      variants: [
        {
          name: 'c7n-test-deployment-us-central1',
          trafficPercent: 100,
          minReplicas: 1,
          serverless: false,
          shadow: false,
        },
      ],
      capture: 'off',
      samplePercent: 0,
      autoscaled: false,
      accessLogged: false,
      appLogged: true,
      '->deployments': [`${ours}/endpoints/c7n-endpoint-central/deployedModels/1793004947495714816`],
      '->versions': [`${ours}/models/557161024701071360@1`],
      '->captureBuckets': [],
    });
  });

  it('the deployed model itself', () => {
    const [endpoint] = items('aiplatform/endpoints.list_with_deployed_models', 'endpoints');
    const [model] = items('aiplatform/models.list', 'models');
    const item = { name: `${place}/endpoints/c7n-endpoint-central`, id: '1793004947495714816' };
    expect(map(deployments, item, { 'endpoints.get': endpoint ?? {}, 'models.get': model ?? {} })).toMatchObject({
      ...provider('volume'),
      network: 'provider',
      egress: 'internet',
      runsAs: 'none',
      '->principals': [],
      plainSecrets: 0,
      images: [],
      artifacts: [],
      explained: false,
      createdAt: '2026-03-12T03:32:11.706537Z',
      modifiedAt: '2026-03-12T03:53:47.871350Z',
      '->versions': [`${ours}/models/557161024701071360@1`],
    });
  });

  it('endpoints with nothing on them', () => {
    for (const item of [...items('aiplatform/endpoints.list', 'endpoints'), recorded('aiplatform/endpoints.get_basic')])
      expect(map(endpoints, item)).toMatchObject({
        state: 'stopped',
        variants: [],
        stores: [],
        keyAtRest: 'missing: not-supported',
        autoscaled: 'missing: not-supported',
      });
  });

  it('a location without endpoints is an answer without members', () => {
    expect(recorded('aiplatform/endpoints.list_empty_region')).toEqual({});
    expect(endpoints.list?.emptyOmitted).toMatch(/^https:/);
  });

  it('a model, and the version that it is', () => {
    const all = items('aiplatform/models.list', 'models');
    const item = all.find(({ displayName }) => displayName === 'c7n-test-model-owned');
    expect(map(models, item, { 'models.versions': { models: [item ?? {}] } })).toMatchObject({
      uid: `${ours}/models/7954043586947842048`,
      versions: 1,
      tags: { owner: 'c7n' },
      owner: 'c7n',
      documents: [],
      sharedWith: 'nobody',
      outsiders: [],
    });
    expect(map(modelVersions, item, { 'models.evaluations.list': {} })).toMatchObject({
      uid: `${ours}/models/7954043586947842048@1`,
      name: 'c7n-test-model-owned 1',
      ...provider('artifacts'),
      approval: 'none',
      approvedBy: '',
      stage: 'none',
      origin: 'own',
      tests: [],
      signature: false,
      createdAt: '2026-08-11T17:49:31.077998Z',
      modifiedAt: '2026-08-11T17:49:31.345692Z',
      registeredBy: 'missing: not-exposed',
      '->models': [`${ours}/models/7954043586947842048`],
      '->jobs': [],
      '->runs': 'missing: out-of-scope',
      '->datasets': 'missing: out-of-scope',
    });
  });

  it('a dataset, with a key and without', () => {
    const [item] = items('aiplatform/datasets.list', 'datasets');
    const bucket = 'cloud-ai-platform-10507420-97a5-4bb6-bf4b-608047b7142a';
    expect(map(datasets, item, { 'datasets.datasetVersions.list': {} })).toMatchObject({
      ...provider('data'),
      schemaKnown: true,
      versioned: false,
      version: '',
      artifacts: [{ uri: `gs://${bucket}`, pinned: false, format: '' }],
      '->buckets': [`//storage.googleapis.com/${bucket}`],
    });
    const keyed = recorded('aiplatform/datasets.get_cmek');
    expect(map(datasets, keyed, { 'datasets.datasetVersions.list': {} })).toMatchObject({ keyAtRest: 'customer' });
  });

  it('a custom job that names next to nothing', () => {
    const [item] = items('aiplatform/customJobs.list', 'customJobs');
    expect(map(customJobs, item)).toMatchObject({
      uid: `${ours}/customJobs/2406756744756723712`,
      ...provider('volume'),
      state: 'pending',
      outcome: 'running',
      startedAt: '2026-07-08T18:43:23.379923Z',
      runsAs: 'default',
      network: 'provider',
      egress: 'internet',
      nodeTraffic: 'single-node',
      shell: 'off',
      plainSecrets: 0,
      maxMinutes: 10_080,
      interruptible: false,
      images: [{ ref: 'gcr.io/google.com/cloudsdktool/cloud-sdk:slim', pinned: false, registry: 'provider' }],
      artifacts: [],
      '->outputs': [],
      '->repositories': [],
    });
  });

  it('batch predictions, running and failed', () => {
    const all = items('aiplatform/batchPredictionJobs.list', 'batchPredictionJobs');
    const [model] = items('aiplatform/models.list', 'models');
    expect(map(batchPredictionJobs, all[0], { 'models.get': model ?? {} })).toMatchObject({
      state: 'active',
      outcome: 'running',
      ...provider('volume'),
      runsAs: 'default',
      inputs: [{ uri: 'gs://c7n-vertex-batch-test-9cca1082/input/us-central1/test_data.jsonl', versioned: false }],
      '->outputs': ['//storage.googleapis.com/c7n-vertex-batch-test-9cca1082'],
    });
    const failed = all.find(({ state }) => state === 'JOB_STATE_FAILED');
    expect(map(batchPredictionJobs, failed, { 'models.get': model ?? {} })).toMatchObject({
      state: 'failed',
      outcome: 'failed',
    });
  });

  it.each([
    ['3750827907765764096', 'pending', false],
    ['7972671083448893440', 'stopped', false],
    ['9155991885540491264', 'active', true],
  ])('monitoring job %s is %s; without a threshold it watches nothing', (id, state, active) => {
    const all = items('aiplatform/modelDeploymentMonitoringJobs.list', 'modelDeploymentMonitoringJobs');
    expect(
      map(
        monitoringJobs,
        all.find(({ name }) => String(name).endsWith(id)),
      ),
    ).toMatchObject({
      ...provider('data'),
      state,
      active,
      signals: [],
      baseline: false,
      notifies: 0,
      lastResult: 'never-ran',
      lastRanAt: null,
    });
  });

  it('evaluation runs', () => {
    const all = items('aiplatform/evaluationRuns.list', 'evaluationRuns').map((item) => map(evaluationRuns, item));
    expect(all.map(({ outcome, state, subjects }) => [outcome, state, subjects])).toEqual([
      ['failed', 'failed', ['quality']],
      ['succeeded', 'stopped', ['quality']],
    ]);
  });

  it('the older feature stores; numbers in place of words are not understood, and said so', () => {
    const [item] = items('aiplatform/featurestores.list', 'featurestores');
    expect(map(featurestores, item, {}, 'us-west1')).toMatchObject({
      uid: `//aiplatform.googleapis.com/projects/${account}/locations/us-west1/featurestores/gcpdiag_vertex1featurestore_aaaa`,
      ...provider('online', 'offline'),
      state: 'active',
      online: false,
      offline: true,
      ttlDays: 4000,
    });
    expect(map(featurestores, recorded('aiplatform/featurestores.get'))).toMatchObject({
      state: 'missing: not-returned',
      online: true,
      ttlDays: 20,
    });
  });

  it('a metadata store and a board', () => {
    expect(map(metadataStores, recorded('aiplatform/metadataStores.get'))).toMatchObject({
      ...provider('metadata'),
      lineage: false,
    });
    expect(map(tensorboards, recorded('aiplatform/tensorboards.get'))).toMatchObject({
      ...provider('metadata'),
      '->buckets': ['//storage.googleapis.com/cloud-ai-platform-00000000-1111-2222-3333-444444444444'],
    });
  });

  it('a template of Colab Enterprise, and a machine that says next to nothing without it', () => {
    const template = recorded('aiplatform/notebookRuntimeTemplates.get');
    const said = {
      ...provider('volume'),
      network: 'customer',
      egress: 'customer-network',
      idleStopMinutes: 180,
      secureBoot: false,
      startScript: false,
      plainSecrets: 0,
      runsAs: 'missing: not-exposed',
    };
    expect(map(notebookRuntimeTemplates, template)).toMatchObject({ ...said, state: 'active' });
    const runtime = recorded('aiplatform/notebookRuntimes.get');
    expect(map(notebookRuntimes, runtime, { 'notebookRuntimeTemplates.get': template })).toMatchObject({
      ...said,
      state: 'active',
      singleUser: true,
      patched: 'current',
      createdAt: '2024-04-01T12:34:56.123456Z',
    });
  });

  it('clusters of an old image and of newer ones', () => {
    const [old] = items('dataproc/clusters.list', 'clusters');
    const said = { network: 'customer', egress: 'internet', publicIp: true };
    expect(map(clusters, old)).toMatchObject({
      ...said,
      keyAtRest: 'customer',
      uid: `//dataproc.googleapis.com/projects/${account}/regions/us-central1/clusters/cluster-test`,
      state: 'failed',
      createdAt: '2022-06-03T09:32:52.561503Z',
      runsAs: 'default',
      minNodes: 3,
      interruptible: false,
      userIsolation: false,
      webPorts: false,
      startScript: false,
      plainSecrets: 0,
      idleStopMinutes: null,
      '->subnets': ['missing: not-exposed'],
    });
    const all = items('dataproc/clusters.list_gcpdiag', 'clusters');
    const good = all.map((item) => map(clusters, item));
    expect(good.map(({ runsAs }) => runsAs)).toEqual(['default', 'default', 'own', 'default']);
    for (const one of good) expect(one).toMatchObject({ ...said, ...provider('volume') });
    // Numbers in place of words are not understood, and said so.
    expect(map(clusters, recorded('dataproc/clusters.get_basic'))).toMatchObject({
      ...said,
      state: 'missing: not-returned',
      createdAt: 'missing: not-returned',
      interruptible: 'missing: not-returned',
      minNodes: 'missing: out-of-scope',
    });
  });

  it('an instance of Workbench as it comes, and the rules that hold for it', () => {
    const [item] = items('notebooks-v2/instances.list', 'instances');
    expect(map(instances, item, {}, 'global')).toMatchObject({
      uid: `//notebooks.googleapis.com/projects/${account}/locations/us-east1-b/instances/c7n-notebook-public-default-e84a`,
      ...provider('volume', 'data'),
      region: 'us-east1',
      state: 'active',
      publicAccess: 'open',
      egress: 'internet',
      publicIp: true,
      runsAs: 'default',
      rootAccess: true,
      secureBoot: false,
      idleStopMinutes: 'missing: not-returned',
      images: [],
      '->subnets': [`//compute.googleapis.com/projects/${account}/regions/us-east1/subnetworks/default`],
      '->firewalls': [
        `//compute.googleapis.com/projects/${account}/regions/us-east1/subnetworks/default/effectiveFirewalls/tags=deeplearning-vm+notebook-instance/account=693936050605-compute%40developer.gserviceaccount.com`,
      ],
    });
  });

  it('a policy of the organisation that is a list', () => {
    const { policies, read } = policiesInEffect(['gcp.restrictServiceUsage']);
    const collector = { id: 'test', reads: [read], list: undefined } as unknown as Collector; // only its reads are looked at
    const answer = recorded('orgpolicy-v2/policies.get_allowedvalues');
    const given = full({ item: {}, reads: { [read.as ?? '']: answer } });
    expect(policies.map(shared.answersOf(collector, given)).value).toEqual([
      { name: 'gcp.restrictServiceUsage', enforced: true },
    ]);
  });

  it('a guardrail that only looks at links', () => {
    expect(map(templates, recorded('modelarmor/templates.get_minimal'))).toMatchObject({
      filters: ['input', 'output'].map((direction) => ({
        hazard: 'malicious-url',
        direction,
        action: 'block',
        strictness: 3,
      })),
      mode: 'inline',
      multilingual: false,
      accessLogged: false,
      tags: {},
      createdAt: '2024-04-01T12:34:56.123456Z',
    });
  });

  it('a repository that says next to nothing: what it does not say of scanning is not known', () => {
    const [item] = items('artifactregistry/repositories.list', 'repositories');
    const reads = { 'repositories.get': item ?? {}, 'repositories.getIamPolicy': { etag: 'ACAB' } };
    expect(map(repositories, { name: item?.name ?? '' }, reads)).toMatchObject({
      ...provider('data'),
      uid: `//artifactregistry.googleapis.com/${place}/repositories/test`,
      scanning: 'missing: not-returned',
      immutableTags: false,
      processing: 'region',
      createdAt: '2022-07-18T12:12:41.936064Z',
    });
  });

  it('a service that is switched off', () => {
    expect(gcpError(403, recorded('errors/api_disabled_403'))).toMatchObject({
      code: 'API_DISABLED',
      errorCode: 'accessNotConfigured',
    });
  });
});
