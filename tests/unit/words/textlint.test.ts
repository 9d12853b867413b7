import { TextlintKernel } from '@textlint/kernel'
import textPlugin from '@textlint/textlint-plugin-text'
import preset from 'textlint-rule-preset-ja-technical-writing'
import prh from 'textlint-rule-prh'
import { describe, expect, it } from 'vitest'
import { isSaid, messagesOf, ourWords } from './texts.ts'

/** Why a rule of the preset is off, or differs. */
const own: Record<string, unknown> = {
  'sentence-length': { max: 50 },
  'max-ten': { max: 2 },
  'max-kanji-continuous-len': { max: 5 },
  // An honest alert needs 「かもしれません」.
  'ja-no-weak-phrase': false,
  // Names of buttons and titles have no full stop.
  'ja-no-mixed-period': false,
  // 「1つ」 and 「一度」 are both what people say.
  'arabic-kanji-numbers': false,
  // A question to the clerk is a question.
  'no-exclamation-question-mark': { allowFullWidthQuestion: true, allowHalfWidthQuestion: true },
}

const rules = Object.entries(preset.rules)
  .filter(([id]) => own[id] !== false)
  .map(([ruleId, rule]) => ({ ruleId, rule, options: own[ruleId] ?? preset.rulesConfig[ruleId] ?? true }))

const lint = async (text: string): Promise<{ line: number; message: string; rule: string }[]> => {
  const { messages } = await new TextlintKernel().lintText(text, {
    ext: '.txt',
    filePath: 'catalogue.txt',
    plugins: [{ pluginId: 'text', plugin: textPlugin }],
    rules: [...rules, { ruleId: 'prh', rule: prh, options: { rulePaths: ['tests/fixtures/words/prh.yml'] } }],
  } as Parameters<TextlintKernel['lintText']>[1])
  return messages.map((m) => ({ line: m.loc.start.line, message: m.message, rule: m.ruleId }))
}

describe('textlint', () => {
  it('finds nothing to mend in the Japanese catalogue', { timeout: 120_000 }, async () => {
    const messages = messagesOf('ja').filter((m) => isSaid(m) && m.area !== 'setup')
    const lines = messages.map((m) => ourWords(m, 'ja').replace(/\n/g, ''))
    const found = await lint(lines.join('\n\n'))
    expect(
      found.map((f) => `${messages[(f.line - 1) / 2]?.key}: ${f.rule} ${f.message.split('\n')[0]}`),
    ).toEqual([])
  })

  it.each([
    '直せないとは言えません。',
    '点検を行うことができます。',
    'このままでは、あぶないので、すぐに、電話を、してください。',
    '情報処理安全確保支援の人に聞きます。',
  ])('would find something in %s', { timeout: 120_000 }, async (text) => {
    expect(await lint(text)).not.toEqual([])
  })
})
