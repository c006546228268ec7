// Builds the page into dist/page and the command line into dist/cli: both when run, one of them for other scripts.
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compress } from './compress.mjs'
import { builds, install, isStale, root } from './fresh.mjs'

/** @typedef {keyof typeof builds} Build */
/** @typedef {import('vite').LogLevel} LogLevel */

/** @param {LogLevel} logLevel */
async function buildPage(logLevel) {
  const vite = await import('vite')
  await vite.build({ root, logLevel })
  await compress(dirname(builds.page.file))
}

// One file, given its name last: commands that run meanwhile never see half of it.
/** @param {LogLevel} logLevel */
async function buildCommandLine(logLevel) {
  const vite = await import('vite')
  const built = await vite.build({
    root,
    logLevel,
    configFile: false,
    build: {
      ssr: 'src/cli/main.ts',
      target: 'node20',
      write: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  if (!('output' in built))
    throw new Error('The build of the command line answered with something else than files.')
  const { file } = builds.cli
  const temporary = `${file}.${process.pid}`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(temporary, built.output[0].code)
  await rename(temporary, file)
}

/** Builds one of the two. It counts as old as the start of the build: what changed meanwhile makes it stale.
 * @param {Build} name
 * @param {LogLevel} [logLevel] */
export async function build(name, logLevel = 'warn') {
  const start = new Date()
  await (name === 'page' ? buildPage(logLevel) : buildCommandLine(logLevel))
  await utimes(builds[name].file, start, start)
}

/** Builds it if it is not there or older than its sources.
 * @param {Build} name */
export async function ensureBuilt(name) {
  if (isStale(name)) await build(name)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  install()
  try {
    await build('page', 'info')
    await build('cli')
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : thrown)
    process.exitCode = 1
  }
}
