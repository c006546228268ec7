// Which wires can be drawn, and what is wrong with the others.
import { describe, expect, it } from 'vitest'
import { drawnWires } from '../../src/editor/wire-state.ts'
import { library } from '../../src/library.ts'
import { graphOf } from './build.ts'

const nodes = [
  ['a', 'random'],
  ['b', 'random'],
  ['add', 'add'],
  ['plot', 'lossplot'],
  ['x', 'mystery'],
] as const
const faults = (...wires: string[]) =>
  drawnWires(graphOf(nodes, wires), library).map(({ key, from, to, fault }) => ({ key, from, to, fault }))

describe('a wire', () => {
  it('is sound between ports that are there, and to placeholders', () => {
    for (const { fault } of faults('a.out>add.a', 'add.out>x.anything', 'x.more>add.b'))
      expect(fault).toBeNull()
  })

  it('is a stub where a node is missing', () => {
    expect(faults('ghost.out>add.a')).toEqual([
      { key: 'ghost.out>add.a', from: false, to: true, fault: 'there is no node called “ghost”' },
    ])
  })

  it('is a stub where a port is missing', () => {
    expect(faults('a.out>add.z')[0]).toMatchObject({
      from: true,
      to: false,
      fault: 'add has no input called “z”',
    })
  })

  it('is drawn, but broken, as the second into an input that takes one', () => {
    const [first, second] = faults('a.out>add.a', 'b.out>add.a')
    expect([first?.fault, second?.fault]).toEqual([null, 'add.a has another wire already'])
    for (const { fault } of faults('a.out>plot.in', 'b.out>plot.in')) expect(fault).toBeNull()
  })

  it('is not drawn without any end', () => {
    expect(faults('ghost.out>nobody.in')).toEqual([])
  })
})
