// The same file gives the same bits in the page's worker and on the command line, whatever the browser computes with.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../../scripts/build.mjs'
import { builds, root } from '../../scripts/fresh.mjs'
import { load } from '../../src/graph/load.ts'
import { openBrowser, visit } from './visit.ts'

interface Numbers {
  readonly rows: number
  readonly cols: number
  readonly data: readonly (number | string)[]
}

/** Bits of a float32, so that signs of zero and NaN count as well. */
const bits = (data: readonly (number | string)[]): Uint32Array =>
  new Uint32Array(Float32Array.from(data, Number).buffer)

function onCommandLine(file: string): Record<string, Numbers> {
  const words = [builds.cli.file, 'run', file, '--json']
  const printed = execFileSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 1e8 })
  const { final } = JSON.parse(printed) as { final: Record<string, Numbers> } // as the contract says
  return final
}

/** The worker's file under a policy that knows nothing of WebAssembly. */
async function refuseWebAssembly(route: Route): Promise<void> {
  const response = await route.fetch()
  const headers = response.headers()
  const policy = headers['content-security-policy']?.replace(" 'wasm-unsafe-eval'", '') ?? ''
  await route.fulfill({ response, headers: { ...headers, 'content-security-policy': policy } })
}

interface Run {
  readonly executor: string
  readonly values: Record<string, Numbers>
}

/** All outputs of a file after all its iterations, from a worker of the page's own program. */
async function inWorker(page: Page, file: string): Promise<Run> {
  const { graph } = load(readFileSync(file, 'utf8'))
  if (!graph) throw new Error(`${file} cannot be read`)
  const [running] = page.workers()
  const url = running?.url() ?? (await page.waitForEvent('worker')).url()
  // Maps do not cross into the page, lists of their entries do.
  const text = JSON.stringify(graph, (_, value: unknown) =>
    value instanceof Map ? { entries: [...value] } : value,
  )
  return page.evaluate(
    ({ url, text, until }) => {
      const graph: unknown = JSON.parse(text, (_, value: { entries?: [string, unknown][] } | null) =>
        value !== null && typeof value === 'object' && Object.hasOwn(value, 'entries')
          ? new Map(value.entries)
          : value,
      )
      type Answer = {
        type: string
        running: boolean
        iteration: number
        executor: string
        message: string
        values: Map<string, Numbers>
      }
      return new Promise<{ executor: string; values: Record<string, Numbers> }>((resolve, reject) => {
        const worker = new Worker(url, { type: 'module' })
        let executor = ''
        worker.onerror = () => reject(new Error('the worker failed'))
        worker.onmessage = ({ data }: MessageEvent<Answer>) => {
          if (data.type === 'fault') reject(new Error(data.message))
          if (data.type === 'frame') {
            worker.postMessage({ type: 'shown' })
            executor = data.executor
            if (!data.running && data.iteration === until) worker.postMessage({ type: 'all', request: 1 })
          }
          if (data.type !== 'all') return
          worker.terminate()
          const plain = [...data.values].map(([name, { rows, cols, data: cells }]) => {
            const listed = Array.from(cells, (x) =>
              Object.is(x, -0) ? '-0' : Number.isFinite(x) ? x : String(x),
            )
            return [name, { rows, cols, data: listed }] as const
          })
          resolve({ executor, values: Object.fromEntries(plain) })
        }
        worker.postMessage({ type: 'open', revision: 1, graph })
        worker.postMessage({ type: 'run', until })
      })
    },
    { url, text, until: graph.run.iterations },
  )
}

const folder = join(root, 'graphs')
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))

const ours = new Map<string, Record<string, Numbers>>()
beforeAll(async () => {
  await ensureBuilt('cli')
  for (const file of files) ours.set(file, onCommandLine(join(folder, file)))
}, 60_000)

describe.each([
  ['as it is', 'wasm', []],
  ['on a processor without fused multiply-add', 'wasm', ['--no-enable-fma3']],
  ['that refuses WebAssembly', 'js', []],
])('in a browser %s', (_, executor, flags) => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser(...flags)
    page = (await visit(browser)).page
    if (executor === 'js') await page.route('**/workers/*', refuseWebAssembly)
  })
  afterAll(() => browser.close())

  test.each(files)('%s', async (file) => {
    const expected = ours.get(file) ?? {}
    const run = await inWorker(page, join(folder, file))
    expect(run.executor).toBe(executor)
    expect(Object.keys(run.values).toSorted()).toEqual(Object.keys(expected).toSorted())
    for (const [output, { rows, cols, data }] of Object.entries(expected)) {
      const other = run.values[output]
      expect([other?.rows, other?.cols], output).toEqual([rows, cols])
      expect(bits(other?.data ?? []), output).toEqual(bits(data))
    }
  })
})
