import { isMissingValue } from '../../../src/model/facts.ts';
import { answersOf, derive, deriveSome, missing, type Spec } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { stateOf } from '../rows/common.ts';
import type { NotebookMachine, NotebookRuntime } from './answers-notebooks.ts';
import { about, nameOf, uid, vertexList } from './common.ts';
import { notebookRows, ownOr } from './notebook-rows.ts';

const operation = 'notebookRuntimes.list';
const read = 'notebookRuntimeTemplates.get';
const own = about(operation);
const { from, raw } = answersOf<{ [operation]: NotebookRuntime; [read]: NotebookMachine }>('aiplatform');
const template = raw(operation, '/notebookRuntimeTemplateRef/notebookRuntimeTemplate');
/** Recorded answers leave out what the template says; without a template it is not known. */
const made = <V>(of: Spec<V | undefined>): Spec<V | undefined> =>
  derive([template, of] as const, (name, value) =>
    name ? (value as V | undefined) : missing('the runtime does not name what it was made from'),
  ) as Spec<V | undefined>; // derive infers no type through a parameter
const rows = notebookRows({
  network: ownOr(raw(operation, '/networkSpec'), made(raw(read, '/networkSpec'))),
  tags: ownOr(raw(operation, '/networkTags'), made(raw(read, '/networkTags'))),
  idle: ownOr(raw(operation, '/idleShutdownConfig'), made(raw(read, '/idleShutdownConfig'))),
  euc: ownOr(raw(operation, '/eucConfig'), made(raw(read, '/eucConfig'))),
  shield: ownOr(raw(operation, '/shieldedVmConfig'), made(raw(read, '/shieldedVmConfig'))),
  software: ownOr(raw(operation, '/softwareConfig'), made(raw(read, '/softwareConfig'))),
  // The key of a template can be changed after machines were made from it: only that there is none is believed.
  key: deriveSome([own.key, made(raw(read, '/encryptionSpec/kmsKeyName'))] as const, (mine, theirs) => {
    if (isMissingValue(mine) || mine !== undefined) return mine;
    if (isMissingValue(theirs) || theirs === undefined) return theirs;
    return missing('the runtime names no key, and its template does');
  }) as Spec<string | undefined>,
});

/** A machine of Colab Enterprise, which is for one person. */
export const notebookRuntimes = collector({
  provider: 'gcp',
  id: 'gcp/vertex/notebook-runtime',
  service: 'aiplatform',
  kind: 'ml.notebook',
  nativeType: 'aiplatform.googleapis.com/NotebookRuntime',
  at: 'region',
  list: vertexList(operation, 'notebookRuntimes'),
  reads: [
    {
      service: 'aiplatform',
      operation: read,
      permission: `aiplatform.${read}`,
      memo: true,
      expects: 'name',
      input: (_item, got) => {
        const { value } = template.map(got);
        return typeof value === 'string' ? { name: value } : null;
      },
    },
  ],
  uid,
  name: nameOf,
  facts: {
    ...own.facts,
    ...rows.facts,
    state: from(
      operation,
      '/runtimeState',
      stateOf({
        RUNNING: 'active',
        BEING_STARTED: 'pending',
        BEING_STOPPED: 'stopped',
        STOPPED: 'stopped',
        BEING_UPGRADED: 'active',
        ERROR: 'failed',
        INVALID: 'failed',
      }),
      { absent: missing() },
    ),
    patched: derive([raw(operation, '/isUpgradable')], (behind) => (behind === true ? 'behind' : 'current')) as Spec<
      'current' | 'behind'
    >,
  },
  links: rows.links,
});
