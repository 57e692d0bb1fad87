import type { GetDataSourceResponse } from '@aws-sdk/client-bedrock-agent';
import type { Jsonified } from '../../../src/model/json.ts';
import type { FactOf } from '../../../src/model/kinds/index.ts';
import { missing } from '../../../src/model/mapping/spec.ts';
import { byTable } from '../rows/common.ts';

export type DataSource = NonNullable<Jsonified<GetDataSourceResponse>['dataSource']>;
type Source = FactOf<'genai.knowledge_base', 'sources'>[number];

/** Where documents come from: one entry for each address that a data source reads. */
export function sourcesOf(all: DataSource[]): Source[] {
  return all.flatMap(({ dataSourceConfiguration: config }): Source[] => {
    if (config?.type === undefined) return [{ type: missing(), uri: missing(), publicWeb: missing() }];
    const { type } = config;
    // A crawler reads what anyone can read, also where somebody else writes it.
    const publicWeb = isPublicWeb(type);
    const uris = urisOf(config);
    return uris.length === 0
      ? [{ type, uri: missing('the address is not named'), publicWeb }]
      : uris.map((uri) => ({ type, uri, publicWeb }));
  });
}

/** @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_DataSourceConfiguration.html */
const isPublicWeb = byTable('data source', {
  WEB: true,
  S3: false,
  CONFLUENCE: false,
  SALESFORCE: false,
  SHAREPOINT: false,
  REDSHIFT_METADATA: false,
  CUSTOM: false,
});

function urisOf(config: NonNullable<DataSource['dataSourceConfiguration']>): string[] {
  const all = [
    config.s3Configuration?.bucketArn,
    ...(config.webConfiguration?.sourceConfiguration?.urlConfiguration?.seedUrls ?? []).map((seed) => seed.url),
    config.confluenceConfiguration?.sourceConfiguration?.hostUrl,
    config.salesforceConfiguration?.sourceConfiguration?.hostUrl,
    ...(config.sharePointConfiguration?.sourceConfiguration?.siteUrls ?? []),
  ];
  return all.filter((uri) => uri !== undefined);
}
