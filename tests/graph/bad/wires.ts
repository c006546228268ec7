// Bad wires: entries, ends, ports, inputs that are taken and inputs that are left open.
import { type Row, add, all, graph, node, param, rewire, wire } from './base.ts'

export const entries: readonly Row[] = [
  ['a number for a wire', add('wires', 5), 'BAD_VALUE'],
  ['null for a wire', add('wires', null), 'BAD_VALUE'],
  ['a text for a wire', add('wires', 'diff.out>heat.in'), 'BAD_VALUE'],
  ['a list for a wire', add('wires', ['diff.out', 'heat.in']), 'BAD_VALUE'],
  ['an empty wire', add('wires', {}), 'BAD_VALUE', 'BAD_VALUE'],
  ['a wire from nowhere', add('wires', { to: 'plot.in' }), 'BAD_VALUE'],
  ['a wire to nowhere', add('wires', { from: 'mse.loss' }), 'BAD_VALUE'],
  ['null for a source', wire(null, 'plot.in'), 'BAD_VALUE'],
  ['a number for a source', wire(1, 'plot.in'), 'BAD_VALUE'],
  ['an object for a source', wire({ node: 'mse', port: 'loss' }, 'plot.in'), 'BAD_VALUE'],
  ['a list for a source', wire(['mse', 'loss'], 'plot.in'), 'BAD_VALUE'],
  ['a source without a port', wire('mse', 'plot.in'), 'BAD_VALUE'],
  ['a source without a node', wire('.loss', 'plot.in'), 'BAD_VALUE'],
  ['a source that ends with its dot', wire('mse.', 'plot.in'), 'BAD_VALUE'],
  ['an empty source', wire('', 'plot.in'), 'BAD_VALUE'],
  ['only a dot', wire('mse.loss', '.'), 'BAD_VALUE'],
  ['a target without a port', wire('mse.loss', 'plot'), 'BAD_VALUE'],
  ['null for a target', wire('mse.loss', null), 'BAD_VALUE'],
  ['both ends of a wrong type', wire(1, 2), 'BAD_VALUE', 'BAD_VALUE'],
  ['a number for a label', wire('mse.loss', 'plot.in', { label: 5 }), 'BAD_VALUE'],
  ['null for a label', wire('diag.out', 'plot.in', { label: null }), 'BAD_VALUE'],
  ['a list for a label', wire('diag.out', 'plot.in', { label: ['a'] }), 'BAD_VALUE'],
]

export const ends: readonly Row[] = [
  ['a source that is not there', rewire('diff.b', 'gone.out'), 'DANGLING_WIRE diff b'],
  ['a target that is not there', wire('diff.out', 'gone.in'), 'DANGLING_WIRE diff out'],
  ['neither end there', wire('here.out', 'there.in'), 'DANGLING_WIRE', 'DANGLING_WIRE'],
  ['a source with a letter wrong', rewire('heat.in', 'dif.out'), 'DANGLING_WIRE heat in'],
  ['a source in capitals', rewire('heat.in', 'Diff.out'), 'DANGLING_WIRE heat in'],
  ['a source with a space before it', rewire('heat.in', ' diff.out'), 'DANGLING_WIRE heat in'],
  ['the source __proto__', rewire('heat.in', '__proto__.out'), 'DANGLING_WIRE heat in'],
  ['the source constructor', rewire('heat.in', 'constructor.prototype'), 'DANGLING_WIRE heat in'],
  ['the target toString', wire('diff.out', 'toString.in'), 'DANGLING_WIRE diff out'],
  [
    'a wire to the name of a placeholder',
    all(add('nodes', 5), wire('diff.out', '?.0.in')),
    'BAD_VALUE ?.0',
    'DANGLING_WIRE diff out',
  ],
  [
    'a wire to a duplicate goes to the first',
    all(node({ id: 'heat' }), wire('diff.out', 'heat.size')),
    'DUPLICATE_ID ?.0',
    'UNKNOWN_PORT heat size',
  ],
]

export const ports: readonly Row[] = [
  ['an output there is not', rewire('heat.in', 'diff.result'), 'UNKNOWN_PORT diff result'],
  ['an input there is not', wire('diff.out', 'matmul.c'), 'UNKNOWN_PORT matmul c'],
  ['an output with a letter wrong', rewire('heat.in', 'diff.outt'), 'UNKNOWN_PORT diff outt'],
  ['an output in capitals', rewire('heat.in', 'diff.Out'), 'UNKNOWN_PORT diff Out'],
  ['an output with a space', rewire('heat.in', 'diff.out '), 'UNKNOWN_PORT diff out '],
  ['an output with a dot', rewire('heat.in', 'diff.out.x'), 'UNKNOWN_PORT diff out.x'],
  ['an input as a source', rewire('heat.in', 'diff.a'), 'UNKNOWN_PORT diff a'],
  ['an output as a target', wire('diff.out', 'matmul.out'), 'UNKNOWN_PORT matmul out'],
  [
    'a wire the wrong way round',
    wire('heat.in', 'diff.out'),
    'UNKNOWN_PORT heat in',
    'UNKNOWN_PORT diff out',
  ],
  ['a source without outputs', wire('heat.out', 'plot.in'), 'UNKNOWN_PORT heat out'],
  ['a target without inputs', wire('diff.out', 'M.in'), 'UNKNOWN_PORT M in'],
  ['a parameter as an input', wire('rate.out', 'heat.decimals'), 'UNKNOWN_PORT heat decimals'],
  ['the output __proto__', rewire('heat.in', 'diff.__proto__'), 'UNKNOWN_PORT diff __proto__'],
  ['the output constructor', rewire('heat.in', 'diff.constructor'), 'UNKNOWN_PORT diff constructor'],
  ['the input toString', wire('diff.out', 'heat.toString'), 'UNKNOWN_PORT heat toString'],
  ['the input hasOwnProperty', wire('diff.out', 'heat.hasOwnProperty'), 'UNKNOWN_PORT heat hasOwnProperty'],
  [
    'one end dangling, the other unknown',
    wire('gone.out', 'heat.out'),
    'DANGLING_WIRE heat out',
    'UNKNOWN_PORT heat out',
  ],
  [
    'an unknown port of a node with a bad parameter',
    all(param('I', 'size', 'a'), wire('I.outt', 'plot.in')),
    'BAD_VALUE I',
    'UNKNOWN_PORT I outt',
  ],
]

export const taken: readonly Row[] = [
  ['a second wire to an input', wire('M.out', 'heat.in'), 'PORT_OCCUPIED heat in'],
  [
    'a second and a third',
    all(wire('M.out', 'heat.in'), wire('I.out', 'heat.in')),
    'PORT_OCCUPIED heat in',
    'PORT_OCCUPIED heat in',
  ],
  ['the same wire twice', wire('diff.out', 'heat.in'), 'PORT_OCCUPIED heat in'],
  [
    'the same wire three times',
    all(wire('diff.out', 'heat.in'), wire('diff.out', 'heat.in')),
    'PORT_OCCUPIED heat in',
    'PORT_OCCUPIED heat in',
  ],
  [
    'the same wire twice with different labels',
    wire('diff.out', 'heat.in', { label: 'again' }),
    'PORT_OCCUPIED heat in',
  ],
  ['the same wire twice where many are welcome', wire('mse.loss', 'plot.in'), 'PORT_OCCUPIED plot in'],
  [
    'a second wire to an optional input',
    wire('diag.out', 'sgd.learningRate'),
    'PORT_OCCUPIED sgd learningRate',
  ],
  [
    'a second wire to an input that closes a loop',
    wire('diff.out', 'sgd.gradient'),
    'PORT_OCCUPIED sgd gradient',
  ],
  [
    'a second wire where the first comes from an unknown node',
    all(node({ id: 'x', type: 'unheard' }), rewire('heat.in', 'x.out'), wire('diff.out', 'heat.in')),
    'UNKNOWN_TYPE x',
    'PORT_OCCUPIED heat in',
  ],
  [
    'the same wire twice between unknown nodes',
    graph([['a', 'one']], ['a.out>a.in', 'a.out>a.in']),
    'UNKNOWN_TYPE a',
    'PORT_OCCUPIED a in',
  ],
]

export const open: readonly Row[] = [
  ['no wire to one input', rewire('matmul.b', null), 'INPUT_MISSING matmul b'],
  [
    'no wire to either input',
    all(rewire('diff.a', null), rewire('diff.b', null)),
    'INPUT_MISSING diff a',
    'INPUT_MISSING diff b',
  ],
  ['no wire to a look', rewire('heat.in', null), 'INPUT_MISSING heat in'],
  ['no wire to a check', rewire('guard.in', null), 'INPUT_MISSING guard in'],
  ['no wire to a composite', rewire('mse.target', null), 'INPUT_MISSING mse target'],
  ['no loss for a gradient', rewire('backward.loss', null), 'INPUT_MISSING backward loss'],
  ['nothing to differentiate by', rewire('backward.of', null), 'INPUT_MISSING backward of'],
  ['no start for an optimiser', rewire('sgd.initial', null), 'INPUT_MISSING sgd initial'],
  ['no gradient for an optimiser', rewire('sgd.gradient', null), 'INPUT_MISSING sgd gradient'],
  [
    'a memory that takes in nothing',
    graph(
      [
        ['a', 'identity'],
        ['m', 'memory'],
      ],
      ['a.out>m.initial'],
    ),
    'INPUT_MISSING m next',
  ],
  ['a node all by itself', node({ type: 'matmul' }), 'INPUT_MISSING extra a', 'INPUT_MISSING extra b'],
  ['only a broken wire to an input, told once', rewire('matmul.b', 'M.inside'), 'UNKNOWN_PORT M inside'],
  [
    'an input that waits for a broken node, told once',
    graph(
      [
        ['a', 'identity', { size: 0 }],
        ['p', 'print'],
      ],
      ['a.out>p.in'],
    ),
    'BAD_VALUE a',
  ],
]
