import type { Columns } from './columns.ts';
import { hiveType } from './schema.ts';

/**
 * A table of Athena over the files of one class, with the partitions found by their names. A query names region and account: `injected`
 * means that they are not listed.
 *
 * @param source custom source of the lake; BUCKET is for the reader to fill in.
 */
export function athenaTable(table: string, source: string, columns: Columns): string {
  const lines = Object.entries(columns).map(([name, column]) => `  \`${name}\` ${hiveType(column)}`);
  return `CREATE EXTERNAL TABLE IF NOT EXISTS ${table} (
${lines.join(',\n')}
)
PARTITIONED BY (
  \`region\` string,
  \`accountid\` string,
  \`eventday\` string
)
STORED AS PARQUET
LOCATION 's3://BUCKET/ext/${source}/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.region.type' = 'injected',
  'projection.accountid.type' = 'injected',
  'projection.eventday.type' = 'date',
  'projection.eventday.format' = 'yyyyMMdd',
  'projection.eventday.range' = '20260101,NOW',
  'storage.location.template' = 's3://BUCKET/ext/${source}/region=\${region}/accountId=\${accountid}/eventDay=\${eventday}/'
);
`;
}
