// Graphs to begin a new document with, found by their files.
const files = import.meta.glob<string>('../../graphs/starts/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
})

const textOf = (name: string): string | undefined =>
  Object.entries(files).find(([path]) => path.endsWith(`/${name}.json`))?.[1]

/** Parameter, optimiser, gradient and loss, wired; what is learned is to be filled in. */
export const loopToFillIn = textOf('loop')
