// What a browser loads of the built page before anybody touches it, and how large each part is.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'

/** @typedef {{ file: string, bytes: number, gzip: number, text: string }} Part */

/** Modules that are loaded together with the one that names them: `import … from "./x.js"`, `export … from`, `import "./x.js"`. */
const together = /(?:^|[;}\s])(?:import|export)(?:[^"'`()]*?\bfrom)?\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g
/** Workers that a module may start: files of their own, by an address beside it. */
const workers = /new URL\(\s*["'`](\.{1,2}\/workers\/[^"'`]+\.js)["'`]/g
/** Scripts and modules that the page names itself. */
const named = /<(?:script|link rel="modulepreload")[^>]*\b(?:src|href)="(\.\/[^"]+\.js)"/g

/** @param {string} text @param {RegExp} pattern */
const found = (text, pattern) => [...text.matchAll(pattern)].map(([, path = '']) => path)

/** All scripts of the first load: of index.html, what these import (not: what they import later), and the worker's.
 * @param {string} folder of the built page
 * @returns {Part[]} */
export function firstLoad(folder) {
  const page = join(folder, 'index.html')
  const open = found(readFileSync(page, 'utf8'), named).map((path) => join(folder, path))
  /** @type {Map<string, Part>} */
  const parts = new Map()
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (parts.has(file)) continue
    const content = readFileSync(file)
    const text = content.toString()
    parts.set(file, {
      file: relative(folder, file),
      bytes: content.length,
      gzip: gzipSync(content).length,
      text,
    })
    const here = dirname(file)
    const next = [...found(text, together), ...found(text, workers)].map((path) => join(here, path))
    open.push(...next.filter((path) => existsSync(path)))
  }
  return [...parts.values()]
}
