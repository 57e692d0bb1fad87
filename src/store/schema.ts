/** Version of the tables below; a store of another version is refused, never half understood. */
export const storeVersion = 1;

/**
 * Tables of the SQLite store. Rowid tables: random primary keys would cost two thirds of the speed. `scans_listed` holds
 * all that a list of scans shows: a summary may have 600 kB.
 */
export const schema = `
CREATE TABLE IF NOT EXISTS meta (name TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS scans (
  id TEXT NOT NULL UNIQUE, organisation TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT,
  state TEXT NOT NULL, summary TEXT
);
CREATE INDEX IF NOT EXISTS scans_listed ON scans (
  started_at, id, organisation, ended_at, state,
  json_extract(summary, '$.counts'), json_extract(summary, '$.catalog.version'), json_extract(summary, '$.catalog.digest')
);
CREATE TABLE IF NOT EXISTS answers (sha256 TEXT NOT NULL UNIQUE, codec TEXT NOT NULL, body BLOB NOT NULL, bytes INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS calls (scan TEXT NOT NULL, number INTEGER NOT NULL, answer TEXT NOT NULL, record TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS calls_number ON calls (scan, number);
CREATE TABLE IF NOT EXISTS resources (
  scan TEXT NOT NULL, kind TEXT NOT NULL, account TEXT NOT NULL, region TEXT NOT NULL, uid TEXT NOT NULL, body TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS resources_uid ON resources (scan, uid, kind);
CREATE INDEX IF NOT EXISTS resources_kind ON resources (scan, kind, account, region, uid);
CREATE TABLE IF NOT EXISTS links (scan TEXT NOT NULL, kind TEXT NOT NULL, link TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS links_target ON links (scan, target, kind, link);
CREATE TABLE IF NOT EXISTS open_links (
  scan TEXT NOT NULL, kind TEXT NOT NULL, link TEXT NOT NULL, provider TEXT NOT NULL, account TEXT NOT NULL, region TEXT NOT NULL,
  source TEXT NOT NULL, missing TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS open_links_scope ON open_links (scan, kind, link, account, region);
CREATE TABLE IF NOT EXISTS unresolved (
  scan TEXT NOT NULL, kind TEXT NOT NULL, uid TEXT NOT NULL, missing TEXT NOT NULL,
  provider TEXT NOT NULL, account TEXT NOT NULL, region TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS unresolved_uid ON unresolved (scan, uid, kind);
CREATE TABLE IF NOT EXISTS natives (
  scan TEXT NOT NULL, source TEXT NOT NULL, rule TEXT NOT NULL, subject TEXT NOT NULL, status TEXT NOT NULL, evidence INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS natives_subject ON natives (scan, subject);
CREATE TABLE IF NOT EXISTS populations (scan TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS gaps (scan TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS findings (
  scan TEXT NOT NULL, key TEXT NOT NULL, verdict INTEGER NOT NULL, severity INTEGER NOT NULL, control TEXT NOT NULL,
  account TEXT NOT NULL, region TEXT NOT NULL, uid TEXT NOT NULL, body TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS findings_key ON findings (scan, key);
CREATE INDEX IF NOT EXISTS findings_order ON findings (scan, verdict, severity, control, account, region, uid);
CREATE TABLE IF NOT EXISTS seen (
  key TEXT NOT NULL UNIQUE, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, verdict TEXT NOT NULL, since TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS hidden (key TEXT NOT NULL UNIQUE, since TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS selections (scan TEXT NOT NULL UNIQUE, selection TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS baselines (organisation TEXT NOT NULL UNIQUE, scan TEXT NOT NULL, set_at TEXT NOT NULL);
`;

/** Tables of delivery: what goes to each sink, in which order, and what became of it. */
export const outboxSchema = `
CREATE TABLE IF NOT EXISTS outbox (
  sink TEXT NOT NULL, place TEXT NOT NULL, scan TEXT NOT NULL, sha256 TEXT NOT NULL, gzip INTEGER NOT NULL, lane TEXT NOT NULL,
  scan_time TEXT NOT NULL, items INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL,
  delivered INTEGER NOT NULL, dead INTEGER NOT NULL, ended_at TEXT NOT NULL, note TEXT NOT NULL, shape TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX IF NOT EXISTS outbox_place ON outbox (sink, place);
DROP INDEX IF EXISTS outbox_next;
CREATE INDEX IF NOT EXISTS outbox_lanes ON outbox (sink, state, lane, place);
CREATE INDEX IF NOT EXISTS outbox_sha ON outbox (sha256, state);
CREATE TABLE IF NOT EXISTS told (
  sink TEXT NOT NULL, organisation TEXT NOT NULL, selection TEXT NOT NULL, scan TEXT NOT NULL, place TEXT NOT NULL, choice TEXT NOT NULL,
  UNIQUE (sink, organisation, selection)
);
CREATE TABLE IF NOT EXISTS dead_again (sink TEXT NOT NULL, letter TEXT NOT NULL, events INTEGER NOT NULL, UNIQUE (sink, letter));
CREATE TABLE IF NOT EXISTS dead_known (sink TEXT NOT NULL UNIQUE, events INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS sink_holders (sink TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, beat INTEGER NOT NULL);
`;

/** Columns that stores of before do not have: table, name, type. */
export const newColumns = [['outbox', 'shape', "TEXT NOT NULL DEFAULT ''"]] as const;
