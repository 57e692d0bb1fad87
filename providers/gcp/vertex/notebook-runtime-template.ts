import { answersOf, notSupported } from '../../../src/model/mapping/spec.ts';
import { collector } from '../../../src/model/provider.ts';
import { alwaysActive } from '../rows/common.ts';
import type { NotebookMachine } from './answers-notebooks.ts';
import { about, nameOf, uid, vertexList } from './common.ts';
import { notebookRows } from './notebook-rows.ts';

const operation = 'notebookRuntimeTemplates.list';
const own = about(operation);
const { raw } = answersOf<{ [operation]: NotebookMachine }>('aiplatform');
const rows = notebookRows({
  network: raw(operation, '/networkSpec'),
  tags: raw(operation, '/networkTags'),
  idle: raw(operation, '/idleShutdownConfig'),
  euc: raw(operation, '/eucConfig'),
  shield: raw(operation, '/shieldedVmConfig'),
  software: raw(operation, '/softwareConfig'),
  key: own.key,
});

/** What machines of Colab Enterprise are made from: its mistakes are those of every machine to come. */
export const notebookRuntimeTemplates = collector({
  provider: 'gcp',
  id: 'gcp/vertex/notebook-runtime-template',
  service: 'aiplatform',
  kind: 'ml.notebook',
  nativeType: 'aiplatform.googleapis.com/NotebookRuntimeTemplate',
  at: 'region',
  list: vertexList(operation, 'notebookRuntimeTemplates'),
  reads: [],
  uid,
  name: nameOf,
  facts: {
    ...own.facts,
    ...rows.facts,
    state: alwaysActive,
    patched: notSupported('A machine has software, what it is made from has none.'),
  },
  links: rows.links,
});
