import { isObject, listOf, objectOf, shapeError } from './shape.ts';

/** One entry of a `Condition`: operator, key and the values it is compared with. All entries must hold. */
export interface Condition {
  /** Lower case, without set prefix and `IfExists`: `stringequals`, `bool`, `ipaddress`. */
  operator: string;
  /** `ForAnyValue:` is any, `ForAllValues:` is all (which is also true when the key is not in the request). */
  set: 'none' | 'any' | 'all';
  /** `...IfExists`: also true when the key is not in the request. */
  ifExists: boolean;
  /** Lower case. */
  key: string;
  values: readonly string[];
}

export type PrincipalType = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

/** Who a statement speaks of. `"Principal": "*"` reads as type AWS, value `*`: the two are equivalent. */
export interface Principal {
  type: PrincipalType;
  value: string;
}

/** A statement with every element as a list; an element that is not there is undefined. */
export interface Statement {
  effect: 'Allow' | 'Deny';
  /** Lower case, since actions are not case-sensitive. Exactly one of the two is there. */
  actions: readonly string[] | undefined;
  notActions: readonly string[] | undefined;
  resources: readonly string[] | undefined;
  notResources: readonly string[] | undefined;
  principals: readonly Principal[] | undefined;
  notPrincipals: readonly Principal[] | undefined;
  conditions: readonly Condition[];
}

export interface Policy {
  statements: readonly Statement[];
}

/** Longer than any policy that AWS accepts (32 kB for keys, 100 kB for OpenSearch). */
const maxDocument = 262_144;
/** Longer than any action, ARN or condition value that AWS accepts (2,048). */
const maxText = 4_096;
const principalTypes: ReadonlySet<string> = new Set([
  'AWS',
  'Service',
  'Federated',
  'CanonicalUser',
] satisfies PrincipalType[]);
const policyKeys = new Set(['Version', 'Id', 'Statement']);
const statementKeys = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/**
 * Reads a policy document: an object, JSON, or JSON that is URL-encoded as IAM returns it.
 *
 * Strict on purpose: an element that is not of the grammar (a misspelt `condition`) would change the meaning.
 *
 * @throws PlumblineError RESPONSE_SHAPE when the document cannot be understood as a whole.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(document: unknown): Policy {
  const policy = documentOf(document);
  onlyKeys(policy, policyKeys, 'The policy');
  if (policy.Version !== undefined && policy.Version !== '2012-10-17' && policy.Version !== '2008-10-17')
    throw shapeError('The policy document has an unknown version');
  const statements = isObject(policy.Statement)
    ? [policy.Statement]
    : listOf(policy.Statement, 'Statement of the policy');
  return { statements: statements.map(statementOf) };
}

/** The document as an object, its elements as written. @throws PlumblineError RESPONSE_SHAPE as `parsePolicy` does. */
export function documentOf(document: unknown): Record<string, unknown> {
  return objectOf(typeof document === 'string' ? parseText(document) : document, 'The policy document');
}

function parseText(document: string): unknown {
  if (document.length > maxDocument) throw shapeError('The policy document is longer than AWS allows');
  try {
    const text = document.trimStart();
    return JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text);
  } catch (cause) {
    throw shapeError('The policy document is not JSON', cause);
  }
}

function statementOf(value: unknown): Statement {
  const statement = objectOf(value, 'A statement of the policy');
  onlyKeys(statement, statementKeys, 'A statement');
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw shapeError('A statement has an effect other than Allow and Deny');
  if ((Action === undefined) === (NotAction === undefined))
    throw shapeError('A statement needs either Action or NotAction');
  if (Resource !== undefined && NotResource !== undefined)
    throw shapeError('A statement has both Resource and NotResource');
  if (Principal !== undefined && NotPrincipal !== undefined)
    throw shapeError('A statement has both Principal and NotPrincipal');
  const lower = (items: string[] | undefined) => items?.map((item) => item.toLowerCase());
  return {
    effect: Effect,
    actions: lower(texts(Action, 'Action')),
    notActions: lower(texts(NotAction, 'NotAction')),
    resources: texts(Resource, 'Resource'),
    notResources: texts(NotResource, 'NotResource'),
    principals: principalsOf(Principal),
    notPrincipals: principalsOf(NotPrincipal),
    conditions: conditionsOf(Condition),
  };
}

function onlyKeys(value: Record<string, unknown>, known: ReadonlySet<string>, what: string): void {
  for (const key of Object.keys(value))
    if (!known.has(key)) throw shapeError(`${what} has an element that is not of the policy grammar`);
}

function texts(value: unknown, what: string): string[] | undefined {
  if (value === undefined) return undefined;
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item !== 'string' || item === '')
      throw shapeError(`${what} of a statement holds something that is not a text`);
    if (item.length > maxText) throw shapeError(`${what} of a statement holds a text longer than AWS allows`);
    return item;
  });
}

function principalsOf(value: unknown): Principal[] | undefined {
  if (value === undefined) return undefined;
  if (value === '*') return [{ type: 'AWS', value: '*' }];
  const entries = Object.entries(objectOf(value, 'Principal of a statement'));
  if (entries.length === 0) throw shapeError('Principal of a statement is empty');
  return entries.flatMap(([type, values]) => {
    if (!isPrincipalType(type)) throw shapeError('Principal of a statement has an unknown type');
    return (texts(values, 'Principal') ?? []).map((item) => ({ type, value: item }));
  });
}

function isPrincipalType(type: string): type is PrincipalType {
  return principalTypes.has(type);
}

function conditionsOf(value: unknown): Condition[] {
  if (value === undefined) return [];
  return Object.entries(objectOf(value, 'Condition of a statement')).flatMap(([operator, keys]) =>
    Object.entries(objectOf(keys, 'Condition of a statement')).map(([key, values]) => ({
      ...operatorOf(operator),
      key: key.toLowerCase(),
      values: conditionValues(values),
    })),
  );
}

function operatorOf(written: string): Pick<Condition, 'operator' | 'set' | 'ifExists'> {
  const text = written.toLowerCase();
  const set = text.startsWith('foranyvalue:') ? 'any' : text.startsWith('forallvalues:') ? 'all' : 'none';
  const bare = set === 'none' ? text : text.slice(text.indexOf(':') + 1);
  const ifExists = bare.endsWith('ifexists');
  return { operator: ifExists ? bare.slice(0, -'ifexists'.length) : bare, set, ifExists };
}

function conditionValues(value: unknown): string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'boolean')
      throw shapeError('Condition of a statement compares with something that is not a value');
    const text = String(item);
    if (text.length > maxText) throw shapeError('Condition of a statement compares with a text longer than AWS allows');
    return text;
  });
}
