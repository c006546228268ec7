// A small library for the tests of the document: every kind of control and of port, whatever nodes/ may hold.
import { input, next, optional, output, variadic } from '../../src/node.ts'
import { number } from '../../src/param.ts'
import { choice, integer, list, maybe, range, rows, text } from '../../src/param.ts'
import type { Library, NodeDefinition } from '../../src/node.ts'

const shape = () => ({ out: { rows: 1, cols: 1 } })

const definitions: Readonly<Record<string, NodeDefinition>> = {
  source: { title: 'Source', docs: '', inputs: {}, outputs: { out: output('') }, params: {}, shape },
  controls: {
    title: 'Controls',
    docs: '',
    inputs: {},
    outputs: { out: output('') },
    params: {
      factor: number(1, ''),
      rate: number(0.1, '', { min: 0, max: 10 }),
      count: integer(2, '', { min: 1, max: 100 }),
      limit: maybe('', { min: -5 }),
      mode: choice(['linear', 'log'], ''),
      values: rows(
        [
          [1, 0],
          [0, 1],
        ],
        '',
      ),
      entries: list([1, 2], ''),
      words: text('hello', ''),
      range: range(''),
    },
    shape,
  },
  sum: {
    title: 'Sum of two',
    docs: '',
    inputs: { a: input(''), b: input('') },
    outputs: { out: output('') },
    params: {},
    shape,
  },
  memory: {
    title: 'Memory',
    docs: '',
    inputs: { initial: input(''), next: next('') },
    outputs: { value: output('') },
    params: {},
    memory: { initial: 'initial', next: 'next', value: 'value' },
  },
  step: {
    title: 'Step',
    docs: '',
    inputs: { in: input(''), rate: optional('') },
    outputs: { out: output('') },
    params: { rate: number(1, '') },
  },
  plot: { title: 'Plot', docs: '', inputs: { in: variadic('') }, outputs: {}, params: {} },
}

export const testLibrary: Library = new Map(
  Object.entries(definitions).map(([type, definition]) => [type, { type, shelf: 'tests', definition }]),
)
