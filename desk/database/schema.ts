import type { Generated, Insertable, Selectable } from 'kysely'

/**
 * The desk's tables as the query layer sees them; the same in SQLite and PostgreSQL.
 * Times are ISO 8601 in UTC, yes/no is 1/0, `data` and the like are JSON text.
 */
export type DeskTables = {
  setting: { name: string; value: string }
  customer: { id: string; number: string; name: string; phone: string; note: string; created_at: string }
  activation: {
    code_hash: string
    /** First signs of the code, so that people can tell codes apart. */
    hint: string
    customer_id: string
    created_at: string
    expires_at: string
    device_id: string | null
    revoked_at: string | null
  }
  device: {
    id: string
    customer_id: string | null
    token_hash: string
    computer: string
    platform: string
    app_version: string
    enrolled_at: string
    last_seen_at: string
    revoked_at: string | null
    /** Number of the last update meant for this PC. */
    update_cursor: number
    /** What the last heartbeat said. */
    health: string | null
    utc_offset: number | null
    /** The PC's clock minus the desk's, ms. */
    clock_error: number | null
    /** Why the PC said good-bye with its last sign of life; null: it did not. */
    left_as: string | null
  }
  alert: {
    ref: string
    device_id: string
    id: string
    severity: number
    count: number
    drill: number
    occurred_at: string
    updated_at: string
    received_at: string
    data: string
  }
  request: {
    ref: string
    device_id: string
    id: string
    receipt: string
    kind: string
    status: string
    status_at: string
    visit_at: string
    /** 0 = すぐ電話, 1, 2; 3 = a question without an alert, 4 = an exercise. */
    urgency: number
    created_at: string
    received_at: string
    /** 1 while the PC's last word waits for the desk. */
    unread: number
    alert_ref: string | null
    engineer: string
    word: string
    data: string
  }
  message: {
    request_ref: string
    id: string
    sender: string
    name: string
    text: string
    at: string
    received_at: string
  }
  device_update: {
    device_id: string
    cursor: number
    /** The request that it is about. */
    request_id: Generated<string>
    data: string
  }
  done_write: { device_id: string; key: string; digest: string; status: number; answer: string; at: string }
  account: {
    id: string
    name: string
    display: string
    role: string
    password_hash: string
    disabled: number
    created_at: string
  }
  session: {
    token_hash: string
    account_id: string | null
    csrf: string
    created_at: string
    expires_at: string
  }
  audit: { id: Generated<number>; at: string; who: string; what: string; subject: string; detail: string }
  attachment: {
    ref: string
    device_id: string
    id: string
    request_ref: string
    name: string
    size: number
    sha256: string
    received: number
    done: number
    created_at: string
    /** What the finished file is, by its own bytes; empty: nothing that the page shows. */
    media: Generated<string>
  }
  handover: {
    id: string
    request_ref: string
    adapter: string
    state: string
    attempts: number
    next_at: string
    /** Until then one process works on it. */
    leased_until: string
    external_id: string
    last_error: string
    /** What the other system has heard of so far, JSON. */
    progress: string
  }
  statistic: {
    device_id: string
    month: string
    kind: string
    severity: string
    count: number
    size_band: Generated<string>
  }
}
export type Row<T extends keyof DeskTables> = Selectable<DeskTables[T]>
export type NewRow<T extends keyof DeskTables> = Insertable<DeskTables[T]>
