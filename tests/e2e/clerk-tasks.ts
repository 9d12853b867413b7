import { expect, type Locator, type Page } from '@playwright/test'
import { situationOf } from '../../renderer/state/situations.ts'

/** Counts what a person does: clicks, and screens seen (the first one too). Typing is not a click. */
const walkOn = (page: Page) => {
  const count = { clicks: 0, screens: 1 }
  const at = (testId: string) => page.getByTestId(testId).first()
  const press = async (button: Locator, then: () => Promise<void>) => {
    const before = page.url()
    await button.click()
    count.clicks += 1
    await then()
    if (page.url() !== before) count.screens += 1
  }
  return {
    count,
    /** Presses what leads to the screen on which `seen` stands. */
    to: (testId: string, seen: string) => press(at(testId), () => expect(at(seen)).toBeVisible()),
    /** Opens what is folded away. */
    unfold: (testId: string, seen: string) =>
      press(at(testId).getByRole('button').first(), () => expect(at(seen)).toBeVisible()),
    /** The button that sends: the screen changes when the core has answered. */
    send: () => press(at('request-send'), () => expect(at('receipt')).toBeVisible()),
    type: (testId: string, words: string) => at(testId).fill(words),
  }
}
type Walk = ReturnType<typeof walkOn>

/** A task in the clerk's words; both parts start where the last one ended. */
export type ClerkTask = {
  says: string
  /** To the right first step: at most three clicks. */
  toFirstStep: (walk: Walk) => Promise<void>
  /** What must then be on the screen. */
  firstStep: { testId: string; words: RegExp }
  /** From there to a sent request. */
  toSent: (walk: Walk) => Promise<void>
  /** Needs an alert on ホーム. */
  needsAlert?: true
}

const sendWithPhone = async (walk: Walk) => {
  await walk.type('request-phone', '06-1234-5678')
  await walk.send()
}
const askToCome = async (walk: Walk) => {
  await walk.to('ask-dispatch', 'request-phone')
  await sendWithPhone(walk)
}
/** Where a talk is the likelier help, 来てほしい lies folded among the other ways. */
const unfoldAndAskToCome = async (walk: Walk) => {
  await walk.unfold('other-ways', 'ask-dispatch')
  await askToCome(walk)
}

const inHelp = (says: string, situation: string, words: RegExp): ClerkTask => ({
  says,
  toFirstStep: async (walk) => {
    await walk.to('nav-help', `situation-${situation}`)
    await walk.to(`situation-${situation}`, 'situation')
  },
  firstStep: { testId: 'steps', words },
  toSent: situationOf(situation)?.visit ? askToCome : unfoldAndAskToCome,
})

/** Ten tasks in the words of a clerk, the seven that IPA's desk hears of most often and three of every day. */
export const clerkTasks: readonly ClerkTask[] = [
  inHelp('a red screen says I have a virus', 'fake-warning', /電話/),
  inHelp('I typed my password on a strange page', 'phishing', /パスワードを変えます/),
  inHelp('my files do not open any more', 'files-locked', /LANケーブルをぬき/),
  inHelp('the boss wants money sent at once', 'fake-boss', /本人に電話/),
  inHelp('I let a caller use my PC', 'remote-control', /電話を切り/),
  inHelp('I left the PC on the train', 'lost', /まとめ役の人に知らせます/),
  inHelp('strange mail goes out in our name', 'spam-from-us', /パスワードを変えます/),
  {
    says: 'I want someone to come tomorrow morning',
    toFirstStep: async (walk) => {
      await walk.to('nav-requests', 'ask-dispatch')
      await walk.to('ask-dispatch', 'request-phone')
    },
    firstStep: { testId: 'request-send', words: /来て/ },
    toSent: async (walk) => {
      await walk.type('request-text', '明日の朝に来てほしいです。')
      await sendWithPhone(walk)
    },
  },
  {
    says: 'something is odd, I want to ask somebody',
    toFirstStep: async (walk) => {
      await walk.to('nav-requests', 'ask-consultation')
      await walk.to('ask-consultation', 'request-text')
    },
    firstStep: { testId: 'request-send', words: /相談/ },
    toSent: async (walk) => {
      await walk.type('request-text', '音がします。')
      await walk.send()
    },
  },
  {
    says: 'a warning came up, send someone',
    needsAlert: true,
    toFirstStep: (walk) => walk.to('home-main', 'alert-card'),
    firstStep: { testId: 'steps', words: /\S/ },
    toSent: askToCome,
  },
]

/** Does the task from ホーム to the receipt and counts: at most 3 clicks to the first step, 5 screens to a sent request. */
export const doTask = async (page: Page, task: ClerkTask): Promise<{ clicks: number; screens: number }> => {
  const walk = walkOn(page)
  await task.toFirstStep(walk)
  const clicks = walk.count.clicks
  await expect(page.getByTestId(task.firstStep.testId).first()).toContainText(task.firstStep.words)
  expect(clicks, 'clicks to the first step').toBeLessThanOrEqual(3)
  await task.toSent(walk)
  await expect(page.getByTestId('receipt')).toContainText(/\d{4}-[0-9A-Z]{4}/)
  expect(walk.count.screens, 'screens to a sent request').toBeLessThanOrEqual(5)
  return { clicks, screens: walk.count.screens }
}
