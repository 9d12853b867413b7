import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asOtherUser, noOtherUser, runAsAnother } from '../bench/guard/unprivileged.ts'

// Root may read everything: guard and simulators are run as a user who is not root.
const reason = noOtherUser()
if (reason) console.log(`closed files are not tested: ${reason}`)

describe.skipIf(reason !== null)('what hides behind a permission', () => {
  const attacks = ['V24', 'V25', 'V26', 'V27', 'V28', 'V29', 'V30', 'V31']
  const loads = ['B20', 'B21', 'B22']

  test('attacks that close what they have destroyed are found, and changes of permission alone stay silent', () => {
    const { lines } = runAsAnother([...attacks, ...loads], 300)
    const told = lines.map((l) => JSON.parse(l))
    const found = told.filter((t) => attacks.includes(t.behaviour))
    expect(found.map((t) => [t.behaviour, t.found])).toEqual(attacks.map((id) => [id, true]))
    for (const t of found) expect(t.lost).toBeLessThanOrEqual(60)
    expect(told.filter((t) => loads.includes(t.load)).map((t) => [t.load, t.raised])).toEqual(
      loads.map((id) => [id, []]),
    )
  }, 240_000)

  test('a closed file or folder is said, and so is the end of it; what was done inside is found when it opens', () => {
    const host = join(import.meta.dirname, '../fakes/guard/closing-host.ts')
    const ran = asOtherUser([host], 120_000)
    expect(ran.stderr).toBe('')
    const { reasons, silent, destroyed, inside } = JSON.parse(ran.stdout)
    const changes = reasons.filter((r: string | null, i: number) => i === 0 || r !== reasons[i - 1])
    expect(changes).toEqual([
      null,
      'guard-unreadable-files',
      null,
      'guard-unreadable',
      null,
      'guard-unreadable',
      null,
    ])
    expect(silent).toBe(0)
    expect(destroyed).toBe(inside)
  }, 150_000)
})
