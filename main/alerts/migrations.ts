/** Schema of the app's database, step by step. Never change a step that has shipped: add one. */
export const alertMigrations: readonly string[] = [
  `CREATE TABLE alert (
     id TEXT PRIMARY KEY, key TEXT NOT NULL, state TEXT NOT NULL, updated_at TEXT NOT NULL, data TEXT NOT NULL
   ) STRICT;
   CREATE INDEX alert_by_key ON alert (key, state);
   CREATE INDEX alert_by_time ON alert (updated_at);
   CREATE TABLE request (
     id TEXT PRIMARY KEY, receipt TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL, data TEXT NOT NULL
   ) STRICT;`,
]
