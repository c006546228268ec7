// Help, version, and the reference of all nodes.
import { describe, expect, test } from 'vitest'
import { library } from '../../src/library.ts'
import manifest from '../../package.json'
import { buildCommandLine, gradloom } from './command-line.ts'

buildCommandLine()

describe('help', () => {
  test('lists the commands and the exit codes', () => {
    for (const words of [['--help'], ['-h'], ['help']]) {
      const { exit, out, err } = gradloom(words)
      expect([exit, err]).toEqual([0, ''])
      for (const command of ['run', 'check', 'nodes', 'unfold', 'bench'])
        expect(out).toMatch(new RegExp(`^  ${command} `, 'm'))
      expect(out).toMatch(/Exit codes: 0 done, 1 .* 2 .* 3 .* 4/s)
    }
  })

  test.each(['run', 'check', 'nodes', 'unfold', 'bench'])('%s explains itself', (command) => {
    const asked = gradloom([command, '--help'])
    expect(asked).toMatchObject({ exit: 0, err: '' })
    expect(asked.out).toContain(`Usage: gradloom ${command}`)
    expect(gradloom(['help', command]).out).toBe(asked.out)
    expect(gradloom([command, '-h']).out).toBe(asked.out)
  })

  test('--version is that of the package', () => {
    expect(gradloom(['--version'])).toEqual({ exit: 0, out: `${manifest.version}\n`, err: '' })
  })
})

describe('nodes', () => {
  test('the whole library, with ports, parameters and their words', () => {
    const { exit, out } = gradloom(['nodes'])
    expect(exit).toBe(0)
    for (const [type, { definition }] of library) {
      expect(out).toMatch(new RegExp(`^${type} `, 'm'))
      for (const port of Object.keys(definition.inputs))
        expect(out).toMatch(new RegExp(`^ +→ ${port}\\b`, 'm'))
    }
    expect(out.indexOf('SOURCES')).toBeLessThan(out.indexOf('ALGEBRA'))
    expect(out).toContain('→ gradient ⟲')
    expect(out).toContain('→ learningRate (optional)')
  })

  test('as JSON', () => {
    const { nodes } = JSON.parse(gradloom(['nodes', '--json']).out) as { nodes: Record<string, unknown>[] }
    expect(nodes).toHaveLength(library.size)
    expect(nodes.find(({ type }) => type === 'sgd')).toMatchObject({
      ...{ type: 'sgd', shelf: 'training', title: 'SGD' },
      inputs: [
        { port: 'initial', optional: false, next: false },
        { port: 'gradient', optional: false, next: true },
        { port: 'learningRate', optional: true },
        { port: 'momentum', optional: true },
      ],
      outputs: [{ port: 'value' }, { port: 'velocity' }],
      params: [
        { name: 'learningRate', control: 'number', default: 0.1 },
        { name: 'momentum', default: 0 },
      ],
    })
  })
})
