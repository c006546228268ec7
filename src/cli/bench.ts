// Bench: hands over to the repository's measurements.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exits, misused, type Exit } from './refusal.ts'

/** The nearest scripts/bench.mjs above the built command line. */
function findScript(): string | null {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const script = join(folder, 'scripts', 'bench.mjs')
    if (existsSync(script)) return script
    if (dirname(folder) === folder) return null
  }
}

export function bench(): Promise<Exit> {
  const script = findScript()
  if (script === null)
    throw misused('gradloom bench', 'the measurements are not here', 'run it in the repository')
  const { status } = spawnSync(process.execPath, [script, '--only', 'speed', '--size', '4'], {
    stdio: 'inherit',
  })
  return Promise.resolve(status === 0 ? exits.done : exits.fault)
}
