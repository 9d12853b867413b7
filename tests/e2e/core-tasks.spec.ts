import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { type AppProcess, encrypt, office, readLinks, startApp } from './app-process.ts'
import { clerkTasks, doTask } from './clerk-tasks.ts'

/** The real app with its practice desk, started once; every task begins at ホーム. */
test.describe.configure({ mode: 'serial' })

let app: AppProcess
let place: ReturnType<typeof office>
let context: BrowserContext
let page: Page
const counted: string[] = []

test.beforeAll(async ({ browser }) => {
  place = office()
  app = startApp(place.data, place.docs)
  const { page: link } = await readLinks(app)
  context = await browser.newContext()
  page = await context.newPage()
  await page.goto(link)
  await expect(page.getByTestId('overall')).toBeVisible()
})

test.afterAll(async () => {
  await context?.close()
  await app?.stop()
  console.log(counted.join('\n'))
})

// The alert comes first: to a clerk who has told of urgent cases already, it would be one among them.
for (const task of clerkTasks.toSorted(
  (a, b) => Number(b.needsAlert ?? false) - Number(a.needsAlert ?? false),
))
  test(`task on the real core: "${task.says}"`, async () => {
    if (task.needsAlert) {
      await page.goto(`${new URL(page.url()).origin}/#/home`)
      // The guard knows the documents once it has looked at them all.
      await page.waitForTimeout(1500)
      await encrypt(place, place.files.slice(0, 10))
      await expect(page.getByTestId('overall')).toHaveAttribute('data-level', 'urgent', { timeout: 10_000 })
    }
    await page.goto(`${new URL(page.url()).origin}/#/home`)
    await expect(page.getByTestId('overall')).toBeVisible()
    const { clicks, screens } = await doTask(page, task)
    counted.push(`${task.says}: ${clicks} clicks to the first step, ${screens} screens to the receipt`)
    // The desk has it: sent, not only written down.
    await expect(page.getByTestId('delivery')).toHaveAttribute('data-delivery', 'delivered', {
      timeout: 20_000,
    })
  })
