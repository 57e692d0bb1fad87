import { cloudSinks } from './clouds.ts';
import { datadog } from './datadog.ts';
import type { SinkDefinition } from './definition.ts';
import { elasticsearch } from './elasticsearch.ts';
import { file } from './file.ts';
import { splunk } from './splunk.ts';
import { syslog } from './syslog/index.ts';
import { webhook } from './webhook.ts';

/** Every sort of receiver, in the order of the documentation. */
export const sinkDefinitions: readonly SinkDefinition[] = [
  splunk,
  elasticsearch,
  ...cloudSinks,
  syslog,
  datadog,
  webhook,
  file,
];
