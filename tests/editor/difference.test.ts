// The difference between what is shown and what is wanted: following it leads from one to the other.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Places, difference, isNothing } from '../../src/editor/difference.ts'

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const place = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
const places = fc.array(fc.tuple(id, place)).map((nodes): Places => new Map(nodes))

function follow(shown: Places, wanted: Places): Places {
  const { gone, come, moved } = difference(shown, wanted)
  const nodes = new Map(shown)
  for (const each of gone) nodes.delete(each)
  for (const each of come) nodes.set(each, [0, 0])
  for (const [each, at] of moved) nodes.set(each, at)
  return nodes
}

it('leads from any places to any others', () => {
  fc.assert(
    fc.property(places, places, (shown, wanted) => {
      expect([...follow(shown, wanted)].sort()).toEqual([...wanted].sort())
    }),
    { seed: 7 },
  )
})

it('is nothing between equal places', () => {
  fc.assert(
    fc.property(places, (each) => isNothing(difference(each, new Map(each)))),
    { seed: 7 },
  )
})
