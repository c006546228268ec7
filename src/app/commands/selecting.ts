// Commands for what is selected: switch off, put in line, spread, replace.
import { faceSize } from '../../editor/layout.ts'
import { counted } from '../../editor/words.ts'
import { type Box, type Edge, aligned, distributed } from '../../graph/arrange.ts'
import type { Point } from '../../graph/document.ts'
import { moveNodes, setBypass } from '../../graph/edits.ts'
import { canUnfold, foldableFrame } from '../../graph/blocks.ts'
import type { Desk } from '../desk.ts'
import { lateCode } from '../late.svelte.ts'
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

const some: Command['when'] = ({ studio }) => studio.selection.size > 0

const one = ({ studio }: Desk): boolean => studio.selection.size === 1 && !studio.document.readonly

const wire: Command['when'] = ({ studio, canvas }) =>
  canvas?.onlyWires().length === 1 && !studio.document.readonly

/** The one selected node is a block. */
const isBlock: Command['when'] = (desk) => {
  const [id] = desk.studio.selection
  const type = desk.studio.graph.nodes.find((node) => node.id === id)?.type ?? ''
  const definition = desk.studio.library.get(type)?.definition
  return one(desk) && definition !== undefined && canUnfold(definition)
}

const unfolding = lateCode(() => import('../unfolding.ts'))

/** Does something that is loaded for it. */
function opened({ studio }: Desk, act: (code: Awaited<ReturnType<typeof unfolding>>) => Promise<void>): void {
  unfolding()
    .then(act)
    .catch((thrown: unknown) => studio.announcer.say(`It cannot be done: ${String(thrown)}`, 'bad'))
}

const opening: readonly Command[] = [
  {
    id: 'unfold',
    label: 'Unfold',
    group: 'Selection',
    keys: ['U'],
    title: () => 'Unfold: open the block into the nodes that it stands for',
    when: isBlock,
    does: (desk) => opened(desk, ({ unfold }) => unfold(desk)),
  },
  {
    id: 'fold',
    label: 'Fold',
    group: 'Selection',
    keys: ['Shift+U'],
    title: () => 'Fold: close the parts into their block',
    when: ({ studio: { graph, selection, document } }) =>
      !document.readonly && selection.size > 0 && foldableFrame(graph, selection) !== null,
    does: (desk) => opened(desk, ({ foldSelected }) => foldSelected(desk)),
  },
]

/** What the canvas does itself with what is selected. */
const onTheCanvas: readonly Command[] = [
  {
    id: 'select-all',
    label: 'Select everything',
    group: 'Selection',
    keys: ['Mod+A'],
    onCanvas: true,
    does: ({ canvas }) => canvas?.act((deeds) => deeds.selectAll()),
  },
  {
    id: 'copy',
    label: 'Copy',
    group: 'Selection',
    keys: ['Mod+C'],
    byBrowser: true,
    when: some,
    does: ({ canvas }) => canvas?.act((deeds) => deeds.copy()),
  },
  {
    id: 'cut',
    label: 'Cut',
    group: 'Selection',
    keys: ['Mod+X'],
    byBrowser: true,
    when: atLeast(1),
    does: ({ canvas }) => canvas?.act((deeds) => deeds.cut()),
  },
  {
    id: 'paste',
    label: 'Paste',
    group: 'Selection',
    keys: ['Mod+V'],
    byBrowser: true,
    when: ({ studio, canvas }) => canvas !== null && !studio.document.readonly,
    does: ({ canvas, pointed }) => canvas?.act((deeds) => deeds.paste(pointed)),
  },
  {
    id: 'duplicate',
    label: 'Duplicate',
    group: 'Selection',
    keys: ['Mod+D'],
    onCanvas: true,
    when: atLeast(1),
    does: ({ canvas }) => canvas?.act((deeds) => deeds.duplicate()),
  },
  {
    id: 'delete',
    label: 'Delete',
    group: 'Selection',
    keys: ['Delete', 'Backspace'],
    onCanvas: true,
    when: ({ studio, canvas }) =>
      studio.selection.size + (canvas?.onlyWires().length ?? 0) > 0 && !studio.document.readonly,
    does: ({ canvas }) => canvas?.act((deeds) => deeds.remove()),
  },
  {
    id: 'rename',
    label: 'Rename',
    group: 'Selection',
    keys: ['F2'],
    onCanvas: true,
    when: one,
    does: ({ canvas }) => canvas?.act((deeds) => deeds.rename()),
  },
  {
    id: 'wire',
    label: 'Wire to …',
    group: 'Selection',
    keys: ['W'],
    onCanvas: true,
    when: one,
    does: ({ canvas }) => canvas?.act((deeds) => deeds.wire()),
  },
  {
    id: 'label-wire',
    label: 'Label the wire',
    group: 'Selection',
    when: wire,
    does: ({ canvas }) => canvas?.act((deeds) => deeds.label()),
  },
  {
    id: 'insert',
    label: 'Put a node into the wire',
    group: 'Selection',
    when: wire,
    does: (desk) => desk.insert(),
  },
  {
    id: 'fit-selection',
    label: 'Zoom to the selection',
    group: 'View',
    keys: ['Shift+Home'],
    onCanvas: true,
    when: some,
    does: ({ canvas }) => canvas?.act((deeds) => deeds.showSelection()),
  },
]

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
  ...opening,
  ...onTheCanvas,
  ...aligning,
  ...spreading,
]
