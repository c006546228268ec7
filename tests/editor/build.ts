// Graphs for the tests of the editor: nodes by id and type, wires as "a.out>b.in".
import {
  type End,
  type Graph,
  type GraphNode,
  type Json,
  emptyGraph,
  noFields,
} from '../../src/graph/document.ts'

const end = (text: string): End => {
  const [node = '', port = ''] = text.split('.')
  return { node, port }
}

type Row = readonly [id: string, type: string, at?: readonly [number, number], params?: Record<string, Json>]

export const node = (id: string, type: string, rest: Partial<GraphNode> = {}): GraphNode => ({
  ...{ id, type, at: [0, 0], params: noFields, extra: noFields },
  ...rest,
})

export const graphOf = (nodes: readonly Row[], wires: readonly string[] = []): Graph => ({
  ...emptyGraph,
  nodes: nodes.map(([id, type, at = [0, 0], params = {}]) =>
    node(id, type, { at, params: new Map(Object.entries(params)) }),
  ),
  wires: wires.map((text) => {
    const [from = '', to = ''] = text.split('>')
    return { from: end(from), to: end(to), extra: noFields }
  }),
})
