import { writeFileSync } from 'node:fs'
import { createServer, request as httpRequest, type Server } from 'node:http'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { stringify } from 'yaml'
import { type RunningDesk, startDesk } from '../../desk/server.ts'
import { silentLog } from '../../main/ports/log.ts'
import { type AppProcess, emptyFolder, skipFirstRun, startApp } from './app-process.ts'

const slowness = 6000
let app: AppProcess | null = null
let desk: RunningDesk | null = null
let way: Server | null = null
test.afterEach(async () => {
  await app?.stop()
  way?.closeAllConnections()
  way?.close()
  await desk?.stop()
  app = desk = way = null
})

/** A way to the desk on which every call takes its time. */
const slowWay = async (target: string): Promise<string> => {
  const server = createServer((req, res) => {
    setTimeout(() => {
      const { host: _, ...headers } = req.headers
      const onward = httpRequest(`${target}${req.url}`, { method: req.method, headers }, (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(res)
      })
      onward.on('error', () => res.destroy())
      req.pipe(onward)
    }, slowness)
  })
  way = server
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

const opening = { from: '00:00', to: '24:00', closedOnHolidays: false, callBackHours: 2 }
/** A contract whose desk is open at this moment, or closed all day. */
const contract = (url: string, open: boolean) => {
  const today = new Date().getDay()
  const days = [...Array(7).keys()].filter((d) => open || (d !== today && d !== (today + 1) % 7))
  return {
    schema: 1,
    id: 'test',
    operator: 'テスト商会',
    service: 'テスト見守り',
    desk: {
      url,
      phone: '06-9999-0000',
      opening: { days, ...opening },
      emergency: '留守番電話に入れてください',
    },
    dispatch: {
      offered: true,
      cost: '1回目は無料',
      visitsPerYear: 2,
      arrival: '翌日まで',
      approver: '社長',
    },
    insurance: { offered: true, coversFirstResponse: true, cover: '初動の費用を50万円まで' },
  }
}

const openPage = async (browser: Browser, open: boolean): Promise<Page> => {
  desk = await startDesk({ dataDir: emptyFolder(), practice: true, name: 'テスト窓口', log: silentLog })
  const dataDir = emptyFolder()
  skipFirstRun(dataDir)
  const profile = join(dataDir, 'profile.yaml')
  writeFileSync(profile, stringify(contract(await slowWay(desk.url), open)))
  app = startApp(dataDir, emptyFolder(), ['--profile', profile])
  const page = await (await browser.newContext()).newPage()
  await page.goto(await app.line(/(http:\S+\/enter\?ticket=\S+)/))
  await expect(page.getByTestId('overall')).toBeVisible()
  return page
}

test('a visit with a contract and a slow desk: cost and cover first, the receipt at once, delivered when it is', async ({
  browser,
}, info) => {
  const page = await openPage(browser, true)
  await page.goto(`${new URL(page.url()).origin}/#/ask/dispatch`)
  const facts = page.getByTestId('dispatch-facts')
  for (const said of ['1回目は無料', '初動の費用を50万円まで', '翌日まで', '社長', 'あと2回です。'])
    await expect(facts).toContainText(said)
  await page.getByTestId('request-phone').first().fill('06-1234-5678')
  const pressed = Date.now()
  await page.getByTestId('request-send').click()
  await expect(page.getByTestId('receipt')).toContainText(/\d{4}-[0-9A-Z]{4}/)
  // The desk cannot have answered yet: enrolment and request take two calls.
  expect(Date.now() - pressed).toBeLessThan(slowness)
  await expect(page.getByTestId('delivery')).toContainText('まだ')
  const promise = page.getByTestId('call-promise')
  await expect(promise).toHaveAttribute('data-open', 'true')
  await expect(promise).toContainText(/\d{1,2}:\d{2} までに電話/)
  await expect(promise).not.toContainText('留守番電話')
  await page.screenshot({ path: info.outputPath('waiting.png'), fullPage: true })
  await expect(page.getByTestId('delivery')).toContainText('とどきました', { timeout: 40_000 })
  await page.goto(`${new URL(page.url()).origin}/#/ask/dispatch`)
  await expect(page.getByTestId('dispatch-facts')).toContainText('あと1回です。')
})

test('out of hours the next opening and the emergency way are said at once', async ({ browser }, info) => {
  const page = await openPage(browser, false)
  await page.goto(`${new URL(page.url()).origin}/#/ask/consultation`)
  await page.getByTestId('request-phone').first().fill('06-1234-5678')
  await page.getByTestId('request-send').click()
  const promise = page.getByTestId('call-promise')
  await expect(promise).toHaveAttribute('data-open', 'false')
  await expect(promise).toContainText('時間の外')
  await expect(promise).toContainText('留守番電話に入れてください')
  await expect(page.getByTestId('desk-phone').first()).toContainText('06-9999-0000')
  await page.screenshot({ path: info.outputPath('closed.png'), fullPage: true })
})
