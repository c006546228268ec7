// A good file, and the small edits that make bad ones of it.

/**
 * A bad file: its name, its content (text, bytes, or an edit of the good file), and every problem that it has, each
 * as "CODE", "CODE node" or "CODE node port".
 */
export type Row = readonly [name: string, content: Content, ...problems: string[]]
export type Content = string | Uint8Array | Edit
export type Edit = (file: GoodFile) => void

type Item = Record<string, unknown>
export interface GoodFile extends Item {
  nodes: Item[]
  wires: Item[]
}

const good = {
  format: 'gradloom',
  version: 1,
  title: 'Matrix inverse',
  about: 'A graph with every control and every kind of port.',
  arithmetic: 'fused',
  run: { iterations: 100, stopBelow: 1e-9 },
  nodes: [
    { id: 'W0', type: 'random', title: 'W₀', at: [0, 0], params: { rows: 2, cols: 2, seed: 314 } },
    {
      id: 'M',
      type: 'matrix',
      at: [0, 100],
      params: {
        values: [
          [0.5, 0],
          [0, 0.8],
        ],
      },
    },
    { id: 'I', type: 'identity', at: [0, 200], params: { size: 2 } },
    { id: 'rate', type: 'number', at: [0, 300], params: { value: 0.1, min: 0, max: 1, step: 0.1 } },
    { id: 'sgd', type: 'sgd', at: [200, 0], params: { momentum: 0.5 } },
    { id: 'matmul', type: 'matmul', at: [400, 0] },
    { id: 'mse', type: 'mse', at: [600, 0] },
    { id: 'backward', type: 'backward', at: [800, 0] },
    { id: 'diff', type: 'subtract', at: [600, 100] },
    { id: 'heat', type: 'heatmap', at: [800, 100], params: { range: [-1, 1], every: 10 } },
    { id: 'plot', type: 'lossplot', at: [800, 200], size: [300, 200], params: { scale: 'log' } },
    { id: 'diag', type: 'diagonal', at: [0, 400], params: { values: [1, 2] } },
    { id: 'guard', type: 'assert', at: [200, 400], params: { check: 'finite', message: 'stays finite' } },
  ],
  wires: [
    { from: 'W0.out', to: 'sgd.initial' },
    { from: 'rate.out', to: 'sgd.learningRate' },
    { from: 'sgd.value', to: 'matmul.a' },
    { from: 'M.out', to: 'matmul.b' },
    { from: 'matmul.out', to: 'mse.prediction' },
    { from: 'I.out', to: 'mse.target' },
    { from: 'mse.loss', to: 'backward.loss' },
    { from: 'sgd.value', to: 'backward.of' },
    { from: 'backward.gradient', to: 'sgd.gradient' },
    { from: 'matmul.out', to: 'diff.a' },
    { from: 'I.out', to: 'diff.b' },
    { from: 'diff.out', to: 'heat.in' },
    { from: 'mse.loss', to: 'plot.in', label: 'loss' },
    { from: 'diag.out', to: 'guard.in' },
  ],
  frames: [{ id: 'f1', title: 'Forward', around: ['matmul', 'mse'], color: 'blue' }],
  notes: [{ id: 'n1', at: [0, -200], size: [240, 120], text: 'Markdown, with $x$.' }],
  lesson: { steps: [] },
}

/** A fresh copy of the good file. */
export const goodFile = (): GoodFile => structuredClone(good)

/** Stands for a literal that no JavaScript value is written as, such as 1e400. */
export const literal = (text: string): string => `«${text}»`

/** The text of an object, literals as they are. */
export const textOf = (file: unknown): string => JSON.stringify(file).replace(/"«(.*?)»"/g, '$1')

/** The text of the good file after an edit. */
export function edited(edit: Edit): string {
  const file = goodFile()
  edit(file)
  return textOf(file)
}

const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null

/** One step of a path: a key, a place in a list, or the id of an entry. */
function step(value: unknown, key: string): unknown {
  if (Array.isArray(value))
    return value.find((entry: unknown, i) => String(i) === key || (isItem(entry) && entry['id'] === key))
  return isItem(value) ? value[key] : undefined
}

function parent(file: GoodFile, path: string): { readonly item: Item; readonly key: string } {
  const keys = path.split('/')
  const key = keys.pop() ?? ''
  let value: unknown = file
  for (const each of keys) {
    if (each === 'params' && isItem(value)) value['params'] ??= {}
    value = step(value, each)
  }
  if (!isItem(value)) throw new Error(`there is no ${path} in the good file`)
  return { item: value, key }
}

/** Puts a value at a place of the good file: set('nodes/sgd/params/momentum', 2). */
export const set =
  (path: string, value: unknown): Edit =>
  (file) => {
    const { item, key } = parent(file, path)
    Object.defineProperty(item, key, { value, enumerable: true, writable: true, configurable: true })
  }

/** Takes a place out of the good file. */
export const drop =
  (path: string): Edit =>
  (file) => {
    const { item, key } = parent(file, path)
    Reflect.deleteProperty(item, key)
  }

/** Adds an entry to a list of the good file. */
export const add =
  (list: 'nodes' | 'wires' | 'frames' | 'notes', ...entries: readonly unknown[]): Edit =>
  (file) => {
    const found = file[list]
    if (Array.isArray(found)) found.push(...entries)
  }

/** Adds a node nobody needs, with fields that may be wrong. */
export const node = (fields: Item): Edit =>
  add('nodes', { id: 'extra', type: 'identity', at: [0, 500], ...fields })

/** The same without some of the fields that it needs. */
export const nodeWithout = (key: string): Edit => {
  const fields: Item = { id: 'extra', type: 'identity', at: [0, 500] }
  Reflect.deleteProperty(fields, key)
  return add('nodes', fields)
}

/** Gives a node of the good file a parameter. */
export const param = (id: string, name: string, value: unknown): Edit =>
  set(`nodes/${id}/params/${name}`, value)

/** Adds a wire. */
export const wire = (from: unknown, to: unknown, rest: Item = {}): Edit => add('wires', { from, to, ...rest })

/** Sets where a wire of the good file comes from or goes to. */
export const rewire =
  (to: string, from: string | null): Edit =>
  (file) => {
    const index = file.wires.findIndex((each) => each['to'] === to)
    if (index < 0) throw new Error(`there is no wire to ${to}`)
    file.wires.splice(index, 1, ...(from === null ? [] : [{ from, to }]))
  }

/** Several edits one after the other. */
export const all =
  (...edits: readonly Edit[]): Edit =>
  (file) => {
    for (const edit of edits) edit(file)
  }

/** A whole file of its own: nodes as [id, type, params], wires as "from>to". */
export function graph(
  nodes: readonly (readonly [id: string, type: string, params?: Item])[],
  wires: readonly string[] = [],
  rest: Item = {},
): string {
  return textOf({
    format: 'gradloom',
    version: 1,
    run: { iterations: 50 },
    nodes: nodes.map(([id, type, params]) => ({ id, type, at: [0, 0], ...(params && { params }) })),
    wires: wires.map((each) => {
      const [from, to] = each.split('>')
      return { from, to }
    }),
    ...rest,
  })
}
