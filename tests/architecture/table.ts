// Who may look at what: the rooms of the house, and for each the rooms and packages that it may import.

export interface Row {
  readonly rooms: readonly string[]
  /** Rooms of which only types may be imported. */
  readonly types?: readonly string[]
  /** Packages; `rete-*` means every package whose name begins so. */
  readonly packages?: readonly string[]
}

// The types of what a node takes, computes and shows are words that all rooms share.
const words = ['param', 'picture', 'numeric']

export const table: Readonly<Record<string, Row>> = {
  numeric: { rooms: [] },
  picture: { rooms: ['numeric'] },
  param: { rooms: [] },
  kernel: { rooms: [], types: ['numeric'] },
  wasm: { rooms: ['numeric'], types: ['kernel'] },
  node: { rooms: ['numeric'], types: ['param', 'picture', 'kernel'] },
  nodes: { rooms: ['node', 'numeric', 'param', 'picture'] },
  faces: { rooms: ['node', 'numeric', 'picture', 'views'], packages: ['svelte'] },
  library: { rooms: ['node', 'nodes'] },
  graph: { rooms: ['node'], types: words },
  engine: { rooms: ['graph', 'node', 'numeric', 'wasm'], types: [...words, 'kernel'] },
  export: { rooms: ['graph', 'node', 'engine'], types: words, packages: ['fflate'] },
  worker: { rooms: ['engine', 'graph', 'library', 'node'], types: words },
  views: { rooms: ['picture', 'param', 'node', 'numeric'], packages: ['svelte', 'd3', 'd3-*'] },
  prose: { rooms: ['views'], packages: ['svelte', 'markdown-it', 'katex'] },
  editor: {
    rooms: ['graph', 'node', 'views', 'faces', 'prose'],
    types: words,
    packages: ['svelte', 'rete', 'rete-*', 'elkjs'],
  },
  lessons: { rooms: ['graph', 'node', 'graphs'], types: words, packages: ['svelte'] },
  documents: { rooms: ['graph'], packages: ['svelte', 'idb'] },
  app: {
    rooms: [
      'editor',
      'views',
      'prose',
      'documents',
      'lessons',
      'worker',
      'export',
      'graph',
      'library',
      'node',
      'graphs',
    ],
    types: words,
    packages: ['svelte', 'qrcode-generator'],
  },
  cli: {
    rooms: ['engine', 'export', 'graph', 'library', 'node', 'numeric', 'graphs', 'package.json'],
    types: words,
    packages: ['node:*'],
  },
}

/** Rooms that know the language and nothing around it: no page, no clock, no dice. */
export const pureRooms: readonly string[] = [
  'numeric',
  'picture',
  'param',
  'kernel',
  'wasm',
  'node',
  'nodes',
  'graph',
  'engine',
]

/** The room of a file, or nothing for what lies outside of the house: tests, scripts, configuration. */
export function roomOf(path: string): string | undefined {
  if (path.startsWith('nodes/')) return path.endsWith('.svelte') ? 'faces' : 'nodes'
  if (path.startsWith('graphs/')) return 'graphs'
  if (path === 'package.json') return path
  return /^src\/([^/.]+)/.exec(path)?.[1]
}
