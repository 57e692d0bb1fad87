import { canonical } from '../model/canonical.ts';
import type { CallRecord, Gap, Population } from '../model/evidence.ts';
import type { Missing } from '../model/facts.ts';
import { isMissingValue } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { sha256 } from '../model/identity.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { ScanSummary } from '../model/scan-summary.ts';
import { type Provider, severities, verdicts } from '../model/verdict.ts';
import { pack, unpack } from './codec.ts';
import { Database } from './database.ts';

/** A result of a cloud's own rule, by the id of the native resource that it is about. */
export interface NativeRow {
  source: string;
  rule: string;
  subject: string;
  status: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  evidence: number;
}

/** One link of a resource that is itself not known: it might lead to anything in its scope. */
export interface OpenLink {
  source: string;
  missing: Missing;
}

/** The append-only store of scans, and of one scan in particular: rows are added, never changed. */
export class ScanStore {
  readonly scan: string;
  private readonly db: Database;
  private readonly stored = new Set<string>();

  private constructor(db: Database, scan: string) {
    this.db = db;
    this.scan = scan;
  }

  static async open(path: string, scan: string): Promise<ScanStore> {
    return new ScanStore(await Database.open(path), scan);
  }

  /** Another scan of the same store. */
  other(scan: string): ScanStore {
    return new ScanStore(this.db, scan);
  }

  begin(organisation: string, startedAt: string): void {
    this.db.write(
      'INSERT INTO scans (id, organisation, started_at, state) VALUES (?, ?, ?, ?)',
      this.scan,
      organisation,
      startedAt,
      'running',
    );
    this.db.flush();
  }

  end(state: 'complete' | 'failed' | 'aborted', endedAt: string, summary: ScanSummary | null): void {
    this.db.write(
      'UPDATE scans SET state = ?, ended_at = ?, summary = ? WHERE id = ?',
      state,
      endedAt,
      summary === null ? null : JSON.stringify(summary),
      this.scan,
    );
    this.db.flush();
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

  /** A linked resource that was not read, and why. */
  addUnresolved(kind: string, uid: string, missing: Missing): void {
    this.db.write(
      'INSERT INTO unresolved (scan, kind, uid, missing) VALUES (?, ?, ?, ?)',
      this.scan,
      kind,
      uid,
      JSON.stringify(missing),
    );
  }

  unresolved(kind: string, uid: string): Missing | undefined {
    const row = this.db.get(
      'SELECT missing FROM unresolved WHERE scan = ? AND uid = ? AND kind = ? LIMIT 1',
      this.scan,
      uid,
      kind,
    );
    return row ? (JSON.parse(String(row.missing)) as Missing) : undefined; // written by addUnresolved
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

  /** Notes that a finding key was seen: when first, since when with this verdict, and with which verdict before. */
  see(key: string, verdict: string, at: string): { firstSeen: string; since: string; previous: string | null } {
    const row = this.db.get('SELECT first_seen, verdict, since FROM seen WHERE key = ?', key);
    if (!row) {
      this.db.write(
        'INSERT INTO seen (key, first_seen, last_seen, verdict, since) VALUES (?, ?, ?, ?, ?)',
        key,
        at,
        at,
        verdict,
        at,
      );
      return { firstSeen: at, since: at, previous: null };
    }
    const since = row.verdict === verdict ? String(row.since) : at;
    this.db.write('UPDATE seen SET last_seen = ?, verdict = ?, since = ? WHERE key = ?', at, verdict, since, key);
    return { firstSeen: String(row.first_seen), since, previous: String(row.verdict) };
  }

  flush(): void {
    this.db.flush();
  }

  close(): void {
    this.db.close();
  }

  *resources(kind?: string): IterableIterator<Resource> {
    const rows = kind
      ? this.db.rows(
          'SELECT body FROM resources WHERE scan = ? AND kind = ? ORDER BY kind, account, region, uid',
          this.scan,
          kind,
        )
      : this.db.rows('SELECT body FROM resources WHERE scan = ? ORDER BY kind, account, region, uid', this.scan);
    for (const row of rows) yield JSON.parse(String(row.body)) as Resource; // written by addResource
  }

  countResources(): number {
    this.db.flush();
    return Number(this.db.get('SELECT count(*) AS n FROM resources WHERE scan = ?', this.scan)?.n ?? 0);
  }

  resource(uid: string, kind: string): Resource | undefined {
    const row = this.db.get('SELECT body FROM resources WHERE scan = ? AND uid = ? AND kind = ?', this.scan, uid, kind);
    return row ? (JSON.parse(String(row.body)) as Resource) : undefined; // written by addResource
  }

  /** Uids of the resources of `kind` whose `link` leads to `target`. */
  linkedFrom(target: string, kind: string, link: string): string[] {
    return this.db
      .all(
        'SELECT DISTINCT source FROM links WHERE scan = ? AND target = ? AND kind = ? AND link = ? ORDER BY source',
        this.scan,
        target,
        kind,
        link,
      )
      .map((row) => String(row.source));
  }

  /** Links of `kind` in an account and region that could not be told, and so might lead anywhere. */
  openLinks(kind: string, link: string, account: string, region: string): OpenLink[] {
    return this.db
      .all(
        'SELECT source, missing FROM open_links WHERE scan = ? AND kind = ? AND link = ? AND account = ? AND region = ? ORDER BY source',
        this.scan,
        kind,
        link,
        account,
        region,
      )
      .map((row) => ({ source: String(row.source), missing: JSON.parse(String(row.missing)) as Missing })); // written by addResource
  }

  /** One cause for each link of a kind in a scope that could not be told; what no permission cures is left out. */
  openLinkCauses(): {
    provider: Provider;
    account: string;
    region: string;
    kind: string;
    link: string;
    missing: Missing;
  }[] {
    this.db.flush();
    const sql = `SELECT provider, account, region, kind, link, MIN(missing) AS missing FROM open_links
      WHERE scan = ? AND json_extract(missing, '$.reason') NOT IN ('not-supported', 'not-exposed')
      GROUP BY provider, account, region, kind, link, json_extract(missing, '$.operation'), json_extract(missing, '$.errorCode')
      ORDER BY provider, account, region, kind, link`;
    return this.db.all(sql, this.scan).map((row) => ({
      provider: row.provider as Provider, // written by addResource
      account: String(row.account),
      region: String(row.region),
      kind: String(row.kind),
      link: String(row.link),
      missing: JSON.parse(String(row.missing)) as Missing, // written by addResource
    }));
  }

  natives(subject: string): NativeRow[] {
    return this.db
      .all(
        'SELECT source, rule, subject, status, evidence FROM natives WHERE scan = ? AND subject = ? ORDER BY source, rule',
        this.scan,
        subject,
      )
      .map((row) => row as unknown as NativeRow); // columns are those of NativeRow
  }

  populations(): Population[] {
    return this.bodies<Population>('populations');
  }

  gaps(): Gap[] {
    return this.bodies<Gap>('gaps');
  }

  private bodies<T>(table: 'populations' | 'gaps'): T[] {
    this.db.flush();
    return this.db
      .all(`SELECT body FROM ${table} WHERE scan = ? ORDER BY rowid`, this.scan)
      .map((row) => JSON.parse(String(row.body)) as T); // written above
  }

  /** Findings as JSON lines, worst first. */
  *findingLines(): IterableIterator<string> {
    const rows = this.db.rows(
      'SELECT body FROM findings WHERE scan = ? ORDER BY verdict, severity, control, account, region, uid',
      this.scan,
    );
    for (const row of rows) yield String(row.body);
  }

  finding(prefix: string): Finding | undefined {
    const row = this.db.get(
      'SELECT body FROM findings WHERE scan = ? AND key >= ? AND key < ? LIMIT 1',
      this.scan,
      prefix,
      `${prefix}g`,
    );
    return row ? (JSON.parse(String(row.body)) as Finding) : undefined; // written by addFinding
  }

  *callLines(): IterableIterator<string> {
    for (const row of this.db.rows('SELECT record FROM calls WHERE scan = ? ORDER BY number', this.scan))
      yield String(row.record);
  }

  /** Stored answers of this scan by hash, each once. */
  *answers(): IterableIterator<{ sha256: string; text: string }> {
    const sql = `SELECT a.sha256 AS sha256, a.codec AS codec, a.body AS body FROM answers a
      WHERE a.sha256 IN (SELECT answer FROM calls WHERE scan = ?) ORDER BY a.sha256`;
    for (const row of this.db.rows(sql, this.scan))
      yield { sha256: String(row.sha256), text: unpack(String(row.codec), row.body) };
  }

  /** The last finished scan of the same organisation before this one. */
  previous(organisation: string): { scan: string; endedAt: string; summary: ScanSummary } | undefined {
    const row = this.db.get(
      `SELECT id, ended_at, summary FROM scans WHERE state = 'complete' AND organisation = ? AND id <> ? ORDER BY ended_at DESC LIMIT 1`,
      organisation,
      this.scan,
    );
    if (!row || typeof row.summary !== 'string') return undefined;
    return { scan: String(row.id), endedAt: String(row.ended_at), summary: JSON.parse(row.summary) as ScanSummary }; // written by end
  }
}
