// The first load of a built page: what its modules import at once and their workers, and not what they import later.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { firstLoad } from '../../scripts/bundle.mjs'

const folder = mkdtempSync(join(tmpdir(), 'gradloom-bundle-'))
const files = {
  'index.html':
    '<script type="module" crossorigin src="./assets/a.js"></script><link rel="modulepreload" href="./assets/b.js">',
  'assets/a.js':
    'import{x as y}from"./c.js";import"./d.js";y(()=>import("./later.js"),new Worker(new URL(`../workers/w.js`,import.meta.url)));export{z}from\'./e.js\'',
  'assets/b.js': 'export const text = "import \'./missing.js\'"',
  'assets/c.js': 'import * as all from "./a.js"\nexport const x = all',
  'assets/d.js': '1',
  'assets/e.js': 'export const z = 1',
  'assets/later.js': 'import "./evenlater.js"',
  'assets/evenlater.js': '1',
  'workers/w.js': 'const start=()=>1;import{q}from"./q.js"',
  'workers/q.js': 'export const q = 1',
  'workers/unused.js': '1',
}

beforeAll(() => {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

it('follows static imports, preloads and workers, each file once', () => {
  const found = firstLoad(folder).map(({ file }) => file)
  const wanted = ['a', 'b', 'c', 'd', 'e'].map((name) => `assets/${name}.js`)
  expect(found.toSorted()).toEqual([...wanted, 'workers/q.js', 'workers/w.js'])
})

it('counts what comes through the line, compressed', () => {
  const [first] = firstLoad(folder)
  expect(first?.bytes).toBeGreaterThan(0)
  expect(first?.gzip).toBeGreaterThan(0)
})
