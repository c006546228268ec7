// Migrations: an older file is brought to the current version step by step, or not at all.
import { type JsonObject, isObject } from './fields.ts'
import { currentVersion } from './file.ts'
import { type Problem, problem } from './problem.ts'

/** One step: what a file of version `from` looks like in the next version. Changes nothing in the file it is given. */
export interface Migration {
  readonly from: number
  readonly about: string
  readonly up: (file: JsonObject) => JsonObject
}

/** In the order of their versions. Version 1 is the first, so there is none yet. */
export const migrations: readonly Migration[] = []

function failed(version: number, step: number, wrong: string): { readonly problem: Problem } {
  const what = { code: 'MIGRATION_FAILED', expected: currentVersion, got: version } as const
  const where = `the step from version ${step} to ${step + 1}`
  const right = `every step up to version ${currentVersion} must succeed; the file is left as it is`
  return { problem: problem({ path: 'version' }, { ...what, wrong: `${where} ${wrong}`, right }) }
}

/** A file of an older version as one of the current version. All or nothing. */
export function migrate(
  file: JsonObject,
  version: number,
  steps: readonly Migration[] = migrations,
): { readonly file: JsonObject } | { readonly problem: Problem } {
  let migrated = file
  for (let at = version; at < currentVersion; at++) {
    const step = steps.find(({ from }) => from === at)
    if (!step) return failed(version, at, 'is not known')
    try {
      // A copy, so that a careless step cannot spoil the original.
      migrated = { ...step.up(structuredClone(migrated)), version: at + 1 }
    } catch (error) {
      return failed(version, at, `failed (${error instanceof Error ? error.message : String(error)})`)
    }
    if (!isObject(migrated)) return failed(version, at, 'gave no file')
  }
  return { file: migrated }
}
