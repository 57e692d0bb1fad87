import type { Json } from '../../src/model/json.ts';
import { countPlainSecrets } from '../analysis/secrets.ts';

/** Members whose value is a secret, or may be: settings of programs, keys and strings to connect with. */
const secret =
  /^(environmentVariables|environment_variables|headers|args|conf|parameters|connectionString|instrumentationKey|sdkTelemetryAppInsightsKey|primaryKey|secondaryKey|key1|key2|accountKey|sasToken|sasUri|password|clientSecret|scriptData|scriptArguments|scriptSource|command|contents|systemPrompt|instructions|adminUserPassword|databricksAccessToken|publicKeyData|privateKeyData|relayConnectionString|serviceBusConnectionString|userKubeConfig|adminKubeConfig|sslConfiguration|adminUserSshPublicKey|sshPublicKey)$/i;

/** Addresses may bear what lets one in: the signature of a shared access signature, a token. */
const inAddress = /([?&](?:sig|token|code|key|password)=)([^&#\s"']+)/gi;

/** Words that only say of what sort a secret is, not what it is. */
const harmless = new Set(['', 'none', 'null']);

/** What an alert quotes: the prompt that was caught, who sent it and from where. Elsewhere these names mean other things. */
const quoted = /^(entities|extendedProperties|supportingEvidence)$/i;

/** What people note beside a connection, and what it signs in with. */
const noted = /^(metadata|credentials)$/i;

/** Takes secrets out of an answer: each value becomes its type and a keyed digest, names stay. */
export function redactAzure(body: Json, digest: (secret: string) => string, service = '', operation = ''): Json {
  const hides = (name: string) => {
    if (operation === 'Alerts_List' && quoted.test(name)) return true;
    if (operation.endsWith('Connections_List') && noted.test(name)) return true;
    // Those of a workspace of Databricks are how it is connected and encrypted.
    return secret.test(name) && !(service === 'databricks' && name === 'parameters');
  };
  return walk(body, digest, hides);
}

function walk(value: Json, digest: (secret: string) => string, hides: (name: string) => boolean): Json {
  if (typeof value === 'string')
    return value.replaceAll(inAddress, (_all, name: string, text: string) =>
      text.startsWith('redacted:') ? `${name}${text}` : `${name}redacted:string:${digest(text)}`,
    );
  if (Array.isArray(value)) return value.map((one) => walk(one, digest, hides));
  if (typeof value !== 'object' || value === null) return value;
  const out: { [name: string]: Json } = Object.create(null); // names are untrusted text
  // What people type into a job as a literal input may be anything.
  const literal = [value.jobInputType, value.job_input_type].includes('literal');
  for (const [name, item] of Object.entries(value))
    if (name === 'tags') out[name] = tagged(item, digest, hides);
    else out[name] = hides(name) || (literal && name === 'value') ? hidden(item, digest) : walk(item, digest, hides);
  return out;
}

/** What people note: a value goes where its name or its form gives it away. */
function tagged(tags: Json, digest: (secret: string) => string, hides: (name: string) => boolean): Json {
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) return walk(tags, digest, hides);
  const out: { [name: string]: Json } = Object.create(null); // names are untrusted text
  for (const [name, text] of Object.entries(tags))
    out[name] =
      typeof text === 'string' && countPlainSecrets({ [name]: text }) > 0
        ? `redacted:token:${digest(text)}`
        : walk(text, digest, hides);
  return out;
}

function hidden(value: Json, digest: (secret: string) => string): Json {
  if (Array.isArray(value)) return value.map((one) => hidden(one, digest));
  if (typeof value === 'object' && value !== null) {
    const out: { [name: string]: Json } = Object.create(null); // names are untrusted text
    for (const [name, item] of Object.entries(value)) out[name] = hidden(item, digest);
    return out;
  }
  if (typeof value !== 'string' || harmless.has(value.toLowerCase())) return value;
  return `redacted:string:${digest(value)}`;
}
