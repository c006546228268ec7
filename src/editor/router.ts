// Keeps every wire on its way. A wire depends on what it has looked at, and is led anew when that changes.
import { Ground, comesBefore, type Laid, type Place, type Socket, type Spot } from './ground.ts'
import { Queue } from './queue.ts'
import { type Seeking, type Way, wayOf } from './ways.ts'

/** Of wires that are fed back: after all others. */
const last = 2 ** 40

export interface WireEnds {
  readonly key: string
  readonly from: Socket
  readonly to: Socket
  readonly feedsBack: boolean
}

/** Short wires choose first; those that are fed back come last. */
class Routed implements Seeking {
  readonly key: string
  readonly rank: number
  readonly from: Socket
  readonly to: Socket
  readonly feedsBack: boolean
  way: Way | null = null
  laid: readonly Laid[] = []
  asked: ReadonlySet<Place> = new Set()

  constructor({ key, from, to, feedsBack }: WireEnds) {
    this.key = key
    this.from = from
    this.to = to
    this.feedsBack = feedsBack
    const length = Math.round(Math.abs(from.at[0] - to.at[0]) + Math.abs(from.at[1] - to.at[1]))
    this.rank = feedsBack ? last + length : length
  }
}

const sameSocket = (a: Socket, b: Socket): boolean =>
  a.key === b.key && a.at[0] === b.at[0] && a.at[1] === b.at[1]

function sameSpot(a: Spot, b: Spot): boolean {
  const same = (['x', 'y', 'width', 'height'] as const).every((side) => a.box[side] === b.box[side])
  return (
    same &&
    a.sockets.length === b.sockets.length &&
    a.sockets.every((each, i) => sameSocket(each, b.sockets[i] ?? each))
  )
}

export class Router {
  readonly #ground = new Ground()
  readonly #spots = new Map<string, Spot>()
  readonly #wires = new Map<string, Routed>()
  readonly #waiting = new Queue<Routed>(comesBefore)
  /** How many searches there were. */
  searches = 0

  /** A node is here now. */
  put(spot: Spot): void {
    const before = this.#spots.get(spot.id)
    if (before && sameSpot(before, spot)) return
    if (before) this.#stir(this.#ground.take(before))
    this.#spots.set(spot.id, spot)
    this.#stir(this.#ground.put(spot))
  }

  take(id: string): void {
    const spot = this.#spots.get(id)
    if (!spot) return
    this.#spots.delete(id)
    this.#stir(this.#ground.take(spot))
  }

  /** A wire is between these ends now. Answers whether it was elsewhere before. */
  lead(ends: WireEnds): boolean {
    const before = this.#wires.get(ends.key)
    if (
      before?.feedsBack === ends.feedsBack &&
      sameSocket(before.from, ends.from) &&
      sameSocket(before.to, ends.to)
    )
      return false
    if (before) this.cut(before.key)
    const wire = new Routed(ends)
    this.#wires.set(wire.key, wire)
    this.#waiting.add(wire)
    return true
  }

  cut(key: string): void {
    const wire = this.#wires.get(key)
    if (!wire) return
    this.#wires.delete(key)
    this.#waiting.delete(wire)
    this.#lay(wire, [])
    this.#look(wire, new Set())
  }

  pathOf(key: string): string | null {
    return this.#wires.get(key)?.way?.path ?? null
  }

  get isDone(): boolean {
    return this.#waiting.size === 0
  }

  /** Leads the next wire that waits, and answers its key; null if none does. */
  next(): string | null {
    const wire = this.#waiting.take()
    if (!wire) return null
    this.searches++
    this.#ground.asked = new Set()
    const way = wayOf(this.#ground, wire)
    this.#look(wire, this.#ground.asked)
    if (way.path !== wire.way?.path)
      this.#lay(
        wire,
        way.stretches.map((run) => ({ ...run, owner: wire })),
      )
    wire.way = way
    return wire.key
  }

  /** Wires that have looked at these places, and perhaps only those after another one, have to look again. */
  #stir(places: Iterable<Place>, after: Routed | null = null): void {
    for (const { watchers } of places) {
      for (const watcher of watchers) {
        if (watcher instanceof Routed && (!after || comesBefore(after, watcher))) this.#waiting.add(watcher)
      }
    }
  }

  #lay(wire: Routed, laid: readonly Laid[]): void {
    for (const run of wire.laid) this.#stir(this.#ground.lift(run), wire)
    for (const run of laid) this.#stir(this.#ground.lay(run), wire)
    wire.laid = laid
  }

  #look(wire: Routed, asked: ReadonlySet<Place>): void {
    for (const { watchers } of wire.asked) watchers.delete(wire)
    for (const { watchers } of asked) watchers.add(wire)
    wire.asked = asked
  }
}
