import { expect, test } from 'vitest'
import { decodeOutput, nodeRunCommand } from '../../../main/ports/run-command.ts'

const node = process.execPath

test('gives output and exit code', async () => {
  const result = await nodeRunCommand.run(
    node,
    ['-e', 'process.stdin.pipe(process.stdout); process.exitCode = 3'],
    { input: 'あ' },
  )
  expect(result).toMatchObject({ code: 3, stdout: 'あ', problem: null })
})

test('a program may get ready while what it reads is still to come; what never comes is empty', async () => {
  const echo = ['-e', "process.stdout.write('ready '); process.stdin.pipe(process.stdout)"]
  const later = new Promise<string>((done) => setTimeout(done, 50, 'then'))
  expect(await nodeRunCommand.run(node, echo, { inputLater: later })).toMatchObject({
    code: 0,
    stdout: 'ready then',
  })
  const never = Promise.reject(new Error('no'))
  expect(await nodeRunCommand.run(node, echo, { inputLater: never })).toMatchObject({
    code: 0,
    stdout: 'ready ',
  })
})

test('says why there is no answer', async () => {
  expect(await nodeRunCommand.run('/no/such/program', [])).toMatchObject({ code: null, problem: 'not-found' })
  expect(await nodeRunCommand.run('/etc/passwd', [])).toMatchObject({ code: null, problem: 'no-permission' })
  expect(
    await nodeRunCommand.run(node, ['-e', 'setInterval(() => {}, 1000)'], { timeout: 200 }),
  ).toMatchObject({
    problem: 'timeout',
  })
  expect(
    await nodeRunCommand.run(node, ['-e', "process.stdout.write('x'.repeat(100000))"], { maxOutput: 1000 }),
  ).toMatchObject({ problem: 'too-much-output' })
})

test('decodes what Windows prints', () => {
  expect(decodeOutput(Buffer.from([0x8c, 0x6f, 0x97, 0x9d]), 'cp932')).toBe('経理')
  expect(decodeOutput(Buffer.from('﻿経理', 'utf16le'))).toBe('経理')
})

test('reads lines as they come, also cut in the middle of a character, and cuts an endless one', async () => {
  const script = `
    const b = Buffer.from('経理\\n');
    process.stdout.write(b.subarray(0, 2));
    setTimeout(() => { process.stdout.write(b.subarray(2)); process.stdout.write('y'.repeat(5000) + '\\nlast'); }, 50)`
  const lines: [string, boolean][] = []
  await new Promise<void>((done) => {
    nodeRunCommand.lines(node, ['-e', script], {
      maxLine: 100,
      onLine: (line, cut) => lines.push([line, cut]),
      onEnd: () => done(),
    })
  })
  expect(lines).toEqual([
    ['経理', false],
    ['y'.repeat(100), true],
    ['last', false],
  ])
})

test('a program that is not there ends the stream with the reason', async () => {
  const end = await new Promise<unknown>((done) => {
    nodeRunCommand.lines('/no/such/program', [], { onLine() {}, onEnd: done })
  })
  expect(end).toMatchObject({ code: null, problem: 'not-found' })
})
