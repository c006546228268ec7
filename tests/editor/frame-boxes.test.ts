// Boxes of frames: around their nodes, and around the frames within.
import { expect, test } from 'vitest'
import { foldedIn, frameBoxes, frameColour } from '../../src/editor/frame-boxes.ts'
import { type Frame, noFields } from '../../src/graph/document.ts'

const frame = (id: string, around: readonly string[], rest: Partial<Frame> = {}): Frame => ({
  ...{ id, title: id, around, extra: noFields },
  ...rest,
})
const places = new Map([
  ['a', { x: 0, y: 0, width: 100, height: 50 }],
  ['b', { x: 200, y: 100, width: 100, height: 50 }],
  ['c', { x: 0, y: 400, width: 100, height: 50 }],
])
const boxes = (...frames: readonly Frame[]) => frameBoxes(frames, (id) => places.get(id))

test('a frame lies around its nodes, with room for its title above them', () => {
  expect(boxes(frame('f', ['a', 'b']))[0]?.box).toEqual({ x: -16, y: -40, width: 332, height: 206 })
})

test('a frame that holds all nodes of another lies around it, wherever it stands in the file', () => {
  const [inner, outer] = [frame('inner', ['a']), frame('outer', ['b', 'a'])]
  for (const order of [[inner, outer] as const, [outer, inner] as const]) {
    const [first, second] = boxes(...order)
    expect([first?.frame.id, second?.frame.id]).toEqual(['outer', 'inner'])
    expect(second?.box).toEqual({ x: -16, y: -40, width: 132, height: 106 })
    expect(first?.box).toMatchObject({ x: -32, y: -80 })
  }
})

test('frames around the same nodes lie around each other', () => {
  const [outer, inner] = boxes(frame('f', ['a']), frame('g', ['a']))
  expect(outer?.frame.id).toBe('g')
  expect(outer?.box.x).toBeLessThan(inner?.box.x ?? -Infinity)
})

test('frames that only share nodes leave each other alone', () => {
  const [f, g] = [frame('f', ['a', 'b']), frame('g', ['b', 'c'])]
  expect(boxes(f, g).find((each) => each.frame === f)?.box).toEqual(boxes(f)[0]?.box)
})

test('nodes that are not there do not count, and frames around nothing are left out', () => {
  const [only, ...others] = boxes(
    frame('f', ['a', 'gone', 'a']),
    frame('g', ['gone']),
    frame('h', []),
    frame('i', ['a'], { raw: null }),
  )
  expect(only?.nodes).toEqual(['a'])
  expect(others).toEqual([])
})

test('a colour that is not known is grey', () => {
  expect(['blue', 'pink', '__proto__'].map((color) => frameColour(frame('f', [], { color })))).toEqual([
    ...['blue', 'grey', 'grey'],
  ])
})

test('a collapsed frame is a strip where it was, and hides its nodes and the frames within', () => {
  const [outer, inner] = [frame('outer', ['a', 'b'], { collapsed: true }), frame('inner', ['a'])]
  const whole = boxes(outer, inner)
  expect(whole.map(({ collapsed }) => collapsed)).toEqual([false, false])
  const shown = frameBoxes(
    [outer, inner],
    (id) => places.get(id),
    (each) => each.collapsed ?? false,
  )
  expect(shown.map((each) => each.frame)).toEqual([outer])
  const [strip] = shown
  expect(strip?.box).toMatchObject({ x: whole[0]?.box.x, y: whole[0]?.box.y })
  expect(strip?.box.height).toBeLessThan(40)
  expect([...foldedIn(shown).keys()]).toEqual(['a', 'b'])
})
