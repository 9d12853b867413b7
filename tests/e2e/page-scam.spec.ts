import { sampleRequest } from '../fakes/page-states.ts'
import { openPlace } from './page-places.ts'
import { expect, test } from './page-test.ts'

test('画面の警告が消せない: one button closes the page and says what came of it', async ({
  page,
  server,
}) => {
  await openPlace(page, server, 'fine', '#/help/fake-warning')
  await page.getByTestId('close-screen-button').click()
  const result = page.getByTestId('close-screen-result')
  await expect(result).toHaveAttribute('data-outcome', 'closed')
  await expect(result).toContainText('感染していません')
  expect(server.calls.map((c) => c.name)).toContain('screen.close')
  await openPlace(page, server, 'fine', '#/help/lost')
  await expect(page.getByTestId('close-screen')).toHaveCount(0)
})

test('画面の警告が消せない: where the screen cannot be seen, it says so and ends browsers only when told to', async ({
  page,
  server,
}) => {
  await openPlace(page, server, 'partlySeen', '#/help/fake-warning')
  const result = page.getByTestId('close-screen-result')
  const ends = () => server.calls.filter((c) => c.name === 'browsers.end').length
  await page.getByTestId('close-screen-button').click()
  await expect(result).toHaveAttribute('data-outcome', 'offer')
  await expect(page.getByTestId('end-browsers')).toContainText('書きかけの文は消えます')
  await page.getByTestId('end-browsers-no').click()
  await expect(result).toHaveAttribute('data-outcome', 'unseen')
  await expect(page.getByTestId('end-browsers')).toHaveCount(0)
  expect(ends()).toBe(0)
  await page.getByTestId('close-screen-button').click()
  await page.getByTestId('end-browsers-yes').click()
  await expect(result).toHaveAttribute('data-outcome', 'closed')
  expect(ends()).toBe(1)
})

test('画面の警告が消せない in the tray: the page that opens says what came of it', async ({
  page,
  server,
}) => {
  await openPlace(page, server, 'partlySeen', '#/help/fake-warning')
  const result = page.getByTestId('close-screen-result')
  await expect(result).not.toHaveAttribute('data-outcome')
  const before = server.handlers['screen.closed']
  server.handlers['screen.closed'] = () => server.handlers['screen.close'](null)
  try {
    server.push('page.show', { page: 'help', id: 'fake-warning' })
    await expect(result).toHaveAttribute('data-outcome', 'offer')
    await page.reload()
    await expect(result).toHaveAttribute('data-outcome', 'offer')
  } finally {
    // The server is the next test's too.
    server.handlers['screen.closed'] = before
  }
})

test('本物確認: from 困ったとき, it names what this app told, or says that it told nothing', async ({
  page,
  server,
}) => {
  await openPlace(page, server, 'fine', '#/help')
  await page.getByTestId('help-genuine').click()
  await expect(page.getByTestId('genuine-answer')).toHaveAttribute('data-count', '0')
  await expect(page.getByTestId('genuine-answer')).toContainText('電話しないでください')
  await expect(page.getByTestId('genuine-ours').locator('li')).toHaveCount(3)
  await openPlace(page, server, 'urgent', '#/more')
  await page.getByTestId('more-genuine').click()
  await expect(page.getByTestId('genuine-answer').getByTestId('alert-row')).toHaveCount(3)
})

test('本物確認: an answer of the desk is ours too, with its time', async ({ page, server }) => {
  await openPlace(page, server, 'fine', '#/genuine')
  await expect(page.getByTestId('genuine-answer')).toHaveAttribute('data-count', '0')
  const at = '2026-11-23T01:58:00.000Z'
  const messages = [{ id: 'm1', at, from: 'desk' as const, name: '佐藤', text: 'いま見ています。' }]
  server.change({ type: 'request', request: sampleRequest({ messages }) })
  await page.getByTestId('genuine-again').click()
  await expect(page.getByTestId('genuine-answer')).toHaveAttribute('data-count', '1')
  await expect(page.getByTestId('genuine-notices')).toContainText('窓口から返事が来ました')
  await expect(page.getByTestId('genuine-answer')).not.toContainText('お知らせを出していません')
})

test('remote control: told on the phone leads to the urgent steps and the visit', async ({
  page,
  server,
}) => {
  await openPlace(page, server, 'urgent', '#/home')
  const alert = server.snapshot().alerts.find((a) => a.kind === 'remote-control')
  await openPlace(page, server, 'urgent', `#/alerts/${alert?.id}`)
  const question = page.getByTestId('alert-answer')
  await expect(question).toContainText('電話で言われて')
  await expect(page.getByTestId('told-by-phone')).toHaveCount(0)
  await question.getByTestId('option-not-told').click()
  await expect(page.getByTestId('told-by-phone')).toHaveCount(0)
  await question.getByTestId('option-told').click()
  await expect(page.getByTestId('told-by-phone')).toContainText('電話を切り')
  expect(server.snapshot().alerts.find((a) => a.id === alert?.id)?.answer).toBe('told')
  await page.getByTestId('told-dispatch').click()
  await expect(page).toHaveURL(new RegExp(`#/ask/dispatch/${alert?.id}$`))
})

test('a warning page beside remote control: the card itself closes that page', async ({ page, server }) => {
  await openPlace(page, server, 'urgent', '#/home')
  const alert = server.snapshot().alerts.find((a) => a.kind === 'remote-control')!
  server.change({ type: 'alert', alert: { ...alert, kind: 'remote-control-screen', severity: 'urgent' } })
  await page.goto(`${server.url}#/alerts/${alert.id}`)
  const card = page.getByTestId('alert-card')
  await expect(card).toContainText('同時に')
  await card.getByTestId('close-screen-button').click()
  await expect(card.getByTestId('close-screen-result')).toHaveAttribute('data-outcome', /./)
})

test("すぐ電話 shows the contract's number on the card itself, also once a caller is told of", async ({
  page,
  server,
}) => {
  await openPlace(page, server, 'provider', '#/home')
  const { alerts, desk } = server.snapshot()
  const alert = {
    ...alerts[0]!,
    kind: 'remote-control',
    severity: 'check' as const,
    facts: { tool: 'AnyDesk' },
  }
  server.change({ type: 'alert', alert })
  await page.goto(`${server.url}#/alerts/${alert.id}`)
  const card = page.getByTestId('alert-card')
  await expect(card.getByTestId('desk-phone')).toHaveCount(0)
  await card.getByTestId('option-told').click()
  await expect(card.getByTestId('desk-phone')).toContainText(desk.phone)
})
