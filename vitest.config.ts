// How the tests run: in Node, in a browser component by component, and in a browser against the built page.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { findBrowser, type Launch } from './scripts/browser.mjs'

// Without a browser the tests that need none still run; whoever asks for the others reads why there are none.
const launch = await findBrowser().catch((reason: unknown) => {
  console.error(reason instanceof Error ? reason.message : reason)
  return null
})

const unit: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'unit',
    environment: 'node',
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/browser/**', 'tests/component/**'],
    testTimeout: 60_000,
  },
}

const inBrowser = (launch: Launch): TestProjectConfiguration[] => [
  {
    extends: true,
    test: {
      name: 'component',
      include: ['tests/component/**/*.test.ts'],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: launch }),
        instances: [{ browser: 'chromium' }],
      },
    },
  },
  {
    extends: true,
    test: {
      name: 'browser',
      environment: 'node',
      include: ['tests/browser/**/*.test.ts'],
      globalSetup: 'tests/browser/setup.ts',
      provide: { launch },
      fileParallelism: false,
      testTimeout: 120_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 10_000 } },
    },
  },
]

export default defineConfig({
  plugins: [svelte()],
  test: { passWithNoTests: true, projects: launch ? [unit, ...inBrowser(launch)] : [unit] },
})
