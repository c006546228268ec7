// What the pages show is real: JSON parses, graphs compile without a problem, and output is what a run prints.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readArguments } from '../../src/cli/arguments.ts'
import { runText } from '../../src/cli/as-text.ts'
import { commands } from '../../src/cli/commands.ts'
import { perform } from '../../src/cli/perform.ts'
import { settingsFrom } from '../../src/cli/settings.ts'
import { coloursOf } from '../../src/cli/terminal.ts'
import { compile } from '../../src/engine/compile.ts'
import { load } from '../../src/graph/load.ts'
import { library } from '../../src/library.ts'
import { blocksOf, pages, read } from './markdown.ts'

const blocks = pages.flatMap(blocksOf)
const json = blocks.filter(({ language }) => language === 'json')
const graphs = json.filter(({ text }) => text.includes('"format": "gradloom"'))

test.each(json)('the JSON at $path:$line is JSON', ({ text }) => {
  expect(() => void JSON.parse(text)).not.toThrow()
})

test.each(graphs)('the graph at $path:$line has no problem', ({ text }) => {
  const { graph, problems } = load(text)
  expect(problems).toEqual([])
  expect(graph && compile(graph, library).problems).toEqual([])
})

test('there is at least one whole graph', () => {
  expect(graphs.length).toBeGreaterThan(0)
})

/** What the command line prints, up to how long it took. */
function printed(text: string, words: readonly string[]): string[] {
  const { run } = commands
  const { graph } = load(text)
  if (!run || !graph) throw new Error('there is nothing to run')
  const { graph: set, settings } = settingsFrom(readArguments('run', run, words), graph)
  const performed = perform(compile(set, library), settings, null)
  const plain = coloursOf({ isTTY: false, hasColors: () => false })
  return lines(runText(performed, 0, 80, plain))
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('Finished in '))
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()
    .split('\n')

describe('the output of a run', () => {
  const call = /^\$ (?:npm run --silent gradloom --|gradloom) run (?<words>.+)\n/
  const shown = blocks.filter(({ text }) => call.test(text))

  test.each(shown)('at $path:$line is what it prints', ({ text }) => {
    const words = call.exec(text)?.groups?.['words']?.split(' ') ?? []
    const [file = ''] = words
    expect(lines(text.replace(call, ''))).toEqual(printed(readFileSync(file, 'utf8'), words))
  })

  test('of the first graph of the format is what it prints', () => {
    const format = blocksOf(read('docs/format.md'))
    const graph = format.find(({ language }) => language === 'json')
    const output = format.find(({ language }) => language === 'text')
    expect(lines(output?.text ?? '')).toEqual(printed(graph?.text ?? '', ['find.json']))
  })
})

test('the node file in the architecture page is the one in the library', () => {
  const [block] = blocksOf(read('docs/architecture.md')).filter(({ language }) => language === 'ts')
  expect(block?.text).toBe(readFileSync('nodes/functions/exp.ts', 'utf8'))
})
