// Routes of whole graphs for tests, without a page: as the canvas makes them, and judged by what is drawn.
import { type Graph, type Point, wireKey } from '../../src/graph/document.ts'
import type { Spot } from '../../src/editor/ground.ts'
import { faceOf } from '../../src/editor/layout.ts'
import { portOf, portsOf } from '../../src/editor/ports.ts'
import { Router, type WireEnds } from '../../src/editor/router.ts'
import { flattened } from '../../src/editor/routing.ts'
import { grouped } from '../../src/editor/sets.ts'
import { socketOf, spotOf } from '../../src/editor/spots.ts'
import { drawnWires } from '../../src/editor/wire-state.ts'
import { library } from '../../src/library.ts'

/** What a router is told of a graph. */
export interface Plan {
  readonly spots: readonly Spot[]
  readonly wires: readonly WireEnds[]
}

export function planOf(graph: Graph): Plan {
  const touching = grouped(graph.wires, ({ from, to }) => [from.node, to.node])
  const nodes = new Map(
    graph.nodes.map((node) => {
      const definition = library.get(node.type)?.definition
      const ports = portsOf(node, definition, touching.get(node.id) ?? [])
      return [node.id, { at: node.at, ports, face: faceOf(node, definition, ports) }]
    }),
  )
  const spots = [...nodes].map(([id, { at, face, ports }]) => spotOf(id, at, face, ports))
  const wires = drawnWires(graph, library).flatMap(({ wire, from, to }): WireEnds[] => {
    const [source, target] = [nodes.get(wire.from.node), nodes.get(wire.to.node)]
    if (!from || !to || !source || !target) return []
    return [
      {
        key: wireKey(wire),
        from: socketOf(wire.from.node, source.at, source.face, source.ports, 'output', wire.from.port),
        to: socketOf(wire.to.node, target.at, target.face, target.ports, 'input', wire.to.port),
        feedsBack: portOf(target.ports, 'input', wire.to.port)?.next ?? false,
      },
    ]
  })
  return { spots, wires }
}

/** Tells a router what is there now, as the canvas does after an edit. */
export function tell(router: Router, { spots, wires }: Plan, before: Plan = { spots: [], wires: [] }): void {
  const [ids, keys] = [new Set(spots.map(({ id }) => id)), new Set(wires.map(({ key }) => key))]
  for (const { key } of before.wires) if (!keys.has(key)) router.cut(key)
  for (const { id } of before.spots) if (!ids.has(id)) router.take(id)
  for (const spot of spots) router.put(spot)
  for (const wire of wires) router.lead(wire)
}

/** Tells it, and lets it finish. */
export function follow(router: Router, plan: Plan, before?: Plan): Router {
  tell(router, plan, before)
  while (router.next() !== null);
  return router
}

export const pathsOf = (router: Router, { wires }: Plan): ReadonlyMap<string, string | null> =>
  new Map(wires.map(({ key }) => [key, router.pathOf(key)]))

/** Points along a drawn path, about a pixel apart. */
export function pointsAlong(path: string): Point[] {
  const found: Point[] = []
  const to = (end: Point): void => {
    const [x, y] = found.at(-1) ?? end
    const steps = Math.max(1, Math.ceil(Math.hypot(end[0] - x, end[1] - y)))
    for (let i = 1; i <= steps; i++)
      found.push([x + ((end[0] - x) * i) / steps, y + ((end[1] - y) * i) / steps])
  }
  for (const [, command, rest = ''] of path.matchAll(/([MLQC])([^MLQC]*)/g)) {
    const numbers = rest.trim().split(/[ ,]+/).map(Number)
    const points = numbers.flatMap((x, i): Point[] => (i % 2 === 0 ? [[x, numbers[i + 1] ?? NaN]] : []))
    const [a, b, c] = points
    const start = found.at(-1)
    if (command === 'C' && start && a && b && c) flattened([start, a, b, c]).forEach(to)
    else if (command === 'Q' && start && a && b) flattened([start, a, a, b]).forEach(to)
    else if (a) to(a)
  }
  return found
}

interface Sample {
  readonly source: string
  readonly key: string
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
}

const near = 1.5
const sideways = 0.15

/** Wires of different sources that lie on each other for more than `most` pixels, as sentences. */
export function sharings(router: Router, { wires }: Plan, most: number): string[] {
  const cells = new Map<string, Sample[]>()
  const cellOf = (x: number, y: number): string => `${Math.floor(x / 8)} ${Math.floor(y / 8)}`
  const all = wires.map(({ key, from }) => {
    const points = pointsAlong(router.pathOf(key) ?? '')
    return points.slice(1).map(([x, y], i): Sample => {
      const [bx, by] = points[i] ?? [x, y]
      const length = Math.hypot(x - bx, y - by) || 1
      return { source: from.key, key, x, y, dx: (x - bx) / length, dy: (y - by) / length }
    })
  })
  for (const sample of all.flat()) {
    const cell = cellOf(sample.x, sample.y)
    cells.set(cell, [...(cells.get(cell) ?? []), sample])
  }
  const others = ({ x, y, dx, dy, source }: Sample): Set<string> => {
    const found = new Set<string>()
    for (const ox of [-8, 0, 8]) {
      for (const oy of [-8, 0, 8]) {
        for (const other of cells.get(cellOf(x + ox, y + oy)) ?? []) {
          const isNear = Math.hypot(other.x - x, other.y - y) < near
          if (other.source !== source && isNear && Math.abs(dx * other.dy - dy * other.dx) < sideways)
            found.add(other.key)
        }
      }
    }
    return found
  }
  const found: string[] = []
  for (const samples of all) {
    const lengths = new Map<string, number>()
    for (const sample of samples)
      for (const key of others(sample)) lengths.set(key, (lengths.get(key) ?? 0) + 1)
    for (const [key, length] of lengths)
      if (length > most && samples[0]) found.push(`${samples[0].key} lies on ${key} for ${length} pixels`)
  }
  return found
}

/** Wires that run under a port that is not theirs, as sentences. */
export function coverings(router: Router, { spots, wires }: Plan, reach = 8): string[] {
  return wires.flatMap(({ key, from, to }) => {
    const points = pointsAlong(router.pathOf(key) ?? '')
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    const sockets = spots
      .flatMap((spot) => spot.sockets)
      .filter(({ key: socket, at: [x, y] }) => {
        const isOwn = socket === from.key || socket === to.key
        return !isOwn && x > left - reach && x < right + reach && y > top - reach && y < bottom + reach
      })
    return sockets
      .filter(({ at: [x, y] }) =>
        points.some(([px, py]) => Math.abs(px - x) < reach && Math.abs(py - y) < reach),
      )
      .map((socket) => `${key} runs under the ${socket.key}`)
  })
}
