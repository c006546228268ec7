// Commands for what is selected: switch off, put in line, spread, replace.
import { faceSize } from '../../editor/layout.ts'
import { counted } from '../../editor/words.ts'
import { type Box, type Edge, aligned, distributed } from '../../graph/arrange.ts'
import type { Point } from '../../graph/document.ts'
import { moveNodes, setBypass } from '../../graph/edits.ts'
import type { Desk } from '../desk.ts'
import { moving } from '../moving.ts'
import type { Command } from './command.ts'

const atLeast =
  (count: number): NonNullable<Command['when']> =>
  ({ studio }) =>
    studio.selection.size >= count && !studio.document.readonly

/** Switches the selected nodes off, or on again where all of them are off. */
function bypass({ studio }: Desk): void {
  const { selection, graph } = studio
  const chosen = graph.nodes.filter(({ id }) => selection.has(id))
  const off = chosen.some((node) => !node.bypass)
  studio.edit(
    (before) => chosen.reduce((next, { id }) => setBypass(next, id, off), before),
    `${off ? 'bypass' : 'switch on'} ${counted(chosen.length, 'node')}`,
  )
}

function arrange(
  { studio, area }: Desk,
  places: (boxes: readonly Box[]) => ReadonlyMap<string, Point>,
  words: string,
): void {
  const { graph, library, selection } = studio
  const boxes = graph.nodes
    .filter(({ id, raw }) => raw === undefined && selection.has(id))
    .map((node): Box => {
      const size = faceSize(node, library.get(node.type)?.definition, graph.wires)
      return { id: node.id, x: node.at[0], y: node.at[1], ...size }
    })
  void moving(area, () => studio.edit((before) => moveNodes(before, places(boxes)), words))
}

const edges: readonly (readonly [Edge, string])[] = [
  ['left', 'left edges'],
  ['centre', 'centres'],
  ['right', 'right edges'],
  ['top', 'top edges'],
  ['middle', 'middles'],
  ['bottom', 'bottom edges'],
]

const aligning = edges.map(([edge, words]): Command => ({
  id: `align-${edge}`,
  label: `Align ${words}`,
  group: 'Selection',
  when: atLeast(2),
  does: (desk) => arrange(desk, (boxes) => aligned(boxes, edge), `align ${words}`),
}))

const spreading = (['x', 'y'] as const).map((axis): Command => ({
  id: `distribute-${axis}`,
  label: axis === 'x' ? 'Distribute from left to right' : 'Distribute from top to bottom',
  group: 'Selection',
  when: atLeast(3),
  does: (desk) => arrange(desk, (boxes) => distributed(boxes, axis), 'distribute nodes'),
}))

export const selecting: readonly Command[] = [
  {
    id: 'bypass',
    label: 'Bypass, or switch on again',
    group: 'Selection',
    keys: ['B'],
    onCanvas: true,
    when: atLeast(1),
    does: bypass,
  },
  {
    id: 'replace',
    label: 'Replace by another kind',
    group: 'Selection',
    keys: ['X'],
    onCanvas: true,
    when: (desk) => desk.studio.selection.size === 1 && !desk.studio.document.readonly,
    does: (desk) => desk.replace(),
  },
  ...aligning,
  ...spreading,
]
