// npm run bench: measures the engine, its peers, the command line and the page, and prints tables in Markdown.
// Options: --only PART[,PART…], --size N[,N…], --rounds N, --quick (once, small, rough), --write (into docs/benchmarks.md).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { install } from './fresh.mjs'

install()
const { buildVariants } = await import('../bench/variants.mjs')
const { speed } = await import('../bench/speed.mjs')
const { cold, nodes, past } = await import('../bench/own.mjs')
const { page } = await import('../bench/page.mjs')
const { editor } = await import('../bench/editor.mjs')
const { keep, machine } = await import('../bench/record.mjs')

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    size: { type: 'string' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})

/** @param {string} option @param {string} text */
function countIn(option, text) {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0) return count
  throw new Error(`--${option} takes whole numbers above 0, and this is ${text}.`)
}

const peers = ['@tensorflow/tfjs-backend-wasm', '@jax-js/jax']
const parts = {
  speed: { run: speed, packages: peers },
  nodes: { run: nodes, packages: [] },
  past: { run: past, packages: [] },
  cold: { run: cold, packages: [] },
  page: { run: page, packages: [] },
  editor: { run: editor, packages: [] },
}

/** @param {string} name @returns {name is keyof typeof parts} */
const isPart = (name) => Object.hasOwn(parts, name)

async function main() {
  const { quick, write } = values
  const rounds = countIn('rounds', values.rounds ?? (quick ? '1' : '5'))
  const sizes = (values.size ?? (quick ? '4,16,64' : '4,16,64,256,512'))
    .split(',')
    .map((n) => countIn('size', n))
  const names = values.only?.split(',') ?? Object.keys(parts)
  const folder = mkdtempSync(join(tmpdir(), 'gradloom-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  await buildVariants(folder)
  for (const name of names) {
    if (!isPart(name))
      throw new Error(`There is no part "${name}": there are ${Object.keys(parts).join(', ')}.`)
    const { run, packages } = parts[name]
    const tables = await run({ folder, sizes, rounds, seconds: quick ? 0.1 : 0.4, quick })
    const turns = rounds === 1 ? 'one round' : `${rounds} rounds in turn, median (lowest–highest)`
    const text = `${machine(packages)}; ${turns}.\n\n${tables}`
    console.log(`${text}\n`)
    if (write) keep(name, text)
  }
}

await main().catch((/** @type {unknown} */ thrown) => {
  console.error(thrown instanceof Error ? thrown.message : thrown)
  process.exitCode = 1
})
