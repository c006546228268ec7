// Every variant in a process of its own, in turn, several rounds: what comes out as medians and spreads.
import { spawnSync } from 'node:child_process'
import { root } from '../scripts/fresh.mjs'

/** A process to start.
 * @typedef {{ command: string, words: string[], env?: Record<string, string> }} Start */

/** Starts it and waits for its end. What it has to say on a failure goes up with the error.
 * @param {Start} start
 * @returns {string} what it printed */
export function output({ command, words, env = {} }) {
  const all = { cwd: root, encoding: /** @type {const} */ ('utf8'), env: { ...process.env, ...env } }
  const { status, stdout, stderr, error } = spawnSync(command, words, all)
  if (status === 0) return stdout
  throw new Error(`${[command, ...words].join(' ')} failed.\n${error?.message ?? stderr}`)
}

/** @param {Start} start */
export function works(start) {
  try {
    output(start)
    return true
  } catch {
    return false
  }
}

/** Says on a terminal what is being measured, in one line that is written over. @param {string} text */
const progress = (text) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`)

/** Runs all variants once per round, one after the other, so that what disturbs the machine disturbs all alike.
 * @template {{ name: string }} Variant
 * @template Result
 * @param {readonly Variant[]} variants
 * @param {number} rounds
 * @param {(variant: Variant) => Result | Promise<Result>} once
 * @returns {Promise<Map<string, Result[]>>} by name */
export async function inTurn(variants, rounds, once) {
  /** @type {Map<string, Result[]>} */
  const results = new Map(variants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const variant of variants) {
      progress(`round ${round + 1} of ${rounds}: ${variant.name}`)
      results.get(variant.name)?.push(await once(variant))
    }
  progress('')
  return results
}

/** @param {readonly number[]} numbers */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN

/** A number as people read it: three digits that count, thousands apart.
 * @param {number} x */
export const shown = (x) =>
  x.toLocaleString('en', { maximumSignificantDigits: 3, maximumFractionDigits: 3, useGrouping: true })

/** Median and, where there are several, lowest and highest.
 * @param {readonly number[]} numbers
 * @param {number} [digits] only after the point, where all digits before it count */
export function spread(numbers, digits) {
  const text = digits === undefined ? shown : (/** @type {number} */ x) => x.toFixed(digits)
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)]
  const around = numbers.length > 1 ? ` (${text(lowest)}–${text(highest)})` : ''
  return text(median(numbers)) + around
}

/** A table in Markdown: names to the left, numbers to the right.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  )
}
