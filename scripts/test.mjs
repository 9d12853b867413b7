import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findBrowser } from './browser.mjs'
import { buildPages, installLibraries, node24, root } from './setup.mjs'

if (process.argv.includes('--help')) {
  console.log(
    'npm test            sets up and runs types, lint, unit, contract, integration and e2e tests\nnpm test -- --no-e2e  the same without the browser',
  )
  process.exit(0)
}
const e2e = !process.argv.includes('--no-e2e')
installLibraries()
buildPages()
const chromium = e2e ? findBrowser() : ''
const reports = mkdtempSync(join(tmpdir(), 'otasuke-tests-'))
const total = { passed: 0, failed: 0, skipped: 0 }

const add = (name, { passed = 0, failed = 0, skipped = 0 }) => {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  console.log(`# ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`)
}

const run = (file, args, env = {}) => {
  console.log(`\n# ${args.map((a) => a.replace(`${root}/`, '')).join(' ')}`)
  return spawnSync(file, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}
const tool = (path, args, env) =>
  run(node24(), ['--disable-warning=ExperimentalWarning', join(root, 'node_modules', path), ...args], env)
const report = (name) => {
  try {
    return JSON.parse(readFileSync(join(reports, name), 'utf8'))
  } catch {
    return null
  }
}
const pass = (name, ok) => add(name, ok ? { passed: 1 } : { failed: 1 })
// Said once more at the end: above it stand thousands of lines.
const broken = []

pass('types', tool('typescript/bin/tsc', ['--noEmit']))
pass('lint', tool('@biomejs/biome/bin/biome', ['check', '.']))

const vitestFile = join(reports, 'vitest.json')
const vitestOk = tool('vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${vitestFile}`,
])
const vitest = report('vitest.json')
add('unit, contract, integration', {
  passed: vitest?.numPassedTests ?? 0,
  // A run that breaks without a failed test (a file that does not load) counts as one failure.
  failed: (vitest?.numFailedTests ?? 0) || (vitestOk ? 0 : 1),
  skipped: (vitest?.numPendingTests ?? 0) + (vitest?.numTodoTests ?? 0),
})
for (const file of vitest?.testResults ?? []) {
  const place = relative(root, file.name)
  if (file.message) broken.push(`${place}: ${file.message}`)
  for (const { status, fullName, failureMessages } of file.assertionResults)
    if (status === 'failed') broken.push(`${place} › ${fullName}\n${failureMessages.join('\n')}`)
}
if (!vitestOk && broken.length === 0) broken.push('vitest: an error outside of any test, see above')

if (e2e) {
  const ok = tool('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    OTASUKE_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'playwright.json'),
  })
  const stats = report('playwright.json')?.stats
  add('e2e', {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: (stats?.unexpected ?? 0) || (ok ? 0 : 1),
    skipped: stats?.skipped ?? 0,
  })
}

rmSync(reports, { recursive: true, force: true })
for (const what of broken) console.log(`\n# failed: ${what}`)
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 ? 0 : 1)
