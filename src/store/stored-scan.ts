import { PlumblineError } from '../model/errors.ts';
import type { Gap, Population } from '../model/evidence.ts';
import type { Missing } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import type { ScanSummary, TrendPoint, VerdictCounts } from '../model/scan-summary.ts';
import { type Provider, type Severity, severities, type Verdict, verdicts } from '../model/verdict.ts';
import { unpack } from './codec.ts';
import type { Database } from './database.ts';
import type { NativeRow, OpenLink, OpenLinkCause } from './rows.ts';

/** Resources fetched at a time. */
const pageSize = 200;

/** Only calls that failed count: a target elsewhere, or one that is not of the kind, hides nothing. */
const failedCall = `json_extract(missing, '$.reason') NOT IN ('not-supported', 'not-exposed', 'not-returned', 'out-of-scope')`;

/** One scan of a store, to be read. */
export class StoredScan {
  readonly scan: string;
  protected readonly db: Database;

  constructor(db: Database, scan: string) {
    this.db = db;
    this.scan = scan;
  }

  /** Why a linked resource was not read; undefined where nothing is known of it. */
  unresolved(kind: string, uid: string): Missing | undefined {
    const row = this.db.get(
      'SELECT missing FROM unresolved WHERE scan = ? AND uid = ? AND kind = ? LIMIT 1',
      this.scan,
      uid,
      kind,
    );
    return row ? (JSON.parse(String(row.missing)) as Missing) : undefined; // written by addUnresolved
  }

  /** Resources by kind, account, region and uid. Rows may be written meanwhile. */
  *resources(kind?: string): IterableIterator<Resource> {
    for (const text of this.resourceLines(kind)) yield JSON.parse(text) as Resource; // written by addResource
  }

  /** Resources as JSON lines. Read page by page: a statement left open would keep the write-ahead log from being emptied. */
  *resourceLines(kind?: string): IterableIterator<string> {
    const sql = `SELECT account, region, uid, kind, body FROM resources
      WHERE scan = ? AND ${kind === undefined ? '' : 'kind = ? AND '}(kind, account, region, uid) > (?, ?, ?, ?)
      ORDER BY kind, account, region, uid LIMIT ${pageSize}`;
    const fixed = kind === undefined ? [this.scan] : [this.scan, kind];
    let after = ['', '', '', ''];
    for (;;) {
      const rows = this.db.all(sql, ...fixed, ...after);
      for (const row of rows) yield String(row.body);
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) return;
      after = [last.kind, last.account, last.region, last.uid].map(String);
    }
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
  openLinks(kind: string, link: string, account: string, region?: string): OpenLink[] {
    const where = region === undefined ? '' : ' AND region = ?';
    return this.db
      .all(
        `SELECT source, missing FROM open_links WHERE scan = ? AND kind = ? AND link = ? AND account = ?${where} ORDER BY source`,
        this.scan,
        kind,
        link,
        account,
        ...(region === undefined ? [] : [region]),
      )
      .map((row) => ({ source: String(row.source), missing: JSON.parse(String(row.missing)) as Missing })); // written by addResource
  }

  /** One cause for each link of a kind in a scope that could not be told. */
  openLinkCauses(): OpenLinkCause[] {
    this.db.flush();
    const sql = `SELECT provider, account, region, kind, link, MIN(missing) AS missing FROM open_links
      WHERE scan = ? AND ${failedCall}
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

  /** One cause for each kind in a scope of which something referred to was not read because a call failed. */
  unresolvedCauses(): Omit<OpenLinkCause, 'link'>[] {
    this.db.flush();
    const sql = `SELECT provider, account, region, kind, MIN(missing) AS missing FROM unresolved
      WHERE scan = ? AND ${failedCall}
      GROUP BY provider, account, region, kind, json_extract(missing, '$.operation'), json_extract(missing, '$.errorCode')
      ORDER BY provider, account, region, kind`;
    return this.db.all(sql, this.scan).map((row) => ({
      provider: row.provider as Provider, // written by addUnresolved
      account: String(row.account),
      region: String(row.region),
      kind: String(row.kind),
      missing: JSON.parse(String(row.missing)) as Missing, // written by addUnresolved
    }));
  }

  hasNatives(): boolean {
    return this.db.get('SELECT 1 AS one FROM natives WHERE scan = ? LIMIT 1', this.scan) !== undefined;
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

  /** A finding by its key, as it lies in the store. */
  findingRow(key: string): { key: string; verdict: Verdict; severity: Severity; line: string } | undefined {
    const row = this.db.get('SELECT verdict, severity, body FROM findings WHERE scan = ? AND key = ?', this.scan, key);
    return row && findingRowOf(key, row);
  }

  /** Findings by key. Read page by page, as resources are: others may write meanwhile. */
  *findingRows(): IterableIterator<{ key: string; verdict: Verdict; severity: Severity; line: string }> {
    this.db.flush();
    const sql = `SELECT key, verdict, severity, body FROM findings WHERE scan = ? AND key > ? ORDER BY key LIMIT ${pageSize}`;
    for (let after = ''; ; ) {
      const rows = this.db.all(sql, this.scan, after);
      for (const row of rows) yield findingRowOf(String(row.key), row);
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) return;
      after = String(last.key);
    }
  }

  /** Findings about lists and references that were not read to their end, as JSON lines. */
  unreadLines(): string[] {
    this.db.flush();
    const sql = `SELECT body FROM findings WHERE scan = ? AND verdict = ? AND uid >= 'scope:' AND uid < 'scope;'`;
    return this.db.all(sql, this.scan, verdicts.indexOf('unknown')).map((row) => String(row.body));
  }

  /** What the scan came to; undefined when it did not finish. */
  summary(): ScanSummary | undefined {
    this.db.flush();
    const row = this.db.get('SELECT summary FROM scans WHERE id = ?', this.scan);
    return typeof row?.summary === 'string' ? (JSON.parse(row.summary) as ScanSummary) : undefined; // written by end
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

  /** Stored answers of this scan by hash, each once. A quarter at a time: the database holds the hashes of each in memory. */
  *answers(): IterableIterator<{ sha256: string; text: string }> {
    const sql = `SELECT a.sha256 AS sha256, a.codec AS codec, a.body AS body, a.bytes AS bytes FROM answers a
      WHERE a.sha256 IN (SELECT answer FROM calls WHERE scan = ? AND answer >= ? AND answer < ?) ORDER BY a.sha256`;
    const edges = ['0', '4', '8', 'c', 'g'];
    for (const [index, from] of edges.slice(0, -1).entries())
      for (const row of this.db.rows(sql, this.scan, from, edges[index + 1] ?? ''))
        yield { sha256: String(row.sha256), text: unpack(String(row.codec), row.body, Number(row.bytes)) };
  }

  /** The last finished scan of the same organisation before this one: of the same selection, or else of any. */
  previous(
    organisation: string,
    selection?: string,
  ): { scan: string; endedAt: string; summary: ScanSummary } | undefined {
    const row = this.db.get(
      // Only one summary is read: they are large.
      `SELECT id, ended_at, summary FROM scans WHERE id = (
        SELECT id FROM scans LEFT JOIN selections ON selections.scan = scans.id
        WHERE state = 'complete' AND organisation = ? AND id <> ?
          AND ended_at <= coalesce((SELECT ended_at FROM scans WHERE id = ?), '9999')
        ORDER BY coalesce(selection, '') = ? DESC, ended_at DESC LIMIT 1)`,
      organisation,
      this.scan,
      this.scan,
      selection ?? this.selection(),
    );
    if (!row || typeof row.summary !== 'string') return undefined;
    return { scan: String(row.id), endedAt: String(row.ended_at), summary: JSON.parse(row.summary) as ScanSummary }; // written by end
  }

  /** What the last finished scans of the same organisation and selection came to, the oldest first; not this one. */
  trend(organisation: string, most: number): TrendPoint[] {
    const sql = `SELECT id, ended_at, json_extract(summary, '$.counts.verdicts') AS verdicts,
      json_extract(summary, '$.counts.scopeFindings') AS lists, json_extract(summary, '$.catalog.digest') AS digest
      FROM scans WHERE id IN (
        SELECT id FROM scans LEFT JOIN selections ON selections.scan = scans.id
        WHERE state = 'complete' AND organisation = ? AND id <> ? AND coalesce(selection, '') = ?
        ORDER BY ended_at DESC LIMIT ?)
      ORDER BY ended_at DESC`;
    const rows = this.db.all(sql, organisation, this.scan, this.selection(), most);
    return rows.toReversed().map((row) => ({
      scan: String(row.id),
      endedAt: String(row.ended_at),
      verdicts: JSON.parse(String(row.verdicts)) as VerdictCounts, // written by end
      scopeFindings: Number(row.lists),
      catalogDigest: String(row.digest),
    }));
  }

  /** The scan that the organisation compares with, where one was named. */
  baseline(organisation: string): string | undefined {
    const row = this.db.get('SELECT scan FROM baselines WHERE organisation = ?', organisation);
    return row && String(row.scan);
  }

  /** What this scan was asked for, in canonical form; empty where nobody said. */
  selection(): string {
    return String(this.db.get('SELECT selection FROM selections WHERE scan = ?', this.scan)?.selection ?? '');
  }
}

function findingRowOf(key: string, row: Record<string, unknown>) {
  const [verdict, severity] = [verdicts[Number(row.verdict)], severities[Number(row.severity)]];
  if (!verdict || !severity) throw new PlumblineError('STORE_CORRUPT', 'A finding of the store has no verdict.');
  return { key, verdict, severity, line: String(row.body) };
}
