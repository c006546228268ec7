// What the hand does with wires: where one begins, what it is over, and what happens where it is let go.
import { Flow, type SocketData } from 'rete-connection-plugin'
import { type Graph, type Point, type Wire, endText, wireKey } from '../graph/document.ts'
import { connect, disconnect } from '../graph/edits.ts'
import { type LooseEnd, Refusals } from './refusals.ts'
import type { Stage } from './stage.svelte.ts'
import type { Schemes } from './surface.ts'
import { Wiring } from './wiring.svelte.ts'

/** Closer than this to a port counts as on it, in pixels on the screen. */
const reach = 20
/** A press that moved less is a click. */
const still = 4

/** What wiring needs to know of the page. */
export interface Pointing {
  /** The last press, and where the pointer is now, on the screen. */
  readonly down: () => PointerEvent | null
  readonly now: () => Point
  readonly toCanvas: (screen: Point) => Point
  readonly zoom: () => number
  /** How many fingers touch the canvas. */
  readonly fingers: () => number
  /** What lies there: the ground, something on the canvas, or what is no part of it. */
  readonly under: (screen: Point) => 'ground' | 'node' | 'elsewhere'
}

/** How Rete's connection plugin begins and ends a wire here: edits of the graph, and no wire of its own. */
export class WireFlow extends Flow<Schemes, unknown[]> {
  readonly #stage: Stage
  readonly #pointing: Pointing
  #picked: SocketData | undefined

  constructor(stage: Stage, pointing: Pointing) {
    super()
    this.#stage = stage
    this.#pointing = pointing
  }

  override pick({ socket, event }: { socket: SocketData; event: 'up' | 'down' }): Promise<void> {
    if (event === 'down') this.#begin(socket)
    else this.#end()
    return Promise.resolve()
  }

  override getPickedSocket(): SocketData | undefined {
    return this.#picked
  }

  override drop(): void {
    this.#end()
  }

  #begin(socket: SocketData): void {
    const { host } = this.#stage
    if (host.readonly || this.#pointing.down()?.button !== 0 || this.#pointing.fingers() > 1) return
    const end: LooseEnd = { node: socket.nodeId, port: socket.key, side: socket.side }
    const moving = this.#wireOff(end)
    const start = moving ? otherEnd(moving, end.side) : end
    this.#picked = { ...socket, nodeId: start.node, key: start.port, side: start.side }
    const refusals = new Refusals(host.graph, host.library, host.shapes, start, moving)
    this.#stage.wiring = new Wiring(refusals, moving)
  }

  /** A wire is taken off by its end: the selected one, else the last that leads to an input. From an output comes a new one. */
  #wireOff({ node, port, side }: LooseEnd): Wire | null {
    const wires = this.#stage.wires
      .map(({ wire }) => wire)
      .filter(({ from, to }) => {
        const end = side === 'input' ? to : from
        return end.node === node && end.port === port
      })
    const selected = wires.find((wire) => this.#stage.selectedWires.has(wireKey(wire)))
    return selected ?? (side === 'input' ? wires.at(-1) : null) ?? null
  }

  #end(): void {
    const { wiring } = this.#stage
    this.#picked = undefined
    this.#stage.wiring = null
    const [down, now] = [this.#pointing.down(), this.#pointing.now()]
    if (!wiring || !down) return
    if (Math.hypot(now[0] - down.clientX, now[1] - down.clientY) < still) return this.#choose(wiring)
    const over = portNear(this.#stage, this.#pointing, now, wiring.refusals)
    if (over) return finish(this.#stage, wiring, over)
    if (this.#pointing.under(now) !== 'ground') return
    if (wiring.moving) remove(this.#stage, wiring.moving)
    else this.#stage.host.add(this.#pointing.toCanvas(now), now, wiring.start)
  }

  /** A click on a port says what it waits for, and lists what it could be wired to. */
  #choose({ start, moving }: Wiring): void {
    const { node, port, side } = moving ? otherEnd(moving, start.side) : start
    this.#stage.choosing = { id: node, port: { name: port, side } }
  }
}

const isSameEnd = (a: LooseEnd, b: LooseEnd): boolean => a.side === b.side && endText(a) === endText(b)

const otherEnd = ({ from, to }: Wire, side: LooseEnd['side']): LooseEnd =>
  side === 'input' ? { ...from, side: 'output' } : { ...to, side: 'input' }

/** The port that the pointer is on or next to: one that the wire fits to before others, unless it is right on another one. */
export function portNear(
  stage: Stage,
  pointing: Pointing,
  screen: Point,
  refusals: Refusals,
): LooseEnd | null {
  const [x, y] = pointing.toCanvas(screen)
  const far = reach / pointing.zoom()
  let best = far
  let found: LooseEnd | null = null
  for (const model of stage.models.values()) {
    const { box } = model
    if (!model.visible || x < box.x - far || x > box.x + box.width + far) continue
    for (const { side, name } of [...model.ports.inputs, ...model.ports.outputs]) {
      const [px, py] = model.socket(side, name)
      // The name of a port belongs to it as well.
      const inwards = side === 'input' ? x - px : px - x
      const across = inwards > 0 ? Math.max(0, inwards - 48) : -inwards
      const away = Math.hypot(across, (y - py) * 1.4)
      if (away >= far) continue
      const end: LooseEnd = { node: model.id, port: name, side }
      // What does not fit counts as twice as far away.
      const distance = refusals.reason(end) !== null ? 2 * away : away
      if (distance >= best) continue
      best = distance
      found = end
    }
  }
  return found
}

export function hover(stage: Stage, pointing: Pointing): void {
  const { wiring } = stage
  if (!wiring) return
  const { start, refusals } = wiring
  const end = portNear(stage, pointing, pointing.now(), refusals)
  // On its way out a wire passes the other ports of that side, and means none of them.
  const isLeaving = end?.node === start.node && end.side === start.side
  wiring.screen = pointing.now()
  wiring.over = end && !isLeaving ? { end, reason: refusals.reason(end) } : null
}

function finish(stage: Stage, { start, refusals, moving }: Wiring, end: LooseEnd): void {
  if (isSameEnd(end, start)) return
  if (moving && isSameEnd(end, otherEnd(moving, start.side))) return
  const reason = refusals.reason(end)
  if (reason !== null) return stage.host.refuse(`Not connected: ${reason}.`)
  const [from, to] = start.side === 'output' ? [start, end] : [end, start]
  join(stage, from, to, moving)
}

/** Connects two ends as one step; a wire that is moved keeps its label. */
export function join(stage: Stage, from: LooseEnd, to: LooseEnd, moving: Wire | null = null): void {
  const ends = [from, to].map(({ node, port }) => ({ node, port }))
  const [source, target] = ends
  if (!source || !target) return
  const joined = (graph: Graph) =>
    connect(moving ? disconnect(graph, moving) : graph, stage.host.library, source, target, moving?.label)
  const tried = joined(stage.graph)
  if ('problem' in tried) return stage.host.refuse(`Not connected: ${tried.problem.message}`)
  stage.host.edit(
    (graph) => {
      const result = joined(graph)
      return 'problem' in result ? graph : result.graph
    },
    `${moving ? 'move the wire' : 'connect'} ${endText(source)} to ${endText(target)}`,
  )
}

export function remove(stage: Stage, wire: Wire): void {
  stage.host.edit(
    (graph) => disconnect(graph, wire),
    `remove the wire from ${endText(wire.from)} to ${endText(wire.to)}`,
  )
}
