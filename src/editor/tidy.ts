// Tidy: a graph laid out anew from left to right by ELK, with frames kept together. What is fed back does not count: it runs below.
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api'
import { type Graph, type GraphNode, type Point, endText } from '../graph/document.ts'
import type { Library } from '../node.ts'
import { faceOf, socketAt } from './layout.ts'
import { portOf, portsOf } from './ports.ts'

/** What computes a layout: ELK in a worker, or in a test beside it. */
export type Layouter = (graph: ElkNode) => Promise<ElkNode>

/** Room for wires to bend, and for what may be said below a node: in the graph and in each of its frames. */
const spacing = {
  'elk.spacing.nodeNode': '32',
  'elk.layered.spacing.nodeNodeBetweenLayers': '72',
}

const options = {
  ...spacing,
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.spacing.componentComponent': '48',
}

/** Inside of a frame: its title stands above. */
const framePadding = '[top=48,left=24,bottom=24,right=24]'

const portId = (side: 'input' | 'output', node: string, port: string): string => `${side} ${node}.${port}`

function elkNodeOf(node: GraphNode, { graph, library }: { graph: Graph; library: Library }): ElkNode {
  const definition = library.get(node.type)?.definition
  const ports = portsOf(node, definition, graph.wires)
  const face = faceOf(node, definition, ports)
  return {
    id: `node ${node.id}`,
    width: face.width,
    height: face.height,
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: [...ports.inputs, ...ports.outputs].map(({ side, name }) => {
      const [x, y] = socketAt(face, ports, side, name)
      const at = side === 'input' ? 'WEST' : 'EAST'
      return {
        ...{ id: portId(side, node.id, name), width: 0, height: 0, x, y },
        layoutOptions: { 'elk.port.side': at },
      }
    }),
  }
}

/** The graph as ELK takes it. A node that several frames claim lies in the first of them. */
export function elkGraphOf(graph: Graph, library: Library, only: ReadonlySet<string>): ElkNode {
  const nodes = graph.nodes.filter(({ id, raw }) => raw === undefined && only.has(id))
  const made = new Map(nodes.map((node) => [node.id, elkNodeOf(node, { graph, library })]))
  const known = new Set(
    [...made.values()].flatMap(({ ports = [] }) => ports.map((port: { id: string }) => port.id)),
  )
  const edges: ElkExtendedEdge[] = []
  const nodeById = new Map(nodes.map((node) => [node.id, node]))
  for (const { from, to, raw } of graph.wires) {
    const target = nodeById.get(to.node)
    const ports = target && portsOf(target, library.get(target.type)?.definition, graph.wires)
    const ends = [portId('output', from.node, from.port), portId('input', to.node, to.port)] as const
    const isFedBack = ports && portOf(ports, 'input', to.port)?.next
    if (raw !== undefined || isFedBack || !ends.every((end) => known.has(end))) continue
    edges.push({ id: `${endText(from)}>${endText(to)}`, sources: [ends[0]], targets: [ends[1]] })
  }
  const groups: ElkNode[] = []
  for (const { id, around } of graph.frames) {
    const children = around.flatMap((each) => made.get(each) ?? [])
    if (children.length === 0) continue
    for (const each of around) made.delete(each)
    groups.push({ id: `frame ${id}`, children, layoutOptions: { ...spacing, 'elk.padding': framePadding } })
  }
  return { id: 'graph', layoutOptions: { ...options }, children: [...groups, ...made.values()], edges }
}

/** Where ELK put the nodes, by their ids. */
function placesIn(laid: ElkNode): Map<string, Point> {
  const places = new Map<string, Point>()
  const open: (readonly [ElkNode, number, number])[] = [[laid, 0, 0]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [group, dx, dy] = next
    for (const child of group.children ?? []) {
      const [x, y] = [dx + (child.x ?? 0), dy + (child.y ?? 0)]
      if (child.id.startsWith('node ')) places.set(child.id.slice('node '.length), [x, y])
      else open.push([child, x, y])
    }
  }
  return places
}

/** New places for these nodes; their upper left corner stays where it is. */
export async function tidied(
  graph: Graph,
  library: Library,
  only: ReadonlySet<string>,
  layout: Layouter,
): Promise<ReadonlyMap<string, Point>> {
  const places = placesIn(await layout(elkGraphOf(graph, library, only)))
  const before = graph.nodes.filter(({ id }) => places.has(id)).map(({ at }) => at)
  const corner = (points: Iterable<Point>): Point => {
    const all = [...points]
    return [Math.min(...all.map(([x]) => x)), Math.min(...all.map(([, y]) => y))]
  }
  const [[left, top], [newLeft, newTop]] = [corner(before), corner(places.values())]
  return new Map(
    [...places].map(([id, [x, y]]): [string, Point] => [
      id,
      [Math.round(x - newLeft + left), Math.round(y - newTop + top)],
    ]),
  )
}
