import { type CoreData, isDisputed, isNew, isScope } from '../../../reports/html/data/format.ts';
import { providerNames } from '../../../reports/view/plain-words.ts';
import { providers, severities, verdicts } from '../../../src/model/verdict.ts';
import { words } from './dom.ts';
import type { ShownFacet } from './facets.ts';
import { regionName } from './model.ts';

/** What findings can be filtered by. */
export function findingFacets(core: CoreData): ShownFacet[] {
  const { findings } = core;
  const places = placeFacets(core, findings.subject);
  const families = core.controls.map((control) => control.family);
  return [
    {
      name: 'verdict',
      title: 'Verdict',
      values: [...verdicts],
      labels: verdicts.map(words),
      codes: findings.verdict,
      open: true,
    },
    {
      name: 'severity',
      title: 'Severity',
      values: [...severities],
      labels: [...severities],
      codes: findings.severity,
      open: true,
    },
    {
      name: 'flag',
      title: 'Of note',
      values: ['new', 'disputed', 'list'],
      labels: ['new in this scan', 'the cloud says otherwise', 'list not read'],
      codes: findings.flags,
      valuesOf: flagValues(),
      open: true,
    },
    ...places,
    {
      name: 'family',
      title: 'Family',
      values: core.families,
      labels: core.families.map(words),
      sorted: true,
      codes: Uint8Array.from(findings.control, (control) => families[control] ?? 0),
    },
    {
      name: 'control',
      title: 'Control',
      values: core.controls.map((one) => one.id),
      labels: core.controls.map((one) => `${one.id} ${one.title}`),
      codes: findings.control,
    },
    unreadFacet(core),
    frameworkFacet(core),
    requirementFacet(core),
  ];
}

/** Account, kind, platform and region of rows that name a subject. */
export function placeFacets(core: CoreData, subjectOfRow: ArrayLike<number>): ShownFacet[] {
  const { subjects, accounts, regions, kinds } = core;
  const of = (column: number[]) => Uint16Array.from(subjectOfRow, (subject) => column[subject] ?? 0);
  return placeFacetsOf(of(subjects.account), of(subjects.region), of(subjects.kind), { accounts, regions, kinds });
}

type Places = Pick<CoreData, 'accounts' | 'regions'> & { kinds?: CoreData['kinds'] };

export function placeFacetsOf(
  account: ArrayLike<number>,
  region: ArrayLike<number>,
  kind: ArrayLike<number>,
  places: Places,
): ShownFacet[] {
  const { accounts, regions, kinds } = places;
  const platform = accounts.map((one) => providers.indexOf(one.provider));
  const facets: ShownFacet[] = [
    {
      name: 'account',
      title: 'Account',
      values: accounts.map((one) => `${one.provider}:${one.id}`),
      labels: accounts.map((one) => one.name),
      sorted: true,
      codes: account,
      open: true,
    },
  ];
  if (kinds)
    facets.push({
      name: 'kind',
      title: 'Kind of resource',
      values: kinds.map((one) => one.id),
      labels: kinds.map((one) => one.many),
      sorted: true,
      codes: kind,
      open: true,
    });
  facets.push(
    {
      name: 'provider',
      title: 'Platform',
      values: [...providers],
      labels: providers.map((one) => providerNames[one]),
      codes: Uint8Array.from(account, (index) => platform[index] ?? 0),
    },
    {
      name: 'region',
      title: 'Region',
      values: regions.map((one) => one.replace(' ', ':')),
      labels: regions.map(regionName),
      sorted: true,
      codes: region,
    },
  );
  return facets;
}

function flagValues(): number[][] {
  const bits = [isNew, isDisputed, isScope];
  return Array.from({ length: 8 }, (_, flags) => bits.flatMap((bit, value) => ((flags & bit) !== 0 ? [value] : [])));
}

function requirementFacet({ findings, requirements, requirementSets }: CoreData): ShownFacet {
  const values = requirements.map(([framework, id]) => `${framework}:${id}`);
  return {
    name: 'requirement',
    title: 'Requirement',
    values,
    labels: requirements.map(([framework, id]) => `${framework} ${id}`),
    sorted: true,
    codes: findings.requirements,
    valuesOf: requirementSets,
  };
}

function unreadFacet({ findings, unread, unreadSets }: CoreData): ShownFacet {
  const codes = findings.unread;
  return {
    name: 'unread',
    title: 'Not told by',
    values: unread,
    labels: unread,
    sorted: true,
    codes,
    valuesOf: unreadSets,
  };
}

function frameworkFacet({ findings, frameworks, requirements, requirementSets }: CoreData): ShownFacet {
  const ids = frameworks.map((one) => one.id);
  const valuesOf = requirementSets.map((set) =>
    [...new Set(set.map((one) => ids.indexOf(requirements[one]?.[0] ?? '')))].filter((one) => one !== -1),
  );
  return {
    name: 'framework',
    title: 'Framework',
    values: ids,
    labels: frameworks.map((one) => one.title),
    codes: findings.requirements,
    valuesOf,
  };
}
