// Blocks that were opened: the frame around the parts remembers what they were, so that they can be folded again.
import {
  type End,
  type Frame,
  type Graph,
  type GraphNode,
  type Json,
  type Wire,
  endText,
  noFields,
  wireKey,
} from './document.ts'
import { addFrame } from './annotate.ts'
import { blockKey } from './blocks.ts'
import { nodeNames } from './names.ts'

interface Remembered {
  /** The block as it was, without its place. */
  readonly node: {
    readonly id: string
    readonly type: string
    readonly title?: string
    readonly bypass?: true
    readonly params: Readonly<Record<string, Json>>
  }
  /** Its parts: type and parameters by id. */
  readonly parts: Readonly<Record<string, readonly [type: string, params: Readonly<Record<string, Json>>]>>
  /** The wires among them. */
  readonly wires: readonly string[]
  /** By port of the block: the inputs of parts that what comes in goes to, and the output of a part that goes out. */
  readonly inputs: Readonly<Record<string, readonly string[]>>
  readonly outputs: Readonly<Record<string, string>>
  /** By port of the block what comes in where no part takes it in. */
  readonly sources: Readonly<Record<string, string>>
  /** Wires from elsewhere that are no port's: a gradient reads what is computed on the way. */
  readonly reads: readonly string[]
}

const told = ({ type, params }: GraphNode) => [type, Object.fromEntries(params)] as const

const isAmong = (parts: ReadonlySet<string>) => (wire: Wire) =>
  wire.raw === undefined && parts.has(wire.from.node) && parts.has(wire.to.node)

/** What a frame has to remember of a block of `before` that stands as these parts in `after`. */
function remembered(
  before: Graph,
  after: Graph,
  { id, type, title, bypass, params }: GraphNode,
  partIds: readonly string[],
): Remembered {
  const ids = new Set(partIds)
  const parts = after.nodes.filter((node) => ids.has(node.id))
  const inputs: Record<string, string[]> = {}
  const outputs: Record<string, string> = {}
  const sources: Record<string, string> = {}
  const mapped = new Set<string>()
  for (const wire of before.wires) {
    if (wire.raw !== undefined) continue
    if (wire.to.node === id) {
      const source = sourceAfter(before, after, wire)
      const into = after.wires.filter(({ from, to }) => ids.has(to.node) && endText(from) === source)
      if (into.length === 0) sources[wire.to.port] = source
      else inputs[wire.to.port] = [...(inputs[wire.to.port] ?? []), ...into.map(({ to }) => endText(to))]
      for (const each of into) mapped.add(wireKey(each))
    }
    if (wire.from.node === id) {
      const now = after.wires.find(({ to, from }) => ids.has(from.node) && endText(to) === endText(wire.to))
      if (now) outputs[wire.from.port] = endText(now.from)
    }
  }
  const foreign = after.wires.filter(
    ({ from, to, raw }) => raw === undefined && ids.has(to.node) && !ids.has(from.node),
  )
  return {
    node: {
      ...{ id, type, params: Object.fromEntries(params) },
      ...(title !== undefined && { title }),
      ...(bypass && { bypass }),
    },
    parts: Object.fromEntries(parts.map((part) => [part.id, told(part)])),
    wires: after.wires.filter(isAmong(ids)).map(wireKey),
    inputs,
    outputs,
    sources,
    reads: foreign.map(wireKey).filter((each) => !mapped.has(each)),
  }
}

/** Frames whose blocks speak of outputs by their new names. */
function renamed(frames: readonly Frame[], names: ReadonlyMap<string, string>): readonly Frame[] {
  if (names.size === 0) return frames
  const now = (end: string): string => names.get(end) ?? end
  return frames.map((frame) => {
    const block = blockOf(frame)
    if (!block) return frame
    const sources = Object.fromEntries(Object.entries(block.sources).map(([port, end]) => [port, now(end)]))
    const reads = block.reads.map((wire) => {
      const [from = '', to = ''] = wire.split('>')
      return `${now(from)}>${to}`
    })
    return withBlock(frame, { ...block, sources, reads })
  })
}

export interface Opened {
  readonly graph: Graph
  /** The blocks that are gone, each with its parts. */
  readonly blocks: readonly { readonly block: GraphNode; readonly parts: readonly string[] }[]
}

/** Puts a frame around the parts of each block of `before` that was opened in `after`: it remembers the block. */
export function enframe(
  before: Graph,
  after: Graph,
  look: (block: GraphNode) => Pick<Frame, 'title' | 'color'>,
): Opened {
  const old = new Set(before.nodes.map(({ id }) => id))
  const now = new Set(after.nodes.map(({ id }) => id))
  const blocks = before.nodes
    .filter(({ id }) => !now.has(id))
    .map((block) => ({
      block,
      parts: after.nodes.map(({ id }) => id).filter((id) => !old.has(id) && id.startsWith(`${block.id}_`)),
    }))
  let graph = after
  for (const { block, parts } of blocks) {
    const memory = remembered(before, after, block, parts)
    const names = new Map(Object.entries(memory.outputs).map(([port, end]) => [`${block.id}.${port}`, end]))
    const framed = addFrame(
      { ...graph, frames: renamed(graph.frames, names) },
      { ...look(block), around: parts },
    )
    const frames = framed.graph.frames.map((frame) =>
      frame.id === framed.id ? withBlock(frame, memory) : frame,
    )
    graph = { ...framed.graph, frames }
  }
  return { graph, blocks }
}

/** Where a wire comes from once its own source may have been opened as well. */
function sourceAfter(before: Graph, after: Graph, { from }: Wire): string {
  if (after.nodes.some(({ id }) => id === from.node)) return endText(from)
  // Other wires from there have gone along.
  const sister = before.wires.find(
    (each) => endText(each.from) === endText(from) && after.nodes.some(({ id }) => id === each.to.node),
  )
  const now = sister && after.wires.find(({ to }) => endText(to) === endText(sister.to))
  return endText(now?.from ?? from)
}

const isRecord = (json: Json | undefined): json is { readonly [key: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** The block that a frame remembers; null where it remembers none. */
function blockOf(frame: Frame): Remembered | null {
  const found = frame.extra.get(blockKey)
  const isBlock =
    isRecord(found) &&
    isRecord(found['node']) &&
    typeof found['node']['id'] === 'string' &&
    typeof found['node']['type'] === 'string' &&
    isRecord(found['node']['params']) &&
    isRecord(found['parts']) &&
    isRecord(found['inputs']) &&
    isRecord(found['outputs']) &&
    isRecord(found['sources']) &&
    Array.isArray(found['reads']) &&
    Array.isArray(found['wires'])
  // Its fields were looked at.
  return isBlock ? (found as unknown as Remembered) : null
}

/** A frame that remembers a block. */
const withBlock = (frame: Frame, block: Remembered): Frame => ({
  ...frame,
  // It is plain data.
  extra: new Map([...frame.extra, [blockKey, block as unknown as Json]]),
})

type Folded = { readonly graph: Graph; readonly id: string } | { readonly why: string }

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Puts the block back that a frame remembers; or why it cannot stand for what is there now. */
export function fold(graph: Graph, frameId: string): Folded {
  const frame = graph.frames.find(({ id }) => id === frameId)
  const block = frame && blockOf(frame)
  if (!block) return { why: 'this frame was no block' }
  const ids = Object.keys(block.parts)
  const own = new Set(ids)
  const nodes = graph.nodes.filter(({ id, raw }) => own.has(id) && raw === undefined)
  const inner = graph.wires.filter(isAmong(own)).map(wireKey)
  const isAsItWas =
    nodes.length === ids.length &&
    nodes.every((node) => sameJson(told(node), block.parts[node.id]) && node.bypass === undefined) &&
    sameJson(inner.toSorted(), [...block.wires].sort())
  if (!isAsItWas) return { why: 'what is inside was changed' }
  const names = nodeNames({
    ...graph,
    nodes: graph.nodes.filter(({ id }) => !own.has(id)),
    wires: [],
    frames: [],
  })
  const id = names.fresh(block.node.id)
  const rewired = outwards(graph, block, own, id)
  if ('why' in rewired) return rewired
  const outer = new Map(Object.entries(block.outputs).map(([port, end]) => [end, `${id}.${port}`]))
  const first = graph.nodes.findIndex((node) => own.has(node.id))
  const node: GraphNode = {
    ...{ id, type: block.node.type, extra: noFields },
    ...(block.node.title !== undefined && { title: block.node.title }),
    ...(block.node.bypass && { bypass: true as const }),
    at: [Math.min(...nodes.map(({ at }) => at[0])), Math.min(...nodes.map(({ at }) => at[1]))],
    params: new Map(Object.entries(block.node.params)),
  }
  return {
    id,
    graph: {
      ...graph,
      nodes: graph.nodes.flatMap((each, index) =>
        index === first ? [node] : own.has(each.id) ? [] : [each],
      ),
      wires: rewired.wires,
      frames: renamed(graph.frames, outer).flatMap((each) => {
        if (each.id === frameId) return []
        if (!each.around.some((around) => own.has(around))) return [each]
        return [{ ...each, around: [...each.around.filter((around) => !own.has(around)), id] }]
      }),
    },
  }
}

/** Wires from and to parts lead from and to the block. */
function outwards(
  graph: Graph,
  { inputs, outputs, sources: given, reads }: Remembered,
  own: ReadonlySet<string>,
  id: string,
): { readonly wires: readonly Wire[] } | { readonly why: string } {
  const wires: Wire[] = []
  const done = new Set<string>()
  for (const wire of graph.wires) {
    const [isFrom, isTo] = [own.has(wire.from.node), own.has(wire.to.node)]
    if (wire.raw !== undefined || (!isFrom && !isTo)) wires.push(wire)
    if (wire.raw !== undefined || isFrom === isTo) continue
    if (isFrom) {
      const port = Object.keys(outputs).find((each) => outputs[each] === endText(wire.from))
      if (port === undefined) return { why: `${endText(wire.from)} leads out, which the block does not give` }
      wires.push({ ...wire, from: { node: id, port } })
      continue
    }
    if (reads.includes(wireKey(wire))) continue
    const port = Object.keys(inputs).find((each) => inputs[each]?.includes(endText(wire.to)))
    if (port === undefined)
      return { why: `a wire leads into ${endText(wire.to)}, which the block does not take in` }
    const to: End = { node: id, port }
    const sources = (inputs[port] ?? []).flatMap((end) => sourceOf(graph, end))
    if (sources.length !== inputs[port]?.length || new Set(sources).size > 1)
      return { why: `what comes in at ${port} comes from several places now` }
    if (!done.has(port)) wires.push({ ...wire, to })
    done.add(port)
  }
  for (const [port, source] of Object.entries(given)) {
    const [node = '', out = ''] = source.split('.')
    if (!graph.nodes.some((each) => each.id === node))
      return { why: `${node}, which came in at ${port}, is gone` }
    wires.push({ from: { node, port: out }, to: { node: id, port }, extra: noFields })
  }
  return { wires }
}

const sourceOf = (graph: Graph, end: string): string[] =>
  graph.wires
    .filter(({ to, raw }) => raw === undefined && endText(to) === end)
    .map(({ from }) => endText(from))
