// Unfold and Fold on the page: a block opens in place into its parts, within a frame that remembers it, and closes again.
import { boxesOf, boxAround, boxOf } from '../editor/placing.ts'
import { layoutByElk, tidied } from '../editor/elk.ts'
import { titleOf } from '../editor/words.ts'
import type { Graph, GraphNode, Point } from '../graph/document.ts'
import { moveNodes } from '../graph/edits.ts'
import { foldableFrame } from '../graph/blocks.ts'
import { enframe, fold } from '../graph/fold.ts'
import type { Library, NodeDefinition } from '../node.ts'
import type { Desk } from './desk.ts'
import { moving } from './moving.ts'
import { setOf } from '../editor/sets.ts'

/** Between what makes room and the frame. */
const margin = { left: 24, top: 56, right: 48, bottom: 40 }

const colourOf = ({ differentiates, learns, loss }: NodeDefinition): string =>
  differentiates ? 'orange' : learns ? 'green' : loss !== undefined ? 'blue' : 'grey'

/** What lies right of a block or below it goes further by what its parts need. */
function withRoom(graph: Graph, library: Library, block: GraphNode, parts: ReadonlySet<string>): Graph {
  const own = graph.nodes.filter(({ id }) => parts.has(id)).map((node) => boxOf(node, library, graph.wires))
  const around = boxAround(own)
  if (!around) return graph
  const old = boxOf(block, library, graph.wires)
  const [x, y] = [old.x + margin.left, old.y + margin.top]
  const places = new Map<string, Point>()
  const right = x + around.width + margin.right - (old.x + old.width)
  const down = y + around.height + margin.bottom - (old.y + old.height)
  for (const { id, at } of graph.nodes) {
    if (parts.has(id)) places.set(id, [at[0] + x - around.x, at[1] + y - around.y])
    else if (at[0] >= old.x + old.width) places.set(id, [at[0] + right, at[1]])
    else if (at[1] >= old.y + old.height) places.set(id, [at[0], at[1] + down])
  }
  return moveNodes(graph, places)
}

/** A graph that was opened, laid out: each block's parts in a frame of their own. */
async function laidOut(
  before: Graph,
  after: Graph,
  library: Library,
): Promise<readonly [Graph, ReadonlySet<string>]> {
  const opened = enframe(before, after, (block) => {
    const definition = library.get(block.type)?.definition
    return { title: titleOf(block, definition), color: definition ? colourOf(definition) : 'grey' }
  })
  let { graph } = opened
  for (const { block, parts } of opened.blocks) {
    const own = setOf(parts)
    graph = moveNodes(graph, await tidied({ ...graph, frames: [] }, library, own, layoutByElk))
    graph = withRoom(graph, library, block, own)
  }
  return [graph, setOf(opened.blocks.flatMap(({ parts }) => parts))]
}

/** Opens the selected block into its parts. */
export async function unfold({ studio, canvas, area }: Desk): Promise<void> {
  const { graph, library } = studio
  const [id = ''] = studio.selection
  const block = graph.nodes.find((node) => node.id === id)
  const opened = block && (await studio.run.unfold(graph, id))
  if (!block || !opened) return
  if ('problem' in opened) return studio.announcer.say(`Not unfolded: ${opened.problem.message}`, 'bad')
  const [next, parts] = await laidOut(graph, opened.graph, library)
  // Somebody may have gone on meanwhile.
  if (studio.graph !== graph)
    return studio.announcer.say('Not unfolded: the graph was changed meanwhile.', 'bad')
  const title = titleOf(block, library.get(block.type)?.definition)
  await moving(area, () => {
    studio.edit(() => next, `unfold ${title}`)
    studio.selection = parts
  })
  const [first] = parts
  const box = boxAround(
    boxesOf({ ...next, notes: [], nodes: next.nodes.filter((node) => parts.has(node.id)) }, library),
  )
  if (box) canvas?.show(box)
  if (first !== undefined) canvas?.focusNode(first)
}

/** Closes the block whose parts are selected. */
export async function foldSelected({ studio, canvas, area }: Desk): Promise<void> {
  const frame = foldableFrame(studio.graph, studio.selection)
  const folded = frame === null ? null : fold(studio.graph, frame)
  if (!folded) return
  if ('why' in folded) return studio.announcer.say(`Not folded: ${folded.why}.`, 'bad')
  const title = studio.graph.frames.find(({ id }) => id === frame)?.title ?? ''
  await moving(area, () => {
    studio.edit(() => folded.graph, `fold ${title}`)
    studio.selection = setOf([folded.id])
  })
  canvas?.focusNode(folded.id)
}
