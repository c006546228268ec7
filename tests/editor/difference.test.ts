// The difference between two scenes: following it leads from one to the other.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Scene, difference, isNothing } from '../../src/editor/difference.ts'
import type { Point } from '../../src/graph/document.ts'

interface W {
  readonly source: string
  readonly target: string
}

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const place = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
const scene = fc
  .tuple(fc.array(fc.tuple(id, place)), fc.array(fc.tuple(id, id)))
  .map(([nodes, ends]): Scene<W> => {
    const known = new Map<string, Point>(nodes)
    const sound = ends.filter(([source, target]) => known.has(source) && known.has(target))
    return {
      nodes: known,
      wires: new Map(sound.map(([source, target]) => [`${source}>${target}`, { source, target }])),
    }
  })

function follow(shown: Scene<W>, wanted: Scene<W>): Scene<W> {
  const { gone, come, moved, cut, drawn } = difference(shown, wanted)
  const [nodes, wires] = [new Map(shown.nodes), new Map(shown.wires)]
  for (const key of cut) wires.delete(key)
  for (const each of gone) {
    expect([...wires.values()].some(({ source, target }) => source === each || target === each)).toBe(false)
    nodes.delete(each)
  }
  for (const each of come) nodes.set(each, [0, 0])
  for (const [each, at] of moved) nodes.set(each, at)
  for (const [key, wire] of drawn) {
    expect(nodes.has(wire.source) && nodes.has(wire.target)).toBe(true)
    wires.set(key, wire)
  }
  return { nodes, wires }
}

const sorted = ({ nodes, wires }: Scene<W>) => [[...nodes].sort(), [...wires.keys()].sort()]

it('leads from any scene to any other, and no wire is ever without its nodes', () => {
  fc.assert(
    fc.property(scene, scene, (shown, wanted) => {
      expect(sorted(follow(shown, wanted))).toEqual(sorted(wanted))
    }),
    { seed: 7 },
  )
})

it('is nothing between equal scenes', () => {
  fc.assert(
    fc.property(scene, (each) =>
      isNothing(difference(each, { nodes: new Map(each.nodes), wires: new Map(each.wires) })),
    ),
    { seed: 7 },
  )
})
