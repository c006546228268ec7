// Serves the built page for the browser tests, with the headers that people get.
import { dirname } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { Launch } from '../../scripts/browser.mjs'
import { ensureBuilt } from '../../scripts/build.mjs'
import { builds } from '../../scripts/fresh.mjs'
import { serve } from '../../scripts/serve.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built page is served. */
    address: string
    /** What Playwright's `chromium.launch` is to be told. */
    launch: Launch
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureBuilt('page')
  const { url, close } = await serve(dirname(builds.page.file))
  project.provide('address', url)
  return close
}
