// Runs the command line, building it first when it is not there or older than its sources.
import { pathToFileURL } from 'node:url'
import { builds, install, isStale } from './fresh.mjs'

install()
if (isStale('cli')) {
  // Vite is loaded only to build: the command line starts without it.
  const { build } = await import('./build.mjs')
  await build('cli')
}
await import(pathToFileURL(builds.cli.file).href)
