// The graphs that come with the program, found by their files.
import { load } from '../graph/load.ts'

const files = import.meta.glob<string>('../../graphs/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
})

export interface ExampleGraph {
  /** "matrix-inverse" */
  readonly name: string
  readonly title: string
  readonly text: string
}

/** What a person meets on the first visit. */
const flagship = 'matrix-inverse'

const nameOf = (path: string): string => path.replace(/^.*\//, '').replace(/\.json$/, '')

/** The flagship first, the others by name. */
export const examples: readonly ExampleGraph[] = Object.entries(files)
  .map(([path, text]) => ({ name: nameOf(path), title: load(text).graph?.title ?? nameOf(path), text }))
  .toSorted(
    (a, b) => Number(b.name === flagship) - Number(a.name === flagship) || a.name.localeCompare(b.name),
  )

export const firstExample: ExampleGraph | null = examples[0] ?? null
