import type { Gate } from '../limits/gate.ts';
import { canonical } from '../model/canonical.ts';
import { PlumblineError } from '../model/errors.ts';
import type { Scope } from '../model/evidence.ts';
import type { Missing } from '../model/facts.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { type Answers, type Outcome, type Settings, unasked, watch } from '../model/mapping/outcome.ts';
import type { Ask, Collector, ListSpec, Look, ReadSpec, Session } from '../model/provider.ts';
import { Asker } from './asker.ts';

/** Remembered answers of one scope at most; beyond it the oldest are asked again when needed. */
const mostRemembered = 10_000;

/** A list that comes in one answer. */
const unpaged = { ask: '', answer: 'nextLink' };

type Read = Outcome & { notFound?: boolean };

export interface ReaderOptions {
  gate: Gate;
  /** Sessions by account. */
  sessions: ReadonlyMap<string, Session>;
  accountNames: ReadonlyMap<string, string>;
  settings: Settings;
  /** Region in which calls for things without a region are made. */
  homeRegion: string;
}

/** What is known of an item before it is read. */
export interface Given {
  /** Where it stood in a list. */
  listed?: { operation: string; evidence: number; pointer: string } | undefined;
  /** Answers of the item that it lies below. */
  above?: Answers | undefined;
  /** Lists below it wait for its reads. */
  leads?: boolean;
}

/** Makes the reads of one item after its collector's table, and hands their outcomes to the mapper. */
export class Reader {
  private readonly options: ReaderOptions;
  private readonly accounts: ReadonlySet<string>;
  private readonly aliases: ReadonlyMap<string, string>;
  private readonly looked = new Map<string, Promise<unknown>>();
  private readonly remembered = new Map<string, Promise<Read>>();

  constructor(options: ReaderOptions) {
    this.options = options;
    this.accounts = new Set(options.sessions.keys());
    this.aliases = new Map(
      [...options.sessions].flatMap(([account, { aliases = [] }]) => aliases.map((one) => [one, account] as const)),
    );
  }

  get settings(): Settings {
    return this.options.settings;
  }

  hasAccount(account: string): boolean {
    return this.accounts.has(account);
  }

  /** Resolves when there is room for calls that nothing hangs on. */
  idle(): Promise<void> {
    return this.options.gate.idle();
  }

  accountName(account: string): string {
    return this.options.accountNames.get(account) ?? account;
  }

  /** Calls for native readers. @throws PlumblineError INTERNAL for an account that is not in the scan. */
  ask(account: string, region: string): Ask {
    const asker = this.asker(account, region);
    if (!asker) throw new PlumblineError('INTERNAL', `account ${account} is not in the scan`);
    return {
      aliases: this.aliases,
      call: (spec, input) => asker.one(spec, input),
      list: async (spec) => {
        const items: { item: JsonObject; evidence: number }[] = [];
        const evidence: number[] = [];
        const pages = asker.pages(spec, 0);
        for (;;) {
          const step = await pages.next();
          if (step.done) return { items, evidence, endReached: step.value.endReached, missing: step.value.missing };
          evidence.push(step.value.evidence);
          for (const item of step.value.items) items.push({ item, evidence: step.value.evidence });
        }
      },
    };
  }

  /** Calls in any account of the scan, each made once. */
  get look(): Look {
    const once = <T>(key: string, work: () => Promise<T>): Promise<T> => {
      const found = this.looked.get(key) as Promise<T> | undefined; // a key holds one type: its operation is in it
      if (found) return found;
      const asked = work();
      this.looked.set(key, asked);
      return asked;
    };
    return {
      accounts: this.accounts,
      in: (account, region) => {
        const ask = this.ask(account, region);
        const name = (spec: { service: string; operation: string }, input: JsonObject) =>
          [account, region, spec.service, spec.operation, canonical(input)].join('|');
        return {
          aliases: this.aliases,
          call: (spec, input) => once(`call|${name(spec, input)}`, () => ask.call(spec, input)),
          list: (spec) => once(`list|${name(spec, spec.input ?? {})}`, () => ask.list(spec)),
        };
      },
    };
  }

  /** Takes secrets out as the cloud's session does. @throws PlumblineError INTERNAL for an account that is not in the scan. */
  redact(scope: Scope, body: JsonObject, digest: (secret: string) => string): Json {
    const session = this.options.sessions.get(scope.account);
    if (!session) throw new PlumblineError('INTERNAL', `account ${scope.account} is not in the scan`);
    return session.redact('', '', body, digest);
  }

  asker(account: string, region: string): Asker | undefined {
    const session = this.options.sessions.get(account);
    return session
      ? new Asker(this.options.gate, session, region === 'global' ? this.options.homeRegion : region)
      : undefined;
  }

  /** @returns the answers of one item, or `gone` when it vanished between list and read. */
  async read(
    collector: Collector,
    scope: Scope,
    item: JsonObject,
    { listed, above, leads = false }: Given = {},
  ): Promise<Answers | 'gone'> {
    const single = new Map<string, Outcome>();
    const keyed = new Map<string, Map<string, Outcome>>();
    // What an item asks for itself is its own, also before it was asked.
    const own = new Set(collector.reads.map((spec) => spec.as ?? spec.operation));
    const inherited = (name: string) => (own.has(name) ? undefined : above);
    if (listed)
      single.set(listed.operation, { status: 'answer', body: item, evidence: listed.evidence, prefix: listed.pointer });
    const answers: Answers = {
      scope,
      item,
      accounts: this.accounts,
      aliases: this.aliases,
      settings: this.options.settings,
      get: (name) => single.get(name) ?? inherited(name)?.get(name) ?? { status: 'not-asked' },
      each: (name) => keyed.get(name) ?? inherited(name)?.each(name) ?? new Map(),
    };
    for (const read of collector.reads) {
      const spec = leads ? { ...read, leads } : read;
      const name = spec.as ?? spec.operation;
      if (!spec.each) {
        const outcome = await this.askRead(spec, scope, item, answers, '');
        if (outcome.notFound && spec.gone) return 'gone';
        single.set(name, outcome);
        continue;
      }
      const keys = spec.each(item, answers);
      const outcomes = await Promise.all(keys.map((key) => this.askRead(spec, scope, item, answers, key)));
      keyed.set(name, new Map(keys.map((key, index) => [key, outcomes[index] ?? { status: 'not-asked' }])));
    }
    return answers;
  }

  private async askRead(spec: ReadSpec, scope: Scope, item: JsonObject, got: Answers, key: string): Promise<Read> {
    const seen = watch(got);
    const input = spec.input(item, seen.answers, key);
    if (input === null) return unasked(seen.lost());
    const { account = scope.account, region = scope.region } = spec.at?.(item, got, key) ?? {};
    const asker = this.asker(account, region);
    if (!asker) return { status: 'failed', missing: outOfScope(spec, account) };
    const ask = () => (spec.pages ? asker.joined(spec, spec.pages, input) : asker.one(spec, input));
    return spec.memo ? this.once([account, region, spec.service, spec.operation, canonical(input)], ask) : ask();
  }

  /** A list that a read with `memo` asks for, too: all its pages, which are asked for once. */
  joined(spec: ListSpec, scope: Scope, asker: Asker): Promise<Outcome> {
    const input = spec.input ?? {};
    return this.once([scope.account, scope.region, spec.service, spec.operation, canonical(input)], () =>
      asker.joined(spec, { ...(spec.paging ?? unpaged), items: spec.items }, input),
    );
  }

  private once(name: readonly string[], ask: () => Promise<Read>): Promise<Read> {
    const remembered = name.join('|');
    const found = this.remembered.get(remembered);
    if (found) return found;
    const asked = ask();
    this.remembered.set(remembered, asked);
    if (this.remembered.size > mostRemembered) this.remembered.delete(this.remembered.keys().next().value ?? '');
    return asked;
  }
}

export function outOfScope(spec: { service: string; operation: string }, account: string): Missing {
  return {
    reason: 'out-of-scope',
    operation: `${spec.service}:${spec.operation}`,
    detail: `it belongs to account ${account}, which is not part of this scan`,
  };
}
