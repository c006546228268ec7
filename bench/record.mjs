// Keeps what was measured in docs/benchmarks.md, each table between its own marks, with the machine it was measured on.
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/fresh.mjs'

const file = join(root, 'docs', 'benchmarks.md')

/** The version of a package that is installed. @param {string} name */
const versionOf = (name) =>
  JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version

/** What numbers depend on: processor, Node, and the packages that took part.
 * @param {readonly string[]} packages */
export function machine(packages = []) {
  const [processor] = cpus()
  const versions = packages.map((name) => `${name} ${versionOf(name)}`)
  const cores = `${cpus().length} cores of ${processor?.model.trim() ?? 'an unknown processor'}`
  return [cores, process.platform, `Node ${process.versions.node}`, ...versions].join(', ')
}

/** @param {string} name @param {string} text */
export function keep(name, text) {
  const [from, to] = [`<!-- measured: ${name} -->`, `<!-- end: ${name} -->`]
  const before = readFileSync(file, 'utf8')
  const [start, end] = [before.indexOf(from), before.indexOf(to)]
  if (start < 0 || end < start) throw new Error(`docs/benchmarks.md has no place for ${name}.`)
  writeFileSync(file, `${before.slice(0, start)}${from}\n\n${text}\n\n${before.slice(end)}`)
}
