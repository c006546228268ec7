// Who takes part in the comparison, and how each is started for a size: peers that are not installed are left out.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/fresh.mjs'
import { output, works } from './rounds.mjs'

/** What a variant prints.
 * @typedef {{ microseconds: number, loss: number, bits: string, version?: string, blas?: string, compileMilliseconds?: number, firstMilliseconds?: number }} Result */
/** `exact` where the arithmetic is ours, operation by operation: W must then have the same bits.
 * @typedef {{ name: string, exact: boolean, start: import('./rounds.mjs').Start }} Variant
 * @typedef {Variant} Peer without the words that depend on the size */

const entries = ['draw', 'gradloom', 'growth', 'past', 'by-tfjs']

/** Builds what is written in TypeScript or needs bundling, once.
 * @param {string} folder */
export async function buildVariants(folder) {
  const { build } = await import('vite')
  const input = entries.map((name) => join(root, 'bench', `${name}.ts`))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // Of TensorFlow.js only the bundler finds the gradients: its modules name each other without endings.
    ssr: { noExternal: true },
    build: { ssr: true, outDir: folder, emptyOutDir: false, rolldownOptions: { input } },
  })
}

/** The first Python that has PyTorch. */
const python = () =>
  ['python3', '/usr/bin/python3'].find((command) => works({ command, words: ['-c', 'import torch'] }))

/** Folders with another BLAS in the system's place: Debian keeps one each, and OPENBLAS_FOLDER may name one more. */
function blasFolders() {
  const libraries = '/usr/lib'
  const found = existsSync(libraries)
    ? readdirSync(libraries).flatMap((name) =>
        ['blas', 'openblas-pthread'].map((blas) => join(libraries, name, blas)),
      )
    : []
  return [...found, process.env.OPENBLAS_FOLDER ?? ''].filter((folder) => existsSync(folder))
}

// One thread everywhere: more of them would compare processors, not programs.
const oneThread = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }

/** PyTorch as it is installed, once with every BLAS that it can be started with.
 * @returns {Peer[]} */
export function findPyTorch() {
  const command = python()
  if (command === undefined) return []
  const folders = blasFolders()
  /** @type {Map<string, Peer>} */
  const found = new Map()
  for (const folder of folders.length > 0 ? folders : ['']) {
    const start = {
      command,
      words: [join('bench', 'by_torch.py')],
      env: { ...oneThread, LD_LIBRARY_PATH: folder },
    }
    /** @type {Result} */
    const { version = '', blas = '' } = JSON.parse(
      output({ ...start, words: [...start.words, '4', '', '1', '0.001'] }),
    )
    const name = `${version.replace(/a0$/, '')}, eager, ${blas}`
    if (!found.has(name)) found.set(name, { name, exact: blas === 'the reference BLAS', start })
  }
  return [...found.values()]
}

/** @param {string} folder @param {number} size @param {string[]} words @returns {Variant[]} */
function byC(folder, size, words) {
  const command = join(folder, `by-hand-${size}`)
  const options = ['-O3', '-ffp-contract=off', `-DN=${size}`]
  const built = works({ command: 'gcc', words: [...options, join('bench', 'by_hand.c'), '-o', command] })
  return built ? [{ name: 'C, gcc -O3, 128-bit', exact: true, start: { command, words } }] : []
}

/** How far all run before they are compared: a few iterations are enough, and slow ones take long. */
const checkedFor = (/** @type {number} */ size) => (size <= 16 ? 100 : size <= 64 ? 20 : 3)

/** @param {string} folder where things were built
 * @param {number} size
 * @param {number} seconds that each may take for its loop
 * @param {readonly Peer[]} torches
 * @returns {Variant[]} */
export function variantsFor(folder, size, seconds, torches) {
  const numbers = join(folder, `numbers-${size}`)
  const words = [String(size), numbers, String(checkedFor(size)), String(seconds)]
  const node = (/** @type {string} */ file, /** @type {string[]} */ ...more) => ({
    command: process.execPath,
    words: [file, ...words, ...more],
  })
  const engine = join(folder, 'gradloom.js')
  output({ command: process.execPath, words: [join(folder, 'draw.js'), String(size), numbers] })
  return [
    { name: 'Gradloom, WebAssembly', exact: true, start: node(engine, 'wasm') },
    { name: 'Gradloom, JavaScript', exact: true, start: node(engine, 'js') },
    { name: 'JavaScript by hand', exact: true, start: node(join('bench', 'by-hand.mjs')) },
    { name: 'TensorFlow.js, WebAssembly', exact: false, start: node(join(folder, 'by-tfjs.js')) },
    { name: 'jax-js, jit, WebAssembly', exact: false, start: node(join('bench', 'by-jax.mjs')) },
    ...torches.map(({ start, ...torch }) => ({
      ...torch,
      start: { ...start, words: [...start.words, ...words] },
    })),
    ...byC(folder, size, words),
  ]
}
