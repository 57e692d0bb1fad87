import type { Missing } from '../model/facts.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Link, Resource } from '../model/resource.ts';

/**
 * A resource as it may be stored: its facts are mapped from what was received, so secrets go from them as they go from
 * the answers. Ids and names stay, since others refer to them.
 *
 * @param redact takes the secrets out of an object by the names of its members.
 */
export function redactResource(resource: Resource, redact: (body: JsonObject) => Json): Resource {
  const values: JsonObject = {};
  for (const [name, { value }] of Object.entries(resource.facts)) if (value !== undefined) values[name] = value;
  const clean = redact(values) as JsonObject; // an object stays one
  if (clean === values && !hasDetail(resource)) return resource;
  const reasons = (list: readonly Missing[]) => list.map((one) => redactDetail(one, redact));
  const facts = Object.fromEntries(
    Object.entries(resource.facts).map(([name, fact]) => [
      name,
      {
        ...fact,
        ...(fact.value === undefined ? {} : { value: clean[name] ?? null }),
        ...(fact.missing ? { missing: reasons(fact.missing) } : {}),
      },
    ]),
  );
  const links: Record<string, Link> = Object.fromEntries(
    Object.entries(resource.links).map(([name, link]) => [
      name,
      link.missing ? { ...link, missing: reasons(link.missing) } : link,
    ]),
  );
  return { ...resource, facts, links };
}

function hasDetail({ facts, links }: Resource): boolean {
  const told = ({ missing }: { missing?: Missing[] }) => missing?.some(({ detail }) => detail !== undefined) ?? false;
  return Object.values(facts).some(told) || Object.values(links).some(told);
}

function redactDetail(missing: Missing, redact: (body: JsonObject) => Json): Missing {
  if (missing.detail === undefined) return missing;
  const { detail } = redact({ detail: missing.detail }) as { detail: string }; // a text stays one
  return { ...missing, detail };
}
