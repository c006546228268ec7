// Routes of whole graphs for tests, without a page: as the canvas makes them, and judged by what is drawn.
import { type Graph, wireKey } from '../../src/graph/document.ts'
import type { Spot } from '../../src/editor/ground.ts'
import { faceOf } from '../../src/editor/layout.ts'
import { portOf, portsOf } from '../../src/editor/ports.ts'
import { Router, type WireEnds } from '../../src/editor/router.ts'
import { socketOf, spotOf } from '../../src/editor/spots.ts'
import { drawnWires } from '../../src/editor/wire-state.ts'
import { grouped } from '../../src/editor/sets.ts'
import { library } from '../../src/library.ts'

/** What a router is told of a graph. */
export function planOf(graph: Graph): { readonly spots: readonly Spot[]; readonly wires: readonly WireEnds[] } {
  const touching = grouped(graph.wires, ({ from, to }) => [from.node, to.node])
  const faces = new Map(
    graph.nodes.map((node) => {
      const definition = library.get(node.type)?.definition
      const ports = portsOf(node, definition, touching.get(node.id) ?? [])
      return [node.id, { node, ports, face: faceOf(node, definition, ports) }]
    }),
  )
  const spots = [...faces.values()].map(({ node, face, ports }) => spotOf(node.id, node.at, face, ports))
  const wires = drawnWires(graph, library).flatMap(({ wire, from, to }): WireEnds[] => {
    const [source, target] = [faces.get(wire.from.node), faces.get(wire.to.node)]
    if (!from || !to || !source || !target) return []
    return [
      {
        key: wireKey(wire),
        from: socketOf(wire.from.node, source.node.at, source.face, source.ports, 'output', wire.from.port),
        to: socketOf(wire.to.node, target.node.at, target.face, target.ports, 'input', wire.to.port),
        feedsBack: portOf(target.ports, 'input', wire.to.port)?.next ?? false,
      },
    ]
  })
  return { spots, wires }
}

export function routed(graph: Graph): Router {
  const router = new Router()
  const { spots, wires } = planOf(graph)
  for (const spot of spots) router.put(spot)
  for (const wire of wires) router.lead(wire)
  while (router.next() !== null);
  return router
}

