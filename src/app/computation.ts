// Whether an edit changes what is computed: the engine need not hear of nodes that are moved or texts that are written.
import type { Graph, GraphNode } from '../graph/document.ts'

const sameNode = (a: GraphNode, b: GraphNode | undefined): boolean =>
  a === b ||
  (b !== undefined &&
    a.id === b.id &&
    a.type === b.type &&
    a.title === b.title &&
    a.bypass === b.bypass &&
    a.params === b.params &&
    a.raw === b.raw)

/** Wires and entries that were not edited are shared by the graphs, so that comparing them by identity is enough. */
export const computesTheSame = (a: Graph, b: Graph): boolean =>
  a === b ||
  (a.arithmetic === b.arithmetic &&
    a.run.stopBelow === b.run.stopBelow &&
    a.nodes.length === b.nodes.length &&
    a.wires.length === b.wires.length &&
    (a.wires === b.wires || a.wires.every((wire, index) => wire === b.wires[index])) &&
    (a.nodes === b.nodes || a.nodes.every((node, index) => sameNode(node, b.nodes[index]))) &&
    a.extra === b.extra)
