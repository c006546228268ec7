// Draws wires where they belong: those in the hand plainly and at once, the others on their ways, a few in each frame.
import type { Point, Wire } from '../graph/document.ts'
import type { Box } from './ground.ts'
import { spotOfFrame } from './frame-boxes.ts'
import type { Face } from './layout.ts'
import type { NodeModel, WireModel } from './models.svelte.ts'
import type { Ports } from './ports.ts'
import { Router } from './router.ts'
import { goesBack, plain, stub, stubDrop, stubLength } from './routing.ts'
import { emptyMap, emptySet, grouped } from './sets.ts'
import { spotOf } from './spots.ts'
import type { Stage } from './stage.svelte.ts'
import type { DrawnWire } from './wire-state.ts'

/** So long may wires take in a frame, in milliseconds; and in the first one, which shows a document. */
const slice = 5
const firstSlice = 80

/** What the router was told of a node. */
interface Put {
  readonly at: Point
  readonly face: Face
  readonly ports: Ports
  readonly folded: Box | null
}

/** What the router was told of a wire. */
interface Led {
  readonly drawn: DrawnWire
  readonly from: Put | undefined
  readonly to: Put | undefined
}

export class Painter {
  readonly #stage: Stage
  readonly #holds: (id: string) => boolean
  readonly #router = new Router()
  readonly #put = emptyMap<Put>()
  readonly #led = emptyMap<Led>()
  readonly #models = emptyMap<WireModel>()
  /** Wires that were drawn plainly, as their nodes are in the hand. */
  readonly #inHand = emptySet()
  #strips: ReadonlySet<string> = emptySet()
  #wires: readonly WireModel[] = []
  #touching: ReadonlyMap<string, readonly WireModel[]> = emptyMap()
  #frame = 0
  #changed = false
  #isFirst = true

  /** `holds` tells whether a node is in the hand. */
  constructor(stage: Stage, holds: (id: string) => boolean) {
    this.#stage = stage
    this.#holds = holds
  }

  /** Something has changed, and wires may have to go elsewhere. */
  soon(): void {
    this.#changed = true
    this.#next()
  }

  /** A node in the hand has moved: its wires follow, and all others stay. */
  drag(id: string): void {
    for (const { key } of this.#touching.get(id) ?? []) this.#inHand.add(key)
    this.#next()
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
  }

  #next(): void {
    this.#frame ||= requestAnimationFrame(() => this.#paint())
  }

  #paint(): void {
    this.#frame = 0
    const until = performance.now() + (this.#isFirst ? firstSlice : slice)
    this.#stage.updateFrames()
    if (this.#changed) this.#follow()
    for (const key of this.#inHand) this.#drawPlainly(this.#models.get(key))
    this.#route(until)
  }

  /** Tells the router what is new. */
  #follow(): void {
    this.#changed = false
    const { models, wires } = this.#stage
    for (const model of models.values()) this.#followNode(model)
    this.#followStrips()
    for (const id of this.#put.keys()) {
      if (models.has(id)) continue
      this.#put.delete(id)
      this.#router.take(id)
    }
    if (wires !== this.#wires) this.#followWires(wires)
    for (const model of wires) this.#followWire(model)
    for (const key of this.#inHand) {
      const model = this.#models.get(key)
      if (model && this.#isHeld(model)) continue
      this.#inHand.delete(key)
      const path = this.#router.pathOf(key)
      if (model && path !== null) model.path = path
    }
  }

  #followNode(model: NodeModel): void {
    const { id, at, face, ports, folded } = model
    const before = this.#put.get(id)
    const isSame = before?.at === at && before.face === face && before.ports === ports
    if (isSame && before.folded === folded) return
    if (before && this.#holds(id) && before.folded === folded) return
    this.#put.set(id, { at, face, ports, folded })
    if (folded) this.#router.take(id)
    else this.#router.put(spotOf(id, at, face, ports))
  }

  /** The strips of collapsed frames stand there instead of their nodes. */
  #followStrips(): void {
    const strips = emptySet()
    for (const { frame, collapsed, box } of this.#stage.frames) {
      if (!collapsed) continue
      const id = spotOfFrame(frame)
      strips.add(id)
      this.#router.put({ id, box, sockets: [] })
    }
    for (const id of this.#strips) if (!strips.has(id)) this.#router.take(id)
    this.#strips = strips
  }

  #followWires(wires: readonly WireModel[]): void {
    this.#wires = wires
    this.#touching = grouped(wires, ({ wire: { from, to } }) => [from.node, to.node])
    this.#models.clear()
    for (const model of wires) this.#models.set(model.key, model)
    for (const key of this.#led.keys()) {
      if (this.#models.has(key)) continue
      this.#led.delete(key)
      this.#router.cut(key)
    }
  }

  #followWire(model: WireModel): void {
    const { key, drawn, wire } = model
    const [from, to] = [this.#put.get(wire.from.node), this.#put.get(wire.to.node)]
    const before = this.#led.get(key)
    if (before?.drawn === drawn && before.from === from && before.to === to) return
    this.#led.set(key, { drawn, from, to })
    if (this.#isHeld(model)) return
    const feedsBack = this.#stage.leadsToNext(wire)
    const [source, target] = this.#ends(model)
    const isWhole = source !== undefined && target !== undefined && !this.#isInside(wire)
    if (!isWhole) this.#router.cut(key)
    const isNew = !isWhole || this.#router.lead({ key, from: source, to: target, feedsBack })
    if (isNew) this.#drawPlainly(model)
  }

  #isHeld({ wire }: WireModel): boolean {
    return this.#holds(wire.from.node) || this.#holds(wire.to.node)
  }

  #ends({ drawn, wire }: WireModel) {
    const { models } = this.#stage
    const from = drawn.from ? models.get(wire.from.node)?.socketOf('output', wire.from.port) : undefined
    const to = drawn.to ? models.get(wire.to.node)?.socketOf('input', wire.to.port) : undefined
    return [from, to] as const
  }

  /** Both ends are hidden by the same frame. */
  #isInside({ from, to }: Wire): boolean {
    const { models } = this.#stage
    const folded = models.get(from.node)?.folded ?? null
    return folded !== null && folded === models.get(to.node)?.folded
  }

  #drawPlainly(model: WireModel | undefined): void {
    if (!model) return
    if (this.#isInside(model.wire)) {
      model.path = ''
      return
    }
    const [from, to] = this.#ends(model)
    if (from && to) {
      const feedsBack = this.#stage.leadsToNext(model.wire)
      model.back = goesBack(from.at, to.at, feedsBack)
      model.path = plain(from.at, to.at, feedsBack)
    } else if (from) {
      model.path = stub(from.at, 1)
      model.end = [from.at[0] + stubLength + 6, from.at[1] + stubDrop]
    } else if (to) {
      model.path = stub(to.at, -1)
      model.end = [to.at[0] - stubLength - 6, to.at[1] + stubDrop]
    }
  }

  #route(until: number): void {
    if (this.#wires.length > 0) this.#isFirst = false
    while (performance.now() < until) {
      const key = this.#router.next()
      if (key === null) return
      const [model, path] = [this.#models.get(key), this.#router.pathOf(key)]
      if (model && path !== null && !this.#inHand.has(key)) model.path = path
    }
    this.#next()
  }
}
