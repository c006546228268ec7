// The reader of Markdown, which is loaded apart from the page: it is needed only where a text is to be seen.
import type { Block } from './blocks.ts'

const plain = (text: string): readonly Block[] => [
  { kind: 'code', text, reason: 'the reader of formatted text could not be loaded' },
]

/** The reader, once it has arrived; one that leaves everything as it was written if it cannot (offline, never loaded before). */
export const reader = (): Promise<(text: string) => readonly Block[]> =>
  import('./read.ts').then(
    ({ read }) => read,
    () => plain,
  )
