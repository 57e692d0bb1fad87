import { expect, it, test } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { contract } from '../testing/contract.ts';
import { answersFor, mapped, type Table } from '../testing/map.ts';
import { artifacts, versionItem as item, versionReads as reads } from '../testing/version.ts';
import { explanations } from './explanation.ts';
import { loggedModels } from './logged-model.ts';
import { modelVersions } from './model-version.ts';
import { registeredModels } from './registered-model.ts';
import { webhooks } from './webhook.ts';

const ms = 1_730_000_000_000;
const later = '2024-10-27T03:33:21.000Z';
const prompt = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }];

contract(
  registeredModels,
  {
    item: {
      name: 'beds',
      creation_timestamp: ms,
      last_updated_timestamp: ms,
      user_id: 'ann',
      description: 'Beds',
      tags: [{ key: 'owner', value: 'ops' }],
    },
  },
  [
    ['/description', '', { documents: [] }],
    ['/description', undefined, { documents: [] }],
    ['/user_id', undefined, {}],
    ['/tags', undefined, { tags: {}, owner: 'ann' }],
    ['/tags/1', { key: 'mlflow.note.content', value: 'x' }, { tags: { owner: 'ops', 'mlflow.note.content': 'x' } }],
    ['/last_updated_timestamp', ms + 1000, { modifiedAt: later }],
  ],
);

it.each([registeredModels, modelVersions])('a prompt is no model', (collector) => {
  const keep = (tags: JsonObject[]) =>
    collector.keep?.(
      answersFor(collector, {
        item: { name: 'p', version: '1', tags },
        reads: { GetRegisteredModel: { registered_model: {} } },
      }),
    );
  expect([keep(prompt), keep([])]).toEqual([false, true]);
});

const info = {
  model_id: 'm-1',
  experiment_id: '7',
  name: 'candidate',
  creation_timestamp_ms: ms,
  last_updated_timestamp_ms: ms,
  artifact_uri: `${artifacts}/model`,
  status: 'LOGGED_MODEL_READY',
  source_run_id: 'r1',
};
contract(loggedModels, { item: { info }, reads: { GetRun: reads.GetRun ?? {}, RunFiles: reads.RunFiles ?? {} } }, [
  ['/info/status', 'LOGGED_MODEL_PENDING', { state: 'pending' }],
  ['/info/status', 'LOGGED_MODEL_UPLOAD_FAILED', { state: 'failed' }],
  ['/info/status', undefined, { state: 'missing: not-returned' }],
  ['/info/name', undefined, { name: 'm-1' }],
  ['/info/artifact_uri', undefined, { artifacts: [], '->buckets': [] }],
  [
    '/info/tags',
    [{ key: 'sha256', value: 'c'.repeat(64) }],
    { tags: { sha256: 'c'.repeat(64) }, artifacts: [{ uri: `${artifacts}/model`, pinned: true, format: 'pickle' }] },
  ],
]);
it('a logged model that is registered is judged as its version', () => {
  const kept = (tags: JsonObject[]) =>
    loggedModels.keep?.(
      answersFor(loggedModels, {
        item: { info: { ...info, tags } },
        reads: { GetRun: reads.GetRun ?? {}, RunFiles: reads.RunFiles ?? {} },
      }),
    );
  expect([kept([{ key: 'mlflow.modelVersions', value: '[]' }]), kept([])]).toEqual([false, true]);
});

const withShap = { root_uri: artifacts, files: [{ path: 'shap.png' }] };
contract(explanations, { item, reads: { GetRun: reads.GetRun ?? {}, RunFiles: withShap } }, [], {
  RunFiles: [['/files/0/path', 'lime.html', { method: 'lime' }]],
  GetRun: [
    ['/run/data/metrics/0/key', 'mean_shap', { evidence: 'ran', lastRanAt: 'missing: not-returned' }],
    ['/run/data/metrics', undefined, {}],
  ],
});
test.each<[string, Table, boolean | string]>([
  ['names one', { RunFiles: withShap }, true],
  ['names none', {}, false],
  ['is denied', { RunFiles: 'error PERMISSION_DENIED' }, 'access-denied'],
])('a run that %s', (_what, more, expected) => {
  const kept = explanations.keep?.(answersFor(explanations, { item, reads: { ...reads, ...more } }));
  expect(typeof kept === 'object' ? kept.$missing.reason : kept).toBe(expected);
});

contract(
  webhooks,
  {
    item: {
      webhook_id: 'w1',
      name: 'hook',
      url: 'https://hooks.example/T0/secret?x=1',
      status: 'ACTIVE',
      creation_timestamp: ms,
      last_updated_timestamp: ms,
    },
  },
  [
    ['/status', 'DISABLED', { state: 'stopped' }],
    ['/status', 'ODD', { state: 'missing: not-returned' }],
    ['/url', 'no address', { target: 'missing: not-returned' }],
    ['/url', undefined, { target: 'missing: not-returned' }],
    ['/name', undefined, { name: 'w1' }],
  ],
);
it('the path of a webhook, which may be its secret, is in no fact', () => {
  const found = mapped(webhooks, { item: { webhook_id: 'w', url: 'https://hooks.example/T0/secret?x=1' } });
  expect(found.target).toBe('https://hooks.example');
});
