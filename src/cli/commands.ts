// The commands: what each one takes and does. Help and the reading of arguments follow from it.
import type { Command, Option } from './command.ts'

const json: Option = { value: null, docs: 'Print one JSON object and nothing else' }
const files = 'FILE is a graph file; - reads it from standard input.'

export const commands: Readonly<Record<string, Command>> = {
  run: {
    summary: 'Run a graph; print its losses and what it shows',
    operands: ['FILE'],
    options: {
      iterations: { value: 'N', docs: 'Run so many iterations instead of those the file says' },
      set: { value: 'ID.PARAM=JSON', docs: 'Set a parameter of a node; may be repeated' },
      watch: { value: 'ID.PORT[,…]', docs: 'Also show these outputs; may be repeated' },
      at: { value: 'T[,…]', docs: 'Watch at these iterations instead of the last one that ran' },
      arithmetic: {
        value: 'fused|separate',
        docs: 'How sums of products are rounded, whatever the file says',
      },
      executor: {
        value: 'wasm|js',
        docs: 'Compute in WebAssembly or in JavaScript; the bits are the same',
      },
      timeout: { value: 'SECONDS', docs: 'Stop after so much time, with exit code 4' },
      json,
    },
    more: [
      files,
      'What is watched at iteration t is computed from the state at t, before the update; the final values are those',
      'after the last update.',
      '',
      'Examples:',
      '  gradloom run graphs/matrix-inverse.json --set sgd.momentum=0.1',
      '  gradloom run graphs/matrix-inverse.json --watch diff.out --at 0,2000,8000',
      '  gradloom run graphs/matrix-inverse.json --json > run.json',
    ].join('\n'),
    load: async () => (await import('./run.ts')).run,
  },
  check: {
    summary: 'Say everything that is wrong with graph files',
    operands: ['FILE…'],
    options: { json },
    more: files,
    load: async () => (await import('./check.ts')).check,
  },
  nodes: {
    summary: 'Print the reference of all nodes, by shelf',
    operands: [],
    options: { json },
    more: '',
    load: async () => (await import('./nodes.ts')).nodes,
  },
  unfold: {
    summary: 'Replace a composite or a Backward by the nodes it stands for',
    operands: ['FILE', 'ID'],
    options: { out: { value: 'FILE', docs: 'Write the graph there instead of to standard output' }, json },
    more: `${files} The unfolded graph runs to the same bits.`,
    load: async () => (await import('./unfold.ts')).unfoldNode,
  },
  bench: {
    summary: 'Measure how fast graphs run on this machine',
    operands: [],
    options: {},
    more: 'Runs scripts/bench.mjs of the repository.',
    load: async () => (await import('./bench.ts')).bench,
  },
}
