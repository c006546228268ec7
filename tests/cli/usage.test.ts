// Wrong usage and bad files: a sentence that helps, on standard error or as JSON, and exit code 2.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildCommandLine, gradloom } from './command-line.ts'

const folder = buildCommandLine()
const flagship = 'graphs/matrix-inverse.json'
const run = (...words: string[]) => ['run', flagship, '--iterations', '1', ...words]

const wrong: readonly (readonly [words: readonly string[], sentence: RegExp])[] = [
  [['rum'], /there is no command rum; the commands are run, check, .* Did you mean run\?/],
  [['run'], /gradloom run: FILE is missing; it must be called as gradloom run FILE/],
  [['check'], /FILE is missing/],
  [['unfold', flagship], /ID is missing/],
  [['run', flagship, 'other.json'], /other\.json is one argument too many; it takes FILE only/],
  [['nodes', 'sgd'], /sgd is one argument too many; it takes no arguments/],
  [run('--iteration', '3'), /--iteration: gradloom run has no such option; .* Did you mean --iterations\?/],
  [run('--toString'), /--toString: gradloom run has no such option/],
  [run('--at'), /--at: its value is missing; it must be followed by T\[,…\]/],
  [run('--watch', '--at'), /--watch: its value is missing/],
  [run('--json=yes'), /--json: it takes no value/],
  [['run', flagship, '--iterations', '1', '--iterations', '2'], /--iterations: it is given twice/],
  [
    ['run', flagship, '--iterations', '1.5'],
    /--iterations: "1\.5" is no iteration count; it must be a whole number/,
  ],
  [['run', flagship, '--iterations', '-3'], /--iterations: "-3" is no iteration count/],
  [['run', flagship, '--iterations', ''], /--iterations: "" is no iteration count/],
  [run('--executor', 'gpu'), /--executor: "gpu" is no executor; it must be wasm or js/],
  [run('--arithmetic', 'double'), /--arithmetic: "double" is no arithmetic; it must be fused or separate/],
  [run('--timeout', '0'), /--timeout: "0" is no time; it must be a number of seconds above 0/],
  [run('--at', '0'), /--at: nothing is watched .* --watch id\.port/],
  [run('--watch', 'sgd.value', '--at', '2'), /--at: 2 is beyond the end of the run; iterations from 0 to 1/],
  [run('--watch', 'sgd.value', '--at', '0,x'), /--at: "x" is no iteration/],
  [run('--watch', 'sgd'), /--watch: sgd is no output; it must be id\.port/],
  [run('--watch', 'sdg.value'), /--watch: sdg\.value is no output; .* Did you mean sgd\.value\?/],
  [
    run('--watch', 'sgd.velocty'),
    /SGD \(sgd\): there is no output called velocty; its outputs are value, velocity/,
  ],
  [run('--watch', 'plot.in'), /Loss \(plot\): there is no output called in; this kind of node has none/],
  [run('--set', 'sgd'), /--set: sgd names no parameter; it must be --set id\.param=JSON/],
  [run('--set', 'sgd.momentum'), /--set: sgd\.momentum names no parameter/],
  [run('--set', 'sgd.momentum='), /--set sgd\.momentum: the value is missing/],
  [run('--set', 'plot.scale=log'), /--set plot\.scale: log is not JSON; .* quotes.*'plot\.scale="log"'/],
  [
    run('--set', 'sdg.momentum=1'),
    /--set sdg\.momentum: there is no node sdg; the nodes of this graph are .* Did you mean sgd\?/,
  ],
  [
    run('--set', 'sgd.momentun=1'),
    /SGD \(sgd\): there is no parameter called momentun; its parameters are learningRate, momentum\. Did you mean momentum\?/,
  ],
  [run('--set', 'sgd.momentum=2'), /SGD \(sgd\): momentum is 2; it must be a number from 0 to 1/],
  [run('--set', 'sgd.momentum="half"'), /SGD \(sgd\): momentum is "half"; it must be a number/],
  [
    run('--set', 'matmul.size=2'),
    /Ŷ = W · M \(matmul\): there is no parameter called size; this kind of node has no parameters/,
  ],
  [
    run('--set', 'M.rows=3'),
    /Ŷ = W · M \(matmul\): a is 4×4 and b is 3×4; the 4 columns of a must meet as many rows of b/,
  ],
  [
    ['run', 'nowhere.json'],
    /^nowhere\.json: error: it cannot be read: there is no such file; name a graph file that exists\.$/m,
  ],
  [['run', 'graphs'], /^graphs: error: it cannot be read: it is a folder/],
  [['unfold', flagship, 'nobody'], /there is no node nobody/],
  [['unfold', flagship, 'matmul'], /MatMul is a primitive/],
  [
    ['unfold', flagship, 'sgd', '--out', 'no/such/folder.json'],
    /no\/such\/folder\.json: it cannot be written/,
  ],
]

describe('wrong usage', () => {
  test.each(wrong)('%j', (words, sentence) => {
    const { exit, out, err } = gradloom(words)
    expect(err).toMatch(sentence)
    expect(out).toBe('')
    expect(exit).toBe(2)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('with --json the same as an object on standard output', () => {
    const { exit, out, err } = gradloom(run('--set', 'sgd.momentum=2', '--json'))
    expect([exit, err]).toEqual([2, ''])
    const { errors } = JSON.parse(out) as { errors: Record<string, unknown>[] }
    expect(errors).toHaveLength(1)
    const keys = ['code', 'severity', 'node', 'title', 'port', 'path', 'expected', 'got', 'message', 'hint']
    expect(Object.keys(errors[0] ?? {})).toEqual(keys)
    expect(errors[0]).toMatchObject({
      code: 'BAD_VALUE',
      severity: 'error',
      node: 'sgd',
      path: '--set sgd.momentum',
      got: 2,
    })
  })

  test('no command at all: the overview, and exit code 2', () => {
    const { exit, out, err } = gradloom([])
    expect([exit, out]).toEqual([2, ''])
    expect(err).toMatch(/Usage: gradloom COMMAND/)
  })
})

describe('bad files', () => {
  const bad: readonly (readonly [name: string, text: string, code: string])[] = [
    ['an empty file', '', 'NOT_JSON'],
    ['a cut file', '{ "format": "gradloom", "version": 1, "nodes": [', 'NOT_JSON'],
    ['another format', '{ "format": "midi" }', 'NOT_OUR_FORMAT'],
    ['a newer version', '{ "format": "gradloom", "version": 99 }', 'NEWER_VERSION'],
    [
      'an unknown type',
      '{ "format": "gradloom", "version": 1, "nodes": [{ "id": "a", "type": "matmull", "at": [0, 0] }] }',
      'UNKNOWN_TYPE',
    ],
    [
      'a missing input',
      '{ "format": "gradloom", "version": 1, "nodes": [{ "id": "a", "type": "tanh", "at": [0, 0] }] }',
      'INPUT_MISSING',
    ],
  ]

  test.each(bad)('%s', (_, text, code) => {
    const people = gradloom(['run', '-'], text)
    expect(people.exit).toBe(2)
    expect(people.err).toMatch(/^standard input: error: .*; .*\./)
    const machine = gradloom(['run', '-', '--json'], text)
    expect(machine.exit).toBe(2)
    expect(JSON.parse(machine.out)).toMatchObject({ errors: [{ code }] })
  })

  test('bytes that are no text', () => {
    const { exit, err } = gradloom(['run', '-'], new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))
    expect(exit).toBe(2)
    expect(err).toMatch(/ZIP archive/)
  })

  test('a singular matrix among the constants names its node', () => {
    const { exit, err } = gradloom(['run', 'graphs/builtin-inverse.json', '--set', 'M.values=[0,1]'])
    expect(exit).toBe(2)
    expect(err).toMatch(/M⁻¹ \(inverse\): in is singular/)
  })

  test('check says everything about every file', () => {
    mkdirSync(join(folder(), 'bad'))
    const mine = join(folder(), 'bad', 'mine.json')
    writeFileSync(mine, bad[5]?.[1] ?? '')
    const { exit, out, err } = gradloom(['check', flagship, mine, 'nowhere.json'])
    expect([exit, err]).toEqual([2, ''])
    const [fine = '', broken = '', missing = '', ...rest] = out.trimEnd().split('\n')
    expect(fine).toBe(`${flagship}: fine, 10 nodes, 12 wires`)
    expect(broken).toMatch(
      /mine\.json: error: Tanh \(a\): the input in has no wire; a wire must bring it a value\./,
    )
    expect(missing).toMatch(/^nowhere\.json: error: it cannot be read/)
    expect(rest).toEqual([])
    const { exit: code, out: json } = gradloom(['check', '--json', flagship, mine])
    expect(code).toBe(2)
    const answer = JSON.parse(json) as {
      errors: unknown[]
      files: { file: string; nodes: number; errors: unknown[] }[]
    }
    expect(answer.errors).toMatchObject([{ code: 'INPUT_MISSING', node: 'a', port: 'in' }])
    expect(answer.files.map(({ file, nodes, errors }) => [file, nodes, errors.length])).toEqual([
      [flagship, 10, 0],
      [mine, 1, 1],
    ])
  })

  test('a warning alone is no failure', () => {
    const text =
      '{ "format": "gradloom", "version": 1, "nodes": [{ "id": "a", "type": "number", "at": [0, 0], "params": { "valeu": 2 } }] }'
    const { exit, out } = gradloom(['check', '-'], text)
    expect(exit).toBe(0)
    expect(out).toMatch(
      /^standard input: warning: Number \(a\): there is no parameter called "valeu".* Did you mean value\?$/m,
    )
    expect(gradloom(['run', '-'], text)).toMatchObject({ exit: 0, err: out })
  })
})

test('a column against a row runs, with a warning that says both shapes and what is compared', () => {
  const graph = (target: number[][]) =>
    JSON.stringify({
      ...{ format: 'gradloom', version: 1, run: { iterations: 1 } },
      nodes: [
        { id: 'p', type: 'matrix', at: [0, 0], params: { values: [[1], [2], [3], [4]] } },
        { id: 'y', type: 'matrix', at: [0, 0], params: { values: target } },
        { id: 'l', type: 'mse', at: [0, 0] },
        { id: 'plot', type: 'lossplot', at: [0, 0] },
      ],
      wires: [
        { from: 'p.out', to: 'l.prediction' },
        { from: 'y.out', to: 'l.target' },
        { from: 'l.loss', to: 'plot.in' },
      ],
    })
  const row = graph([[1, 2, 3, 4]])
  const sentence =
    'MSE (l): prediction is 4×1 and target is 1×4, so every prediction is compared with every target, 4×4 of them; equal shapes are compared number by number.'
  const run = gradloom(['run', '-'], row)
  expect([run.exit, run.err]).toEqual([0, `standard input: warning: ${sentence}\n`])
  expect(gradloom(['check', '-'], row)).toMatchObject({
    exit: 0,
    out: `standard input: warning: ${sentence}\n`,
  })
  const { errors } = JSON.parse(gradloom(['check', '-', '--json'], row).out) as { errors: object[] }
  expect(errors).toMatchObject([{ code: 'SHAPE_MISMATCH', severity: 'warning', node: 'l', port: 'target' }])
  const loss = (text: string) =>
    (JSON.parse(gradloom(['run', '-', '--json'], text).out) as { series: { values: number[] }[] }).series[0]
      ?.values
  expect(loss(row)).toEqual([2.5])
  expect(loss(graph([[1], [2], [3], [4]]))).toEqual([0])
})

describe('characters that steer a terminal or turn text around', () => {
  const steering = /[^\n\P{Cc}]|[\p{Zl}\p{Zp}\p{Bidi_Control}\u200B\uFEFF]/u
  const evil = '\u202Eevil\u2069\x1B[2J\u009B2J\x07\r\nFinished\u2028\u200F\uFEFF'
  const graph = (change: object = {}) =>
    JSON.stringify({
      ...{ format: 'gradloom', version: 1, title: evil, run: { iterations: 2 } },
      nodes: [
        { id: 'x', type: 'number', title: evil, at: [0, 0] },
        { id: 'plot', type: 'lossplot', title: evil, at: [0, 0] },
        { id: 'print', type: 'print', title: evil, at: [0, 0] },
        { id: 'assert', type: 'assert', title: evil, at: [0, 0], params: { message: evil, check: 'finite' } },
        { id: 'mse', type: 'mse', title: evil, at: [0, 0] },
      ],
      wires: [
        { from: 'x.out', to: 'plot.in', label: evil },
        { from: 'x.out', to: 'print.in' },
        { from: 'x.out', to: 'assert.in' },
        { from: 'x.out', to: 'mse.prediction' },
        { from: 'x.out', to: 'mse.target' },
      ],
      ...change,
    })
  const failing = graph({ title: 'x' }).replace('"check":"finite"', '"check":"zero"')
  const broken = graph({ wires: [{ from: `${evil}.out`, to: `x.${evil}` }, evil], notes: [{ id: evil }] })
  const calls: readonly (readonly [words: readonly string[], text: string])[] = [
    [['run', '-', '--watch', 'x.out'], graph()],
    [['run', '-', '--set', 'x.value=3'], failing],
    [['check', '-'], broken],
    [['check', '-'], `{"format":"gradloom","version":1,"nodes":${evil}`],
    [['check', `graphs/${evil}.json`], ''],
    [['run', '-', '--set', `x.${evil}=1`], graph()],
    [['run', '-', `--${evil}`], graph()],
    [[evil], ''],
    [['unfold', '-', 'mse'], graph()],
  ]

  test.each(calls)('are shown escaped: %j', (words, text) => {
    const { exit, out, err } = gradloom(words, text)
    expect(exit).not.toBe(1)
    expect(out + err).not.toMatch(steering)
    expect(out + err).toMatch(/\\u202e|U\+202E/)
  })

  test('stay what they are in JSON', () => {
    const { out } = gradloom(['run', '-', '--json'], graph())
    expect(out).not.toMatch(steering)
    expect((JSON.parse(out) as { series: { label: string }[] }).series[0]?.label).toBe(evil)
    const { errors } = JSON.parse(gradloom(['check', '-', '--json'], broken).out) as {
      errors: { got: unknown; title: unknown }[]
    }
    expect(errors.map(({ title }) => title)).toContain(evil)
    const unfolded = JSON.parse(gradloom(['unfold', '-', 'mse'], graph()).out) as { title: string }
    expect(unfolded.title).toBe(evil)
  })
})
