// Measures the engine against its peers: one process each, in turn, medians and ratios as a table in Markdown.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { install, root } from './fresh.mjs'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, size: { type: 'string', default: '4' } },
})
const rounds = Number(values.rounds)
const size = values.size
install()

const folder = mkdtempSync(join(tmpdir(), 'gradloom-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const { build } = await import('vite')
await build({
  root,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  build: { ssr: 'bench/gradloom.ts', outDir: folder, emptyOutDir: true },
})

const iterations = '10000'
const engine = join(folder, 'gradloom.js')
const [byHand, torch] = [join(root, 'bench', 'by-hand.mjs'), join(root, 'bench', 'by_torch.py')]

/** @type {readonly { name: string, command: string, words: string[] }[]} */
const all = [
  { name: 'Gradloom, separate', command: process.execPath, words: [engine, size, iterations, 'separate'] },
  { name: 'Gradloom, fused', command: process.execPath, words: [engine, size, iterations, 'fused'] },
  { name: 'hand-written JavaScript', command: process.execPath, words: [byHand, size, iterations] },
  { name: 'PyTorch, eager', command: 'python3', words: [torch, size, iterations] },
  // Where python3 is not the system's own, PyTorch may be with that one.
  { name: 'PyTorch, eager', command: '/usr/bin/python3', words: [torch, size, iterations] },
]

const once = (/** @type {typeof all[number]} */ { command, words }) => {
  const { status, stdout } = spawnSync(command, words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return status === 0 ? JSON.parse(stdout) : null
}

const first = all
  .map((variant) => ({ ...variant, about: once(variant) }))
  .filter(({ about }) => about !== null)
const variants = first.filter(({ name }, index) => first.findIndex((other) => other.name === name) === index)
/** @type {Map<string, number[]>} */
const times = new Map(variants.map(({ name }) => [name, []]))
for (let round = 0; round < rounds; round++)
  for (const variant of variants) times.get(variant.name)?.push(once(variant).microseconds)

const sorted = (/** @type {string} */ name) => (times.get(name) ?? []).toSorted((a, b) => a - b)
const median = (/** @type {string} */ name) => sorted(name)[Math.floor(rounds / 2)] ?? NaN
const shown = (/** @type {number} */ x) => x.toPrecision(3)
const flagship = median('Gradloom, fused')
const torchVersion = variants.find(({ name }) => name.startsWith('PyTorch'))?.about

console.log(`The flagship's descent, ${size}×${size}, ${iterations} iterations, ${rounds} rounds in turn.`)
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}${torchVersion ? `, PyTorch ${torchVersion.version} with ${torchVersion.blas}` : ''}\n`,
)
console.log('| | µs per iteration (median) | lowest … highest | time, fused Gradloom = 1 |')
console.log('| --- | ---: | ---: | ---: |')
for (const { name } of variants) {
  const found = sorted(name)
  console.log(
    `| ${name} | ${shown(median(name))} | ${shown(found[0] ?? NaN)} … ${shown(found.at(-1) ?? NaN)} | ${shown(median(name) / flagship)} |`,
  )
}
console.log()
const ratio = median('Gradloom, separate') / median('hand-written JavaScript')
console.log(`Gradloom takes ${shown(ratio)} times as long as the hand-written loop in the same arithmetic.`)
if (torchVersion)
  console.log(`PyTorch takes ${shown(median('PyTorch, eager') / flagship)} times as long as Gradloom.`)
else console.log('PyTorch is not installed here, so there is no ratio to it.')
