import { defineConfig } from '@playwright/test'
import type { Binding } from './tests/e2e/page-test.ts'

export default defineConfig<object, { binding: Binding }>({
  testDir: 'tests/e2e',
  globalSetup: './tests/temporary-folder.ts',
  // Each spec has a core, a desk and ports of its own. Two side by side fit the smallest machine that tests.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results',
  snapshotPathTemplate: 'tests/e2e/approved/{arg}{ext}',
  projects: [
    // Without a name: the stored looks carry none.
    {},
    {
      // What people do on the page, once more over Electron's binding. A core that ends is HTTP's own case.
      name: 'ipc',
      testMatch: ['page-tasks.spec.ts', 'page-keyboard.spec.ts', 'page-states.spec.ts'],
      grepInvert: /the app ends/,
      use: { binding: 'ipc' },
    },
  ],
  use: {
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.OTASUKE_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // Pictures are compared: letters and colours as alike on all machines as the browser can make them.
        '--font-render-hinting=none',
        '--disable-lcd-text',
        '--force-color-profile=srgb',
      ],
    },
  },
})
