type Dialect = 'sqlite' | 'postgres'

const words: Record<Dialect, Record<string, string>> = {
  sqlite: {
    serial: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    requestIdInData: "coalesce(json_extract(data, '$.requestId'), '')",
  },
  postgres: {
    serial: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
    // Not by a JSON function: those refuse a text with an escaped NUL somewhere else in it.
    requestIdInData: `coalesce(substring(data from '"requestId":"([^"]*)"'), '')`,
  },
}

/** A step in the words of one engine. Pure. */
export const stepFor = (dialect: Dialect, step: string): string =>
  step.replace(/\{(\w+)\}/g, (all, name: string) => words[dialect][name] ?? all)

/**
 * The desk's schema, step by step, in the SQL that both engines share; `{serial}` (a number that the engine counts up)
 * and the like stand for what they word differently. Never change a step that has shipped: add one.
 */
export const deskMigrations: readonly string[] = [
  `CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
   CREATE TABLE customer (
     id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, name TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL,
     created_at TEXT NOT NULL);
   CREATE TABLE activation (
     code_hash TEXT PRIMARY KEY, hint TEXT NOT NULL, customer_id TEXT NOT NULL REFERENCES customer ON DELETE CASCADE,
     created_at TEXT NOT NULL, expires_at TEXT NOT NULL, device_id TEXT, revoked_at TEXT);
   CREATE TABLE device (
     id TEXT PRIMARY KEY, customer_id TEXT REFERENCES customer ON DELETE CASCADE, token_hash TEXT NOT NULL UNIQUE,
     computer TEXT NOT NULL, platform TEXT NOT NULL, app_version TEXT NOT NULL, enrolled_at TEXT NOT NULL,
     last_seen_at TEXT NOT NULL, revoked_at TEXT, update_cursor BIGINT NOT NULL DEFAULT 0, health TEXT,
     utc_offset BIGINT, clock_error BIGINT);
   CREATE TABLE alert (
     ref TEXT PRIMARY KEY, device_id TEXT NOT NULL REFERENCES device ON DELETE CASCADE, id TEXT NOT NULL,
     severity BIGINT NOT NULL, count BIGINT NOT NULL, drill BIGINT NOT NULL, occurred_at TEXT NOT NULL,
     updated_at TEXT NOT NULL, received_at TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (device_id, id));
   CREATE INDEX alert_by_time ON alert (updated_at);
   CREATE TABLE request (
     ref TEXT PRIMARY KEY, device_id TEXT NOT NULL REFERENCES device ON DELETE CASCADE, id TEXT NOT NULL,
     receipt TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, status_at TEXT NOT NULL, visit_at TEXT NOT NULL,
     urgency BIGINT NOT NULL, created_at TEXT NOT NULL, received_at TEXT NOT NULL, unread BIGINT NOT NULL,
     alert_ref TEXT, engineer TEXT NOT NULL, word TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (device_id, id));
   CREATE INDEX request_by_status ON request (status, received_at);
   CREATE TABLE message (
     request_ref TEXT NOT NULL REFERENCES request ON DELETE CASCADE, id TEXT NOT NULL, sender TEXT NOT NULL,
     name TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, received_at TEXT NOT NULL,
     PRIMARY KEY (request_ref, id));
   CREATE TABLE device_update (
     device_id TEXT NOT NULL REFERENCES device ON DELETE CASCADE, cursor BIGINT NOT NULL, data TEXT NOT NULL,
     PRIMARY KEY (device_id, cursor));
   CREATE TABLE done_write (
     device_id TEXT NOT NULL REFERENCES device ON DELETE CASCADE, key TEXT NOT NULL, digest TEXT NOT NULL,
     status BIGINT NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (device_id, key));
   CREATE INDEX done_write_by_time ON done_write (at);
   CREATE TABLE account (
     id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, display TEXT NOT NULL, role TEXT NOT NULL,
     password_hash TEXT NOT NULL, disabled BIGINT NOT NULL, created_at TEXT NOT NULL);
   CREATE TABLE session (
     token_hash TEXT PRIMARY KEY, account_id TEXT REFERENCES account ON DELETE CASCADE, csrf TEXT NOT NULL,
     created_at TEXT NOT NULL, expires_at TEXT NOT NULL);
   CREATE TABLE audit (
     id {serial}, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL);
   CREATE TABLE attachment (
     ref TEXT PRIMARY KEY, device_id TEXT NOT NULL REFERENCES device ON DELETE CASCADE, id TEXT NOT NULL,
     request_ref TEXT NOT NULL REFERENCES request ON DELETE CASCADE, name TEXT NOT NULL, size BIGINT NOT NULL,
     sha256 TEXT NOT NULL, received BIGINT NOT NULL, done BIGINT NOT NULL, created_at TEXT NOT NULL,
     UNIQUE (device_id, id));
   CREATE TABLE handover (
     id TEXT PRIMARY KEY, request_ref TEXT NOT NULL REFERENCES request ON DELETE CASCADE, adapter TEXT NOT NULL,
     state TEXT NOT NULL, attempts BIGINT NOT NULL, next_at TEXT NOT NULL, leased_until TEXT NOT NULL, external_id TEXT NOT NULL,
     last_error TEXT NOT NULL, progress TEXT NOT NULL, UNIQUE (request_ref, adapter));
   CREATE TABLE statistic (
     device_id TEXT NOT NULL REFERENCES device ON DELETE CASCADE, month TEXT NOT NULL, kind TEXT NOT NULL,
     severity TEXT NOT NULL, count BIGINT NOT NULL, PRIMARY KEY (device_id, month, kind, severity));`,
  `ALTER TABLE statistic ADD COLUMN size_band TEXT NOT NULL DEFAULT 'unknown';`,
  `ALTER TABLE device_update ADD COLUMN request_id TEXT NOT NULL DEFAULT '';
   UPDATE device_update SET request_id = {requestIdInData};
   CREATE INDEX device_update_by_request ON device_update (device_id, request_id);
   ALTER TABLE attachment ADD COLUMN media TEXT NOT NULL DEFAULT '';
   CREATE INDEX attachment_by_request ON attachment (request_ref);
   CREATE INDEX request_by_alert ON request (alert_ref);
   CREATE INDEX device_by_customer ON device (customer_id);
   CREATE INDEX handover_by_time ON handover (adapter, next_at);`,
  `ALTER TABLE device ADD COLUMN left_as TEXT;`,
]
