import type { Absence } from '../model/change.ts';
import type { Population } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import { isKindName, linksOf } from '../model/kinds/index.ts';
import type { ScanSide } from './side.ts';

/** How far a scan could see: what it asked, which lists it read to their end, what it judged with. */
export class Reach {
  /** By provider, kind, account and region. */
  private readonly lists = new Map<string, Population[]>();
  /** By collector, account and region. */
  private readonly byCollector = new Map<string, Population>();
  private readonly appliesTo: Map<string, string>;
  /** `provider|kind` of what is read where others refer to it, and some references could not be told. */
  private readonly unread = new Set<string>();
  /** `provider|kind` of lists that were cut off. */
  private readonly cut = new Set<string>();
  /** Services by scope. */
  private readonly asked = new Map<string, Set<string>>();
  /** Accounts that were asked for and could not be entered. */
  private readonly shut = new Set<string>();

  constructor(side: ScanSide) {
    const { populations, scopes, catalog } = side.summary;
    for (const one of populations) {
      const place = `${one.provider}|${one.kind}|${one.account}|${one.region}`;
      this.lists.set(place, [...(this.lists.get(place) ?? []), one]);
      this.byCollector.set(`${one.collector}|${one.account}|${one.region}`, one);
      if (one.bounded) this.cut.add(`${one.provider}|${one.kind}`);
    }
    for (const { provider, account, region, services } of scopes) {
      if (services.length === 0) this.shut.add(`${provider}|${account}`);
      const place = `${provider}|${account}|${region}`;
      this.asked.set(place, new Set([...(this.asked.get(place) ?? []), ...services]));
    }
    this.appliesTo = new Map(catalog.controls.map(({ id, applies_to }) => [id, applies_to.toSorted().join('|')]));
    for (const line of side.unreadLines()) {
      const { resource } = JSON.parse(line) as Finding; // of the store, or checked when the folder was opened
      this.unread.add(`${resource.provider}|${resource.kind}`);
    }
  }

  /**
   * Why this scan does not have a finding that another one has.
   *
   * @param other Reach of the one that has it.
   * @returns undefined when this scan read everything that would have shown it: there was nothing.
   */
  lacking(finding: Finding, other: Reach): Absence | undefined {
    const { control, resource } = finding;
    const applies = this.appliesTo.get(control);
    if (applies === undefined || applies !== other.appliesTo.get(control)) return 'not-judged';
    const lists = other.listsOf(finding);
    if (lists.length > 0) return worst(lists.map((one) => this.lackingOf(one)));
    if (this.unread.has(`${resource.provider}|${resource.kind}`)) return 'not-read';
    return this.lackingScopes(resource.provider, other) ?? (this.isCutFrom(finding) ? 'cut-off' : undefined);
  }

  /** The lists that showed this resource, or might have: those of its type in its region, or for its whole account. */
  private listsOf({ resource, population }: Finding): Population[] {
    const { provider, kind, account, region, nativeType } = resource;
    const all = [region, 'global'].flatMap((one) => this.lists.get(`${provider}|${kind}|${account}|${one}`) ?? []);
    const unique = [...new Set(all)];
    const exact = population
      ? unique.filter((one) => one.collector === population.collector)
      : unique.filter((one) => one.nativeType === nativeType);
    return exact.length > 0 || population?.references ? exact : unique;
  }

  private lackingOf({ provider, account, region, collector }: Population): Absence | undefined {
    const mine = this.byCollector.get(`${collector}|${account}|${region}`);
    if (mine === undefined) return this.shut.has(`${provider}|${account}`) ? 'not-read' : 'not-asked';
    if (!mine.endReached || mine.missing.length > 0) return 'not-read';
    return mine.bounded ? 'cut-off' : undefined;
  }

  /** What has no list is found where others refer to it: all of the other scan's scopes must have been read, too. */
  private lackingScopes(provider: string, other: Reach): Absence | undefined {
    const lacking: (Absence | undefined)[] = [];
    for (const [place, services] of other.asked) {
      if (!place.startsWith(`${provider}|`)) continue;
      const mine = this.asked.get(place);
      if ([...services].every((one) => mine?.has(one))) continue;
      const account = place.split('|').slice(0, 2).join('|');
      lacking.push(this.shut.has(account) ? 'not-read' : 'not-asked');
    }
    return worst(lacking);
  }

  /** Whether a list of what may refer to it was cut off. */
  private isCutFrom({ resource }: Finding): boolean {
    const reached = new Set<string>();
    const follow = (kind: string): void => {
      if (!isKindName(kind)) return;
      for (const { to, reverse } of Object.values(linksOf(kind))) {
        if (reverse !== undefined || reached.has(to)) continue;
        reached.add(to);
        follow(to);
      }
    };
    for (const place of this.cut) {
      const [provider = '', kind = ''] = place.split('|');
      if (provider === resource.provider) follow(kind);
    }
    return reached.has(resource.kind);
  }
}

/** Not read is the worst: somebody wanted to know. */
function worst(all: readonly (Absence | undefined)[]): Absence | undefined {
  return (['not-read', 'not-asked', 'cut-off'] as const).find((one) => all.includes(one));
}
