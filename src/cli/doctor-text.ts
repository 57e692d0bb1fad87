import type { Examination, Read, Unread } from './doctor-reads.ts';
import { columns } from './terminal.ts';
import { hanging, paragraph } from './wrap.ts';

/** What `plumbline doctor` prints, in lines no wider than the terminal where names allow it. */
export function examinationLines(found: Examination, width: number): string[] {
  const { allowed, refused, unanswered, untried } = found.reads;
  const behind = untried.filter(({ why }) => why === 'list-not-read');
  const uncalled = untried.filter(({ why }) => why === 'not-called-for');
  const sections: string[][] = [
    ['Who am I', ...identities(found, width)],
    totals(found, width),
    titled(`Allowed wherever tried: ${reads(allowed.length)}`, byService(allowed, width)),
    titled('Not allowed', failures(refused, width)),
    titled('Tried without a whole answer, so it cannot be said whether they are allowed', failures(unanswered, width)),
    titled('Not tried, since the lists that lead to them could not be read', byService(behind, width)),
    titled('Not tried, since nothing that was read called for them', byService(uncalled, width)),
    unknownControls(found, width),
    verdict(found, width),
  ];
  return sections.filter((one) => one.length > 0).flatMap((one, index) => (index === 0 ? one : ['', ...one]));
}

function identities(found: Examination, width: number): string[] {
  const rows = columns(found.identities.map((one) => [`  ${one.account}`, one.name, one.identity]));
  if (rows.every(({ length }) => length <= width)) return rows;
  return found.identities.flatMap(({ account, name, identity }) => [
    ...hanging('  ', name === account ? [account] : [account, name], width),
    ...hanging('      ', identity.split(', '), width),
  ]);
}

const reads = (count: number): string => `${count} ${count === 1 ? 'read' : 'reads'}`;

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

function totals({ reads: { allowed, refused, unanswered, untried } }: Examination, width: number): string[] {
  const operations = (all: readonly Read[]) => new Set(all.map(({ operation }) => operation)).size;
  const tried = allowed.length + operations([...refused, ...unanswered]);
  const parts = [`${allowed.length} allowed`, `${operations(refused)} not allowed`];
  if (unanswered.length > 0) parts.push(`${operations(unanswered)} without a whole answer`);
  return paragraph(
    `Tried ${tried} of ${reads(tried + untried.length)}, each on the first resource that it has: ${parts.join(', ')}. Not tried: ${untried.length}.`,
    width,
  );
}

/** `  sagemaker  DescribeDomain, ListDomains`, a paragraph for each service; below its cloud where there are more. */
function byService(all: readonly Read[], width: number): string[] {
  const clouds = new Map<string, Map<string, string[]>>();
  for (const { provider, operation } of all) {
    const colon = operation.indexOf(':');
    const services = clouds.get(provider) ?? new Map<string, string[]>();
    clouds.set(provider, services);
    const service = operation.slice(0, colon);
    services.set(service, [...(services.get(service) ?? []), operation.slice(colon + 1)]);
  }
  const widest = Math.max(0, ...[...clouds.values()].flatMap((services) => [...services.keys()].map(lengthOf)));
  return [...clouds].sort(byName).flatMap(([cloud, services]) => {
    const indent = clouds.size > 1 ? '    ' : '  ';
    const lines = [...services]
      .sort(byName)
      .flatMap(([service, names]) => hanging(`${indent}${service.padEnd(widest)}  `, names, width));
    return clouds.size > 1 ? [`  ${cloud}`, ...lines] : lines;
  });
}

const lengthOf = ({ length }: string): number => length;
const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => a.localeCompare(b);

function failures(all: readonly Unread[], width: number): string[] {
  return all.flatMap(({ operation, errorCode, reason, permission, places, answeredElsewhere }) => [
    ...hanging('  ', [operation, errorCode || reason], width),
    ...(permission && permission !== operation ? hanging('      needs ', [permission], width) : []),
    ...hanging(answeredElsewhere ? '      answered elsewhere, not in ' : '      in ', places, width),
  ]);
}

function unknownControls({ controls }: Examination, width: number): string[] {
  if (controls.length === 0) return [];
  return [
    ...paragraph('Controls that will be unknown where these permissions are missing, at the least', width),
    ...controls.flatMap(({ id, title, permissions }) => [
      ...hanging(`  ${id}  `, title.split(' '), width, ' '),
      ...hanging('      needs ', permissions, width),
    ]),
  ];
}

/** What may be concluded: nothing is said of reads that were not tried. */
function verdict({ controls, reads: { refused, unanswered, untried } }: Examination, width: number): string[] {
  const clouds = [...new Set(refused.filter(({ permission }) => permission).map(({ provider }) => provider))];
  const policies = clouds.map((one) => `\`plumbline permissions ${one}\` prints the whole policy.`);
  const open = untried.length + new Set(unanswered.map(({ operation }) => operation)).size;
  const said: string[] = [];
  if (controls.length === 0 && open === 0 && refused.length === 0)
    said.push('Every read was tried and is allowed: no control will be unknown for want of a permission.');
  else if (controls.length === 0 && refused.length === 0)
    said.push('Nothing that was tried is refused: no control is known to want a permission.');
  if (open > 0)
    said.push(
      `Of ${open === 1 ? 'one read' : reads(open)} it is not known whether ${open === 1 ? 'it is' : 'they are'} allowed: a control that needs ${open === 1 ? 'it' : 'one of them'} can still be unknown.`,
    );
  return [...said, ...policies].flatMap((one) => paragraph(one, width));
}
