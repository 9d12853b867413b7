import { type Check, good, mend, part } from '../check.ts'

/** Does macOS look at programs from the internet before it runs them? */
export const gatekeeper: Check = {
  id: 'gatekeeper',
  who: 'you',
  on: {
    darwin: part({
      link: 'x-apple.systempreferences:com.apple.settings.PrivacySecurity.extension',
      // Ends with 0 when it is on, with 1 when it is off (spctl(8)).
      gather: async (world) => (await world.maybe('spctl', ['--status'], [0, 1]))?.code ?? null,
      judge: (code) =>
        code === 0
          ? good()
          : code === 1
            ? mend('off')
            : { answer: 'unknown', reason: { code: 'tool-missing', params: { tool: 'spctl' } } },
    }),
  },
}
