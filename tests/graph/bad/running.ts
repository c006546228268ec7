// Graphs that read well and cannot run: loops, shapes, gradients, and what only shows while running.
import { type Row, all, graph, node, param, rewire, set, wire } from './base.ts'

const two = [
  'a',
  'matrix',
  {
    values: [
      [1, 2],
      [3, 4],
    ],
  },
] as const
const three = [
  'b',
  'matrix',
  {
    values: [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ],
  },
] as const
const wide = [
  'w',
  'matrix',
  {
    values: [
      [1, 2, 3],
      [4, 5, 6],
    ],
  },
] as const
const zero = [
  'z',
  'matrix',
  {
    values: [
      [0, 0],
      [0, 0],
    ],
  },
] as const
const one = ['n', 'number'] as const

export const loops: readonly Row[] = [
  ['a node that feeds itself', graph([['x', 'negate']], ['x.out>x.in']), 'LOOP_WITHOUT_MEMORY x'],
  [
    'two nodes in a circle',
    graph(
      [
        ['x', 'negate'],
        ['y', 'abs'],
      ],
      ['x.out>y.in', 'y.out>x.in'],
    ),
    'LOOP_WITHOUT_MEMORY x',
    'LOOP_WITHOUT_MEMORY y',
  ],
  [
    'a circle of three that others feed',
    graph(
      [one, ['x', 'add'], ['y', 'abs'], ['v', 'exp']],
      ['n.out>x.a', 'x.out>y.in', 'y.out>v.in', 'v.out>x.b'],
    ),
    ...['LOOP_WITHOUT_MEMORY x', 'LOOP_WITHOUT_MEMORY y', 'LOOP_WITHOUT_MEMORY v'],
  ],
  [
    'two circles apart',
    graph(
      [
        ['x', 'abs'],
        ['y', 'exp'],
      ],
      ['x.out>x.in', 'y.out>y.in'],
    ),
    'LOOP_WITHOUT_MEMORY x',
    'LOOP_WITHOUT_MEMORY y',
  ],
  [
    'a circle through the start of a memory',
    graph(
      [
        ['m', 'memory'],
        ['x', 'abs'],
      ],
      ['m.value>x.in', 'x.out>m.initial', 'x.out>m.next'],
    ),
    'LOOP_WITHOUT_MEMORY m',
    'LOOP_WITHOUT_MEMORY x',
  ],
  [
    'a circle through a loss',
    all(
      rewire('mse.target', 'diff.out'),
      rewire('diff.b', 'scaled.out'),
      node({ id: 'scaled', type: 'scale' }),
      wire('mse.loss', 'scaled.in'),
    ),
    'LOOP_WITHOUT_MEMORY mse',
    'LOOP_WITHOUT_MEMORY diff',
    'LOOP_WITHOUT_MEMORY scaled',
  ],
]

export const shapes: readonly Row[] = [
  [
    'a product that does not fit',
    graph([two, three, ['x', 'matmul']], ['a.out>x.a', 'b.out>x.b']),
    'SHAPE_MISMATCH x b',
  ],
  [
    'a sum that does not fit',
    graph([two, three, ['x', 'add']], ['a.out>x.a', 'b.out>x.b']),
    'SHAPE_MISMATCH x b',
  ],
  [
    'a difference that does not fit',
    graph([two, wide, ['x', 'subtract']], ['a.out>x.a', 'w.out>x.b']),
    'SHAPE_MISMATCH x b',
  ],
  [
    'a quotient that does not fit',
    graph([three, wide, ['x', 'divide']], ['b.out>x.a', 'w.out>x.b']),
    'SHAPE_MISMATCH x b',
  ],
  [
    'the inverse of a matrix that is not square',
    graph([wide, ['x', 'inverse']], ['w.out>x.in']),
    'SHAPE_MISMATCH x in',
  ],
  [
    'the determinant of a matrix that is not square',
    graph([wide, ['x', 'determinant']], ['w.out>x.in']),
    'SHAPE_MISMATCH x in',
  ],
  [
    'the trace of a matrix that is not square',
    graph([wide, ['x', 'trace']], ['w.out>x.in']),
    'SHAPE_MISMATCH x in',
  ],
  [
    'a memory that takes in another shape',
    graph([two, three, ['m', 'memory']], ['a.out>m.initial', 'b.out>m.next']),
    'SHAPE_MISMATCH m next',
  ],
  [
    'a bypass between different shapes',
    graph([wide, ['x', 'transpose']], ['w.out>x.in']).replace(
      '"type":"transpose"',
      '"bypass":true,"type":"transpose"',
    ),
    'SHAPE_MISMATCH x',
  ],
]

export const gradients: readonly Row[] = [
  ['a matrix as a curve', graph([two, ['p', 'lossplot']], ['a.out>p.in']), 'NOT_SCALAR p in'],
  [
    'a row as a curve',
    graph([wide, ['x', 'sum', { over: 'rows' }], ['p', 'lossplot']], ['w.out>x.in', 'x.out>p.in']),
    'NOT_SCALAR p in',
  ],
  ['the second curve a matrix', wire('diff.out', 'plot.in'), 'NOT_SCALAR plot in'],
  ['the gradient of a matrix', rewire('backward.loss', 'matmul.out'), 'NOT_SCALAR backward loss'],
  [
    'the check of a gradient of a matrix',
    graph([two, ['x', 'square'], ['c', 'gradcheck']], ['a.out>x.in', 'x.out>c.loss', 'a.out>c.of']),
    'NOT_SCALAR c loss',
  ],
  [
    'a gradient by what the loss does not depend on',
    rewire('backward.of', 'diag.out'),
    'NO_GRADIENT_PATH backward of',
  ],
  [
    'a gradient by what comes after the loss',
    rewire('backward.of', 'diff.out'),
    'NO_GRADIENT_PATH backward of',
  ],
  [
    'a gradient by what lies behind a memory',
    rewire('backward.of', 'W0.out'),
    'NO_GRADIENT_PATH backward of',
  ],
  [
    'the check of a gradient without a path',
    graph([two, one, ['x', 'sum'], ['c', 'gradcheck']], ['a.out>x.in', 'x.out>c.loss', 'n.out>c.of']),
    'NO_GRADIENT_PATH c of',
  ],
]

export const whileRunning: readonly Row[] = [
  [
    'the inverse of zeros',
    graph([zero, ['x', 'inverse'], ['p', 'print']], ['z.out>x.in', 'x.out>p.in']),
    'SINGULAR x in',
  ],
  [
    'an inverse that becomes singular',
    graph(
      [
        ['t', 'iteration'],
        ['x', 'inverse'],
        ['p', 'lossplot'],
      ],
      ['t.out>x.in', 'x.out>p.in'],
    ),
    'SINGULAR x in',
  ],
  ['a number that must not be zero', graph([zero, ['c', 'assert']], ['z.out>c.in']), 'ASSERTION_FAILED c in'],
  [
    'a number that must be zero',
    graph([two, ['c', 'assert', { check: 'zero' }]], ['a.out>c.in']),
    'ASSERTION_FAILED c in',
  ],
  [
    'a number that must be finite',
    graph(
      [
        ['i', 'number', { value: 'Infinity' }],
        ['c', 'assert', { check: 'finite' }],
      ],
      ['i.out>c.in'],
    ),
    'ASSERTION_FAILED c in',
  ],
  [
    'an assertion that fails later',
    graph(
      [
        ['t', 'iteration'],
        ['c', 'assert', { check: 'zero', tolerance: 9 }],
      ],
      ['t.out>c.in'],
    ),
    'ASSERTION_FAILED c in',
  ],
  ['a learning rate too high', param('rate', 'value', 1e20), 'NON_FINITE mse loss'],
  [
    'a loss divided by zero',
    graph(
      [one, ['o', 'number', { value: 0 }], ['x', 'divide'], ['p', 'lossplot']],
      ['n.out>x.a', 'o.out>x.b', 'x.out>p.in'],
    ),
    'NON_FINITE x out',
  ],
  [
    'a loss that is no number',
    graph(
      [
        ['o', 'number', { value: -1 }],
        ['x', 'sqrt'],
        ['p', 'lossplot'],
      ],
      ['o.out>x.in', 'x.out>p.in'],
    ),
    'NON_FINITE x out',
  ],
]

export const memory: readonly Row[] = [
  ['an identity of 50,000 rows', graph([['x', 'identity', { size: 50_000 }]]), 'MEMORY_LIMIT x'],
  [
    'a random matrix too large',
    graph(
      [
        ['x', 'random', { rows: 1_000_000, cols: 1_000_000 }],
        ['p', 'print'],
      ],
      ['x.out>p.in'],
    ),
    'MEMORY_LIMIT x',
  ],
  [
    'an outer product too large',
    graph(
      [
        ['r', 'random', { rows: 1, cols: 20_000 }],
        ['t', 'transpose'],
        ['x', 'add'],
      ],
      ['r.out>t.in', 'r.out>x.a', 't.out>x.b'],
    ),
    'MEMORY_LIMIT x',
  ],
  ['rows beyond counting', set('nodes/W0/params/rows', 9_007_199_254_740_991), 'MEMORY_LIMIT W0'],
]
