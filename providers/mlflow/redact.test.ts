import { describe, expect, it, test } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { redactMlflow } from './redact.ts';

const digest = (secret: string) => `d${secret.length}`;
const redact = (body: Json) => redactMlflow('mlflow', 'Any', body, digest);

describe('what goes', () => {
  test.each<[string, Json, Json]>([
    [
      'values of parameters',
      { params: [{ key: 'depth', value: '6' }] },
      { params: [{ key: 'depth', value: 'redacted:parameter:d1' }] },
    ],
    [
      'a tag whose name gives it away',
      { tags: [{ key: 'db_password', value: 'hunter22' }] },
      { tags: [{ key: 'db_password', value: 'redacted:token:d8' }] },
    ],
    [
      'a tag whose form gives it away',
      { tags: [{ key: 'x', value: 'AKIAZ7QHXPLANTED42WX' }] },
      { tags: [{ key: 'x', value: 'redacted:token:d20' }] },
    ],
    [
      'the same in a map of facts',
      { tags: { db_password: 'hunter22', owner: 'ops' } },
      { tags: { db_password: 'redacted:token:d8', owner: 'ops' } },
    ],
    [
      'the source of data',
      { dataset: { digest: 'x', source: '{"query":"select"}' } },
      { dataset: { digest: 'x', source: 'redacted:source:d18' } },
    ],
    ['statistics of data', { profile: '{"mean":4}' }, { profile: 'redacted:text:d10' }],
    ['texts of prompts', { template: 'Dear {name}' }, { template: 'redacted:text:d11' }],
    [
      'the path of a webhook',
      { url: 'https://hooks.example/T/B/x' },
      { url: 'https://hooks.example/redacted:path:d6' },
    ],
    ['an address that is none', { url: 'not one' }, { url: 'redacted:address:d7' }],
    ['a token anywhere', { description: 'AKIAZ7QHXPLANTED42WX' }, { description: 'redacted:token:d20' }],
  ])('%s', (_what, body, expected) => expect(redact(body)).toEqual(expected));
});

it('what tells how things are done stays', () => {
  const body: JsonObject = {
    name: 'beds',
    source: 's3://wards/model',
    run_id: 'r1',
    tags: [{ key: 'approval', value: 'approved' }],
    metrics: [{ key: 'auc', value: 0.9 }],
    url: 'https://hooks.example',
    list: [1, null, true, 'x'],
  };
  expect(redact(body)).toEqual(body);
});

it('odd shapes are taken as they are', () => {
  expect(redact({ params: 'x', tags: [1, { key: 'a' }], nested: { params: [{ value: 'v' }] } })).toEqual({
    params: 'x',
    tags: [1, { key: 'a' }],
    nested: { params: [{ value: 'redacted:parameter:d1' }] },
  });
});
