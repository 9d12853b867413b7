import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { onTestFinished } from 'vitest'
import type { HeartbeatSource } from '../../main/consult/channels/heartbeat.ts'
import { createDeskClient, type DeskClient, type DeskClientState } from '../../main/consult/desk-client.ts'
import { outboxMigration } from '../../main/consult/outbox.ts'
import type { DeskUpdate, Outgoing } from '../../main/contract/desk.ts'
import { systemClock } from '../../main/ports/clock.ts'
import { migrate, openDatabase } from '../../main/ports/database.ts'
import { silentLog } from '../../main/ports/log.ts'
import { nodeHttp } from '../../main/ports/node-http.ts'
import type { Secrets } from '../../main/ports/secrets.ts'

/** A folder that is gone after the test. */
export const testFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'otasuke-desk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Waits until `f` gives something true; fails after `ms`. */
export const until = async <T>(f: () => T | Promise<T>, ms = 15_000): Promise<T> => {
  const end = performance.now() + ms
  for (;;) {
    const value = await f()
    if (value) return value
    if (performance.now() > end) throw new Error(`not in ${ms} ms: ${f.toString().slice(0, 200)}`)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

export const memorySecrets = (): Secrets => {
  const all = new Map<string, string>()
  return {
    get: (name) => all.get(name) ?? null,
    set: (name, value) => void all.set(name, value),
    remove: (name) => void all.delete(name),
  }
}

/** A PC with a real outbox and a real client. */
export type TestPc = {
  db: DatabaseSync
  client: DeskClient
  delivered: Outgoing[]
  refused: Outgoing[]
  updates: DeskUpdate[]
  states: DeskClientState[]
  secrets: Secrets
}
export const testPc = (
  deskUrl: string,
  over: {
    activationCode?: string
    secrets?: Secrets
    file?: string
    heartbeat?: HeartbeatSource
    deskName?: string
  } = {},
): TestPc => {
  const { db } = openDatabase(over.file ?? join(testFolder(), 'pc.sqlite'))
  migrate(db, [outboxMigration])
  const pc = {
    delivered: [] as Outgoing[],
    refused: [] as Outgoing[],
    updates: [] as DeskUpdate[],
    states: [] as DeskClientState[],
  }
  const secrets = over.secrets ?? memorySecrets()
  const client = createDeskClient({
    db,
    http: nodeHttp,
    clock: systemClock,
    log: silentLog,
    secrets,
    deskUrl,
    identity: {
      activationCode: over.activationCode ?? '',
      computer: '受付のパソコン',
      platform: 'linux',
      appVersion: '0.1.0',
    },
    random: Math.random,
    onDelivered: (o) => void pc.delivered.push(o),
    onRefused: (o) => void pc.refused.push(o),
    onUpdate: (u) => void pc.updates.push(u),
    onState: (s) => void pc.states.push(s),
    ...(over.deskName ? { deskName: over.deskName } : {}),
    ...(over.heartbeat ? { heartbeat: over.heartbeat } : {}),
  })
  onTestFinished(() => client.stop())
  return { ...pc, db, client, secrets }
}
