// Long sequences of edits at random, and random graphs in every form in which they are kept or sent: each the same bytes.
import { strictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { fileIn } from '../../src/export/in-picture.ts'
import { readLink, writeLink } from '../../src/export/link.ts'
import { withText } from '../../src/export/png.ts'
import { metadataOf } from '../../src/export/svg.ts'
import { load } from '../../src/graph/load.ts'
import { save } from '../../src/graph/save.ts'
import { element, verbatim } from '../../src/views/svg.ts'
import { randomFrom } from '../graph/mutate.ts'
import { editAtRandom } from '../graph/random-edits.ts'
import { graphs } from '../graph/random-graphs.ts'

/** A picture of one pixel. */
const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
)
const decoder = new TextDecoder()

/** The text of a graph as a file, a link and two pictures hold it. */
function everyForm(text: string): readonly (string | null)[] {
  const link = writeLink('https://gradloom.example/', text, null)
  // What is too long for a link is refused, and has no such form.
  const sent = typeof link === 'string' ? readLink(new URL(link).hash) : null
  const { attributes, content } = metadataOf(text)
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg' },
    element('metadata', attributes, verbatim(content)),
  ).markup
  const held = [fileIn(withText(png, text)), fileIn(svg)].map((inside) =>
    inside instanceof Uint8Array ? decoder.decode(inside) : null,
  )
  return [...(sent === null ? [] : ['file' in sent ? decoder.decode(sent.file) : null]), ...held]
}

export interface Edited {
  readonly sequences: number
  readonly graphs: number
}

/** So many sequences of up to 200 edits, and as many graphs. Throws at the first that does not come back. */
export function editAndReturn(count: number, seed: number, tell: (done: number) => void): Edited {
  const random = randomFrom(seed)
  const chosen = 500
  for (let done = 0; done < count; done += chosen) {
    for (const graph of fc.sample(graphs, { seed: seed + done, numRuns: Math.min(chosen, count - done) })) {
      const text = save(graph)
      const again = load(text).graph
      strictEqual(again && save(again), text)
      for (const form of everyForm(text)) strictEqual(form, text)
      editAtRandom(graph, random, { count: 1 + Math.floor(random() * 200), every: 50 })
    }
    tell(Math.min(done + chosen, count))
  }
  return { sequences: count, graphs: count }
}
