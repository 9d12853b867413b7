import { describe, expect, test } from 'vitest'
import { isBrowser } from '../../../../../main/probe/normalise/screen/windows-on-screen.ts'

describe('what is a browser', () => {
  test.each([
    'chrome.exe',
    'google-chrome-stable',
    'Google Chrome Canary',
    'Google-chrome-unstable',
    'Microsoft-edge-dev',
    'Microsoft Edge Beta',
    'firefox-esr',
    'Firefox Developer Edition',
    'org.mozilla.firefox',
    'vivaldi-bin',
    'Vivaldi-stable',
    'Opera GX',
    'opera.exe',
    'LibreWolf',
    'floorp',
    'Sleipnir.exe',
    'AvastBrowser.exe',
    'Brave Browser Nightly',
    'Safari Technology Preview',
    'Chromium',
    'Org.gnome.Epiphany',
  ])('%s', (name) => expect(isBrowser(name)).toBe(true))
  test.each([
    'POWERPNT.EXE',
    'msedgewebview2.exe',
    'chromedriver',
    'firefox-updater',
    'browser',
    '',
    '-bin',
    'Google Chrome Helper',
    'operator',
  ])('not %s', (name) => expect(isBrowser(name)).toBe(false))
})
