// The command line as its users have it: built, and run as a process of its own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { build } from 'vite'

const root = join(import.meta.dirname, '..', '..')
let folder = ''

/** Builds the command line before the tests of a file; answers a folder of their own for what they write. */
export function buildCommandLine(): () => string {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gradloom-cli-'))
    const output = { codeSplitting: false, entryFileNames: 'gradloom.js' }
    await build({
      ...{ root, configFile: false, logLevel: 'error', publicDir: false },
      build: {
        ssr: 'src/cli/main.ts',
        target: 'node20',
        outDir: join(folder, 'built'),
        rolldownOptions: { output },
      },
    })
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  return () => folder
}

export interface Outcome {
  readonly exit: number | null
  readonly out: string
  readonly err: string
}

/** Calls the command line in the project's folder; `input` is what it is piped. */
export function gradloom(words: readonly string[], input: string | Uint8Array = ''): Outcome {
  const program = join(folder, 'built', 'gradloom.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd: root,
    input,
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { ...process.env, GRADLOOM_DEBUG: '1' },
  })
  return { exit: status, out: stdout, err: stderr }
}

/** A number slot of JSON. */
export type Slot = number | 'NaN' | 'Infinity' | '-Infinity' | '-0'

export interface MatrixJson {
  readonly rows: number
  readonly cols: number
  readonly data: readonly Slot[]
}

/** What `run --json` prints. */
export interface RunJson {
  readonly iterations: number
  readonly arithmetic: string
  readonly stopped: {
    readonly code: string
    readonly iteration: number
    readonly node: string | null
    readonly message: string
  } | null
  readonly seconds: number
  readonly executor: string
  readonly compileSeconds: number
  readonly series: readonly {
    readonly plot: string
    readonly from: string
    readonly label: string
    readonly values: readonly Slot[]
  }[]
  readonly watched: Readonly<Record<string, readonly ({ readonly iteration: number } & MatrixJson)[]>>
  readonly final: Readonly<Record<string, MatrixJson>>
}

/** Runs a graph and answers what it prints as JSON, whatever its exit code. */
export const runJson = (words: readonly string[], input?: string): RunJson =>
  JSON.parse(gradloom(['run', ...words, '--json'], input).out) as RunJson // the shape is what these tests are about

/** The numbers of number slots. */
export const numbers = (slots: readonly Slot[] | undefined): number[] => (slots ?? []).map(Number)

/** The numbers of a matrix, row by row. */
export function rowsOf({ rows, cols, data }: MatrixJson): number[][] {
  const flat = numbers(data)
  return Array.from({ length: rows }, (_, row) => flat.slice(row * cols, (row + 1) * cols))
}
