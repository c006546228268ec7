// Serves the built page for the browser tests, with the headers that people get.
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildPage, root } from '../../scripts/fresh.mjs'
import { serve } from '../../scripts/serve.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    address: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildPage()
  const { url, close } = await serve(join(root, 'dist', 'page'))
  project.provide('address', url)
  return close
}
