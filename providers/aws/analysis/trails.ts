import { flagOf, isObject, listOf, listOrEmpty, objectOf, shapeError, textOf, textsOf } from './shape.ts';

export interface TrailEvents {
  /** Which management events the trail keeps. */
  management: 'all' | 'write-only' | 'none';
  /** Event sources that are left out of the management events, sorted: `kms.amazonaws.com`. */
  excludedSources: readonly string[];
  /** Resource types of machine learning of which every data event is kept, and AWS::S3::Object if of all buckets. Sorted. */
  mlDataEvents: readonly string[];
}

/**
 * What a trail keeps by its selectors, basic or advanced; several add up.
 *
 * Management events are `all` only when nothing is left out. Reads alone are `none`, since what changed is not kept, and
 * so is a trail that leaves out an event source: not every write is kept then (AWS Config, too, calls such a trail
 * non-compliant). Data events of a type count only when reads and writes of all resources are kept, without further filter.
 *
 * @param answer the whole answer of GetEventSelectors: `EventSelectors` or `AdvancedEventSelectors`.
 * @throws PlumblineError RESPONSE_SHAPE when it is neither, or a selector is not as documented.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
 * @see https://docs.aws.amazon.com/config/latest/developerguide/multi-region-cloudtrail-enabled.html
 */
export function trailEvents(answer: unknown): TrailEvents {
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = objectOf(
    answer,
    'The answer of GetEventSelectors',
  );
  const used = Array.isArray(advanced) && advanced.length > 0;
  if (!used && !Array.isArray(basic)) throw shapeError('GetEventSelectors returned no selectors');
  const kept = used
    ? listOf(advanced, 'AdvancedEventSelectors').map(keptByAdvanced)
    : listOf(basic, 'EventSelectors').flatMap(keptByBasic);
  return { management: managementOf(kept), excludedSources: excludedOf(kept), mlDataEvents: typesOf(kept) };
}

/** What one selector keeps. */
interface Kept {
  category: 'management' | 'data' | 'other';
  reads: boolean;
  writes: boolean;
  /** Resource type of data events that are kept for all resources. */
  type?: string | undefined;
  /** Event sources left out. */
  excluded: readonly string[];
  /** Resources are named by a prefix that spans all of S3. */
  ofS3?: boolean;
  /** Some events of the category are left out in another way. */
  partial: boolean;
}

function managementOf(kept: readonly Kept[]): TrailEvents['management'] {
  const whole = kept.filter(
    ({ category, partial, excluded }) => category === 'management' && !partial && excluded.length === 0,
  );
  const writes = whole.some((item) => item.writes);
  if (!writes) return 'none';
  return whole.some((item) => item.reads) ? 'all' : 'write-only';
}

function excludedOf(kept: readonly Kept[]): string[] {
  const lists = kept.filter(({ category }) => category === 'management').map(({ excluded }) => excluded);
  const [first = [], ...others] = lists;
  return [...new Set(first.filter((source) => others.every((list) => list.includes(source))))].sort();
}

const mlPrefixes = ['AWS::SageMaker::', 'AWS::Bedrock::', 'AWS::BedrockAgentCore::', 'AWS::S3Vectors::'] as const;

function typesOf(kept: readonly Kept[]): string[] {
  const data = kept.filter(({ category, partial }) => category === 'data' && !partial);
  const both = data.flatMap(({ type }) =>
    type !== undefined &&
    data.some((item) => item.type === type && item.reads) &&
    data.some((item) => item.type === type && item.writes)
      ? [type]
      : [],
  );
  return [...new Set(both)]
    .filter((type) => type === 'AWS::S3::Object' || mlPrefixes.some((prefix) => type.startsWith(prefix)))
    .sort();
}

const readWriteTypes: ReadonlyMap<string, { reads: boolean; writes: boolean }> = new Map([
  ['All', { reads: true, writes: true }],
  ['ReadOnly', { reads: true, writes: false }],
  ['WriteOnly', { reads: false, writes: true }],
]);

/** Left out, ReadWriteType is All and IncludeManagementEvents true. */
function keptByBasic(value: unknown): Kept[] {
  const selector = objectOf(value, 'An event selector');
  const kinds = readWriteTypes.get(textOf(selector.ReadWriteType, 'ReadWriteType') ?? 'All');
  if (kinds === undefined) throw shapeError('An event selector has an unknown ReadWriteType');
  const excluded = textsOf(
    listOrEmpty(selector.ExcludeManagementEventSources, 'ExcludeManagementEventSources'),
    'ExcludeManagementEventSources',
  );
  const management: Kept[] =
    (flagOf(selector.IncludeManagementEvents, 'IncludeManagementEvents') ?? true)
      ? [{ category: 'management', ...kinds, excluded, partial: false }]
      : [];
  const data = listOrEmpty(selector.DataResources, 'DataResources').map((item): Kept => {
    const resource = objectOf(item, 'A data resource');
    const type = textOf(resource.Type, 'Type of a data resource');
    const values = textsOf(listOrEmpty(resource.Values, 'Values'), 'Values of a data resource');
    return {
      category: 'data',
      ...kinds,
      type,
      excluded: [],
      partial: !values.some(isAllOfS3) || type !== 'AWS::S3::Object',
    };
  });
  return [...management, ...data];
}

/** `arn:aws:s3`, also with colons after it: all objects of all buckets. */
function isAllOfS3(value: string): boolean {
  const [arn, partition = '', service, ...rest] = value.split(':');
  return (
    arn === 'arn' &&
    (partition === 'aws' || partition.startsWith('aws-')) &&
    service === 's3' &&
    rest.every((part) => part === '')
  );
}

function keptByAdvanced(value: unknown): Kept {
  const fields = listOf(objectOf(value, 'An advanced event selector').FieldSelectors, 'FieldSelectors').map((field) =>
    objectOf(field, 'A field selector'),
  );
  const kept: Kept = { category: 'other', reads: true, writes: true, excluded: [], partial: false };
  for (const field of fields) applyField(kept, field);
  const odd = kept.ofS3 ? kept.type !== 'AWS::S3::Object' : kept.category === 'management' && kept.type !== undefined;
  return odd ? { ...kept, partial: true } : kept;
}

const operators = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const;

function applyField(kept: Kept, field: Record<string, unknown>): void {
  const used = operators.filter((operator) => listOrEmpty(field[operator], operator).length > 0);
  const values = (operator: (typeof operators)[number]) => textsOf(listOrEmpty(field[operator], operator), operator);
  const only = used.length === 1 ? used[0] : undefined;
  const equals = only === 'Equals' ? values('Equals') : undefined;
  switch (field.Field) {
    case 'eventCategory':
      if (equals?.length !== 1) throw shapeError('An advanced event selector has no event category');
      kept.category = equals[0] === 'Management' ? 'management' : equals[0] === 'Data' ? 'data' : 'other';
      return;
    case 'readOnly':
      if (equals?.length !== 1 || (equals[0] !== 'true' && equals[0] !== 'false'))
        throw shapeError('An advanced event selector has an unknown readOnly');
      if (equals[0] === 'true') kept.writes = false;
      else kept.reads = false;
      return;
    case 'resources.type':
      if (equals?.length !== 1) kept.partial = true;
      else kept.type = equals[0];
      return;
    case 'eventSource':
      if (only === 'NotEquals') kept.excluded = values('NotEquals');
      else kept.partial = true;
      return;
    case 'resources.ARN':
      // A prefix that spans all buckets leaves nothing out of S3, and everything out of other types.
      if (only === 'StartsWith' && values('StartsWith').some(isAllOfS3)) kept.ofS3 = true;
      else kept.partial = true;
      return;
    default:
      if (!isObject(field) || typeof field.Field !== 'string') throw shapeError('A field selector has no field');
      kept.partial = true;
  }
}
