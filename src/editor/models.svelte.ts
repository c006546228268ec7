// One node and one wire on the canvas: what its component shows, so that only what has changed is drawn again.
import type { GraphNode, Point, Wire } from '../graph/document.ts'
import type { NodeDefinition } from '../node.ts'
import { type Face, faceOf } from './layout.ts'
import type { Ports, Side } from './ports.ts'
import type { Box, Socket } from './ground.ts'
import { socketOf } from './spots.ts'
import type { DrawnWire } from './wire-state.ts'

export class NodeModel {
  readonly id: string
  node: GraphNode
  definition: NodeDefinition | undefined
  ports: Ports
  /** Its size while that is being dragged. */
  resizing = $state.raw<Point | null>(null)
  /** Controls, formula and picture are there: not before they were first near enough to be read. */
  detailed = $state(false)
  /** On the screen, or close to it. */
  visible = $state(false)
  /** Where its view is on the canvas: in a drag not where the document says. */
  at: Point
  /** The strip of the collapsed frame that hides it. */
  folded = $state.raw<Box | null>(null)
  /** What its wires lead to instead of it. */
  foldedInto = ''
  /** How far down the edge of the strip its wires begin and end, 0 … 1. */
  foldedAt = 0.5
  element: HTMLElement | null = null
  /** Its component is there. */
  isDrawn = false

  readonly #face = $derived.by((): Face => {
    const node = this.resizing ? { ...this.node, size: this.resizing } : this.node
    return faceOf(node, this.definition, this.ports)
  })

  constructor(node: GraphNode, definition: NodeDefinition | undefined, ports: Ports) {
    this.id = node.id
    this.node = $state.raw(node)
    this.definition = $state.raw(definition)
    this.ports = $state.raw(ports)
    this.at = node.at
  }

  get face(): Face {
    return this.#face
  }

  /** What is seen of it: where it is hidden, the strip of its frame. */
  get box(): Box {
    return this.folded ?? this.ownBox
  }

  get ownBox(): Box {
    const [x, y] = this.at
    const { width, height } = this.#face
    return { x, y, width, height }
  }

  /** Where a wire meets a port, on the canvas. */
  socket(side: Side, port: string): Point {
    return this.socketOf(side, port).at
  }

  socketOf(side: Side, port: string): Socket {
    const socket = socketOf(this.id, this.at, this.#face, this.ports, side, port)
    if (!this.folded) return socket
    const { x, y, width, height } = this.folded
    return {
      ...socket,
      node: this.foldedInto,
      at: [side === 'input' ? x : x + width, y + height * this.foldedAt],
    }
  }
}

export class WireModel {
  readonly key: string
  drawn: DrawnWire
  path = $state('')
  /** Where the name of a missing end is written. */
  end = $state.raw<Point>([0, 0])
  /** From right to left, around the nodes. */
  back = $state(false)

  constructor(drawn: DrawnWire) {
    this.key = drawn.key
    this.drawn = $state.raw(drawn)
  }

  get wire(): Wire {
    return this.drawn.wire
  }
}
