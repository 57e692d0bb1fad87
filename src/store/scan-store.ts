import { canonical } from '../model/canonical.ts';
import type { CallRecord, Gap, Population, Scope } from '../model/evidence.ts';
import type { Missing } from '../model/facts.ts';
import { isMissingValue } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { sha256 } from '../model/identity.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { severities, verdicts } from '../model/verdict.ts';
import { pack } from './codec.ts';
import { Database } from './database.ts';
import { Outbox } from './outbox.ts';
import type { NativeRow } from './rows.ts';
import { StoredScan } from './stored-scan.ts';

export type { NativeRow } from './rows.ts';

/** The append-only store of scans, and of one scan in particular: rows are added, never changed. */
export class ScanStore extends StoredScan {
  private readonly stored = new Set<string>();

  static async open(path: string, scan: string): Promise<ScanStore> {
    return new ScanStore(await Database.open(path), scan);
  }

  /** Another scan of the same store. */
  other(scan: string): ScanStore {
    return new ScanStore(this.db, scan);
  }

  /** @param selection What was asked for, in canonical form: scans of one selection are compared with each other. */
  /** @param also writes rows that are there exactly when the scan is. */
  begin(organisation: string, startedAt: string, selection = '', also: () => void = () => undefined): void {
    this.db.transaction(() => {
      this.db.write(
        'INSERT INTO scans (id, organisation, started_at, state) VALUES (?, ?, ?, ?)',
        this.scan,
        organisation,
        startedAt,
        'running',
      );
      this.db.write('INSERT INTO selections (scan, selection) VALUES (?, ?)', this.scan, selection);
      also();
    });
  }

  /** @param also writes rows that are there exactly when the scan is over: what its end sends out. */
  end(
    state: 'complete' | 'failed' | 'aborted',
    endedAt: string,
    summary: ScanSummary | null,
    also: () => void = () => undefined,
  ): void {
    this.db.transaction(() => {
      this.db.write(
        'UPDATE scans SET state = ?, ended_at = ?, summary = ? WHERE id = ?',
        state,
        endedAt,
        summary === null ? null : JSON.stringify(summary),
        this.scan,
      );
      also();
    });
  }

  /** Rows that are there together, or not at all. */
  also(write: () => void): void {
    this.db.transaction(write);
  }

  /** What waits for the sinks of this store. */
  get outbox(): Outbox {
    return new Outbox(this.db);
  }

  /** The key of the organisation's store: secrets become digests under it. It never goes into an output. */
  secretKey(make: () => string): string {
    const found = this.db.get('SELECT value FROM meta WHERE name = ?', 'secret-key');
    if (found) return String(found.value);
    const key = make();
    this.db.write('INSERT INTO meta (name, value) VALUES (?, ?)', 'secret-key', key);
    this.db.flush();
    return key;
  }

  /** Stores a redacted answer once. @returns the SHA-256 of its canonical JSON. */
  addAnswer(answer: Json): string {
    const text = canonical(answer);
    const hash = sha256(text);
    if (this.stored.has(hash)) return hash;
    const { codec, body } = pack(text);
    this.db.write(
      'INSERT OR IGNORE INTO answers (sha256, codec, body, bytes) VALUES (?, ?, ?, ?)',
      hash,
      codec,
      body,
      text.length,
    );
    // Small answers repeat (empty lists, no tags); big ones do not, and the index knows them anyway.
    if (text.length < 300 && this.stored.size < 5000) this.stored.add(hash);
    return hash;
  }

  addCall(call: CallRecord): void {
    this.db.write(
      'INSERT INTO calls (scan, number, answer, record) VALUES (?, ?, ?, ?)',
      this.scan,
      call.number,
      call.answerSha256,
      JSON.stringify(call),
    );
  }

  addResource(resource: Resource): boolean {
    const { uid, kind, provider, account, region } = resource;
    this.db.write(
      'INSERT OR IGNORE INTO resources (scan, kind, account, region, uid, body) VALUES (?, ?, ?, ?, ?, ?)',
      this.scan,
      kind,
      account,
      region,
      uid,
      JSON.stringify(resource),
    );
    for (const [link, { value, missing }] of Object.entries(resource.links)) {
      const open = (one: Missing) =>
        this.db.write(
          'INSERT INTO open_links (scan, kind, link, provider, account, region, source, missing) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          this.scan,
          kind,
          link,
          provider,
          account,
          region,
          uid,
          JSON.stringify(one),
        );
      for (const one of missing ?? []) open(one);
      for (const target of value ?? []) {
        if (isMissingValue(target)) open(target.$missing);
        else
          this.db.write(
            'INSERT INTO links (scan, kind, link, source, target) VALUES (?, ?, ?, ?, ?)',
            this.scan,
            kind,
            link,
            uid,
            target,
          );
      }
    }
    return true;
  }

  /** A linked resource that was not read, why, and where it is referred to. */
  addUnresolved(
    kind: string,
    uid: string,
    missing: Missing,
    from: Pick<Scope, 'provider' | 'account' | 'region'>,
  ): void {
    this.db.write(
      'INSERT INTO unresolved (scan, kind, uid, missing, provider, account, region) VALUES (?, ?, ?, ?, ?, ?, ?)',
      this.scan,
      kind,
      uid,
      JSON.stringify(missing),
      from.provider,
      from.account,
      from.region,
    );
  }

  addPopulation(population: Population): void {
    this.db.write('INSERT INTO populations (scan, body) VALUES (?, ?)', this.scan, JSON.stringify(population));
  }

  addGap(gap: Gap): void {
    this.db.write('INSERT INTO gaps (scan, body) VALUES (?, ?)', this.scan, JSON.stringify(gap));
  }

  addNative(row: NativeRow): void {
    this.db.write(
      'INSERT INTO natives (scan, source, rule, subject, status, evidence) VALUES (?, ?, ?, ?, ?, ?)',
      this.scan,
      row.source,
      row.rule,
      row.subject,
      row.status,
      row.evidence,
    );
  }

  addFinding(finding: Finding): void {
    const { key, verdict, severity, control, resource } = finding;
    this.db.write(
      'INSERT OR REPLACE INTO findings (scan, key, verdict, severity, control, account, region, uid, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      this.scan,
      key,
      verdicts.indexOf(verdict),
      severities.indexOf(severity),
      control,
      resource.account,
      resource.region,
      resource.uid,
      JSON.stringify(finding),
    );
  }

  /**
   * Notes that a finding key was seen: since when with this verdict, and with which verdict before. A failure that could
   * not be read for a while has been open all the time; a pass has not stood all the time.
   */
  see(key: string, verdict: string, at: string): { since: string; previous: string | null } {
    const row = this.db.get('SELECT verdict, since FROM seen WHERE key = ?', key);
    if (!row) {
      const sql = 'INSERT INTO seen (key, first_seen, last_seen, verdict, since) VALUES (?, ?, ?, ?, ?)';
      this.db.write(sql, key, at, at, verdict, at);
      return { since: at, previous: null };
    }
    const { since, previous } = this.sinceWhen(key, verdict, at, String(row.verdict), String(row.since));
    this.db.write('UPDATE seen SET last_seen = ?, verdict = ?, since = ? WHERE key = ?', at, verdict, since, key);
    return { since, previous };
  }

  private sinceWhen(key: string, verdict: string, at: string, before: string, since: string) {
    if (before === verdict) return { since, previous: before };
    if (before === 'fail' && verdict === 'unknown')
      this.db.write('INSERT OR REPLACE INTO hidden (key, since) VALUES (?, ?)', key, since);
    if (before !== 'unknown') return { since: at, previous: before };
    const hidden = this.db.get('SELECT since FROM hidden WHERE key = ?', key);
    if (!hidden) return { since: at, previous: before };
    this.db.write('DELETE FROM hidden WHERE key = ?', key);
    return { since: verdict === 'fail' ? String(hidden.since) : at, previous: 'fail' };
  }

  /** Others write into the same store: they get their turn. */
  share(withOthers: boolean): void {
    this.db.shared = withOthers;
  }

  flush(): void {
    this.db.flush();
  }

  close(): void {
    this.db.close();
  }
}
