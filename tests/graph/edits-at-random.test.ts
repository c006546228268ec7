// Edits at random, of sound files and of broken ones: always sound, never changing what they are given, undoable.
import fc from 'fast-check'
import { test } from 'vitest'
import { load } from '../../src/graph/load.ts'
import { goodFile, textOf } from './bad/base.ts'
import { pick, randomFrom, structural } from './mutate.ts'
import { editAtRandom } from './random-edits.ts'
import { graphs } from './random-graphs.ts'

test('any edits of any graph keep it sound and can be undone', () => {
  fc.assert(
    fc.property(graphs, fc.integer(), (graph, seed) =>
      editAtRandom(graph, randomFrom(seed), { count: 15, every: 1 }),
    ),
    { seed: 3, numRuns: 100 },
  )
})

test('any edits of files with broken parts keep them sound and can be undone', () => {
  const random = randomFrom(5)
  const good = textOf(goodFile())
  for (let i = 0; i < 600; i++) {
    let text = good
    for (let n = 0; n < 4; n++) text = pick(random, structural)(text, random, good)
    const { graph } = load(text)
    const lists = ['nodes', 'wires', 'frames', 'notes']
    if (graph && !lists.some((key) => graph.extra.has(key)))
      editAtRandom(graph, random, { count: 12, every: 1 })
  }
})

test('long sequences as well', () => {
  fc.assert(
    fc.property(graphs, fc.integer(), fc.integer({ min: 50, max: 200 }), (graph, seed, count) =>
      editAtRandom(graph, randomFrom(seed), { count, every: 25 }),
    ),
    { seed: 7, numRuns: 30 },
  )
})
