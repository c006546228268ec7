// What a wire has to mind: nodes, their ports, and the wires that come before it. Whoever asks is told of changes.
import type { Point } from '../graph/document.ts'
import { Grid } from './grid.ts'
import { type Stretch, along, stretch } from './stretch.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Socket {
  readonly node: string
  /** "node.port", with the side: a node may have an input and an output of the same name. */
  readonly key: string
  readonly at: Point
  readonly outwards: 1 | -1
}

/** Where a node is. */
export interface Spot {
  readonly id: string
  readonly box: Box
  readonly sockets: readonly Socket[]
}

/** One that looks for its way. Wires of the same source are one net, and may share what they like. */
export interface Asking {
  readonly key: string
  /** Those of a lower rank choose first. */
  readonly rank: number
  readonly from: Socket
  readonly to: Socket
}

/** The same wires always come in the same order. */
export const comesBefore = (a: Asking, b: Asking): boolean =>
  a.rank === b.rank ? a.key < b.key : a.rank < b.rank

/** A stretch of a wire that has found its way. */
export interface Laid extends Stretch {
  readonly owner: Asking
}

/** How much room a wire wants to others, and to nodes; at worst it runs below nodes. */
export interface Room {
  readonly apart: number
  readonly margin: number
  /** So far above and below its ends it looks for a free height. */
  readonly reach: number
  readonly through: boolean
}

/** What touches one cell of the grid. */
export interface Place {
  readonly spots: Set<Spot>
  readonly level: Set<Laid>
  readonly upright: Set<Laid>
  readonly slanted: Set<Laid>
  /** Those who have looked here, and want to know when something changes. */
  readonly watchers: Set<Asking>
}

const emptyPlace = (): Place => ({
  spots: new Set(),
  level: new Set(),
  upright: new Set(),
  slanted: new Set(),
  watchers: new Set(),
})

const cell = 256
/** Around the middle of a port, where no other wire may run. */
export const socketReach = 10
/** Outwards of a port no other wire may run at its height: its own wires must be able to get away. */
const front = 24
const frontHeight = 4
/** What a wire may share with another one, where they cross at a small angle. */
const crossing = 2

export class Ground {
  readonly #grid = new Grid(cell, cell, emptyPlace)
  readonly #columns = new Grid(cell, Infinity, emptyPlace)
  /** Where the one that looks for its way has looked. */
  asked = new Set<Place>()

  #cellsOf({ box: { x, y, width, height } }: Spot) {
    const around = [x - front, y - socketReach, x + width + front, y + height + socketReach] as const
    return [...this.#grid.of(...around), ...this.#columns.of(x, 0, x + width, 0)]
  }

  #cellsOfStretch({ x1, y1, x2, y2 }: Stretch) {
    return this.#grid.of(x1, Math.min(y1, y2), x2, Math.max(y1, y2))
  }

  /** Puts a node there, and answers where that matters. */
  put(spot: Spot): readonly Place[] {
    const cells = this.#cellsOf(spot)
    for (const { spots } of cells) spots.add(spot)
    return cells
  }

  take(spot: Spot): readonly Place[] {
    const cells = this.#cellsOf(spot)
    for (const { spots } of cells) spots.delete(spot)
    return cells
  }

  lay(run: Laid): readonly Place[] {
    const cells = this.#cellsOfStretch(run)
    for (const place of cells) place[run.lies].add(run)
    return cells
  }

  lift(run: Laid): readonly Place[] {
    const cells = this.#cellsOfStretch(run)
    for (const place of cells) place[run.lies].delete(run)
    return cells
  }

  /** The first node in the way of a stretch: its box with a margin, or what it keeps free around its ports. */
  obstacle(asking: Asking, run: Stretch, margin: number, own?: string): Box | null {
    let first: Spot | null = null
    for (const { spots } of this.#near(run, Math.max(margin, 0))) {
      for (const spot of spots) {
        if (first && spot.id >= first.id) continue
        if ((spot.id !== own && isWithin(run, spot.box, margin)) || minds(asking, run, spot)) first = spot
      }
    }
    return first?.box ?? null
  }

  /** Whether a stretch keeps off the ports of others; nodes may be in its way. */
  passesPorts(asking: Asking, run: Stretch): boolean {
    for (const { spots } of this.#near(run, 0))
      for (const spot of spots) if (minds(asking, run, spot)) return false
    return true
  }

  /** Whether wires of other sources that come first run along this stretch. */
  isTaken(asking: Asking, run: Stretch, apart: number): boolean {
    for (const place of this.#near(run, apart)) {
      for (const laid of besides(place, run)) {
        for (const other of laid) {
          const shared = isForeign(asking, other) && along(run, other, apart)
          if (shared && shared[1] - shared[0] > crossing) return true
        }
      }
    }
    return false
  }

  /** How far a level or upright stretch gets from a place, at most to another one. `own` is no obstacle. */
  limit(asking: Asking, from: Point, to: Point, { apart, margin, through }: Room, own?: string): number {
    const run = stretch(from, to)
    const isLevel = from[1] === to[1]
    const [start, end, height] = isLevel ? [from[0], to[0], from[1]] : [from[1], to[1], from[0]]
    const side = end < start ? -1 : 1
    let open = run.length
    const meet = (low: number, high: number): void => {
      const [near, far] = side > 0 ? [low - start, high - start] : [start - high, start - low]
      if (far > 0) open = Math.min(open, Math.max(0, near))
    }
    const pass = (left: number, top: number, right: number, bottom: number): void => {
      if (!isLevel && height > left && height < right) meet(top, bottom)
      if (isLevel && height > top && height < bottom) meet(left, right)
    }
    const passSpot = ({ id, box: { x, y, width, height }, sockets }: Spot): void => {
      if (!through && id !== own) pass(x - margin, y - margin, x + width + margin, y + height + margin)
      for (const { key, at, outwards } of sockets) {
        if (key === asking.from.key || key === asking.to.key) continue
        const [px, py] = at
        pass(px - socketReach, py - socketReach, px + socketReach, py + socketReach)
        const [left, right] = outwards > 0 ? [px, px + front] : [px - front, px]
        if (isLevel) pass(left, py - frontHeight, right, py + frontHeight)
      }
    }
    for (let done = 0; done < open; done += cell) {
      const [near, far] = [start + side * done, start + side * Math.min(done + cell, run.length)]
      const part = isLevel ? stretch([near, height], [far, height]) : stretch([height, near], [height, far])
      for (const place of this.#near(part, Math.max(margin, apart))) {
        for (const spot of place.spots) passSpot(spot)
        for (const laid of besides(place, run)) {
          for (const other of laid) {
            const shared = isForeign(asking, other) && along(run, other, apart)
            if (shared && shared[1] - shared[0] > crossing)
              open = Math.min(open, side > 0 ? shared[0] : run.length - shared[1])
          }
        }
      }
    }
    return open
  }

  /** All nodes that touch a rectangle. */
  within(left: number, top: number, right: number, bottom: number): ReadonlySet<Box> {
    const boxes = new Set<Box>()
    for (const { spots } of this.#look(left, top, right, bottom)) {
      for (const { box } of spots) {
        const isBeside = box.x > right || box.x + box.width < left
        if (!isBeside && box.y <= bottom && box.y + box.height >= top) boxes.add(box)
      }
    }
    return boxes
  }

  /** The heights at which wires that come first lie level in a rectangle: those of other sources, and of the same. */
  levels(asking: Asking, left: number, top: number, right: number, bottom: number) {
    const [foreign, own] = [new Set<number>(), new Set<number>()]
    for (const { level } of this.#look(left, top, right, bottom)) {
      for (const { x1, x2, y1: y, owner } of level) {
        if (x1 > right - crossing || x2 < left + crossing) continue
        const heights = owner.from.key === asking.from.key ? own : foreign
        if (!heights.has(y) && comesBefore(owner, asking)) heights.add(y)
      }
    }
    const sorted = (heights: Set<number>) => [...heights].sort((a, b) => a - b)
    return { foreign: sorted(foreign), own: sorted(own) }
  }

  /** How deep the nodes between two places reach, wherever they are. */
  floor(left: number, right: number): number {
    let deepest = -Infinity
    for (const each of this.#columns.near(left, 0, right, 0) ?? []) {
      this.asked.add(each)
      for (const { box } of each.spots) {
        if (box.x <= right && box.x + box.width >= left) deepest = Math.max(deepest, box.y + box.height)
      }
    }
    return deepest
  }

  /** What is too large to be looked at is taken for empty. */
  #look(left: number, top: number, right: number, bottom: number): readonly Place[] {
    const places = this.#grid.near(left, top, right, bottom) ?? []
    for (const each of places) this.asked.add(each)
    return places
  }

  #near({ x1, y1, x2, y2 }: Stretch, margin: number): readonly Place[] {
    const [top, bottom] = y1 < y2 ? [y1, y2] : [y2, y1]
    return this.#look(x1 - margin, top - margin, x2 + margin, bottom + margin)
  }
}

const isForeign = (asking: Asking, { owner }: Laid): boolean =>
  owner.rank <= asking.rank && owner.from.key !== asking.from.key && comesBefore(owner, asking)

/** Stretches that may lie along another one. */
const besides = ({ level, upright, slanted }: Place, { lies }: Stretch): readonly Set<Laid>[] =>
  lies === 'level' ? [level, slanted] : lies === 'upright' ? [upright, slanted] : [level, upright, slanted]

function isWithin({ x1, y1, x2, y2 }: Stretch, { x, y, width, height }: Box, margin: number): boolean {
  if (x1 >= x + width + margin || x2 <= x - margin) return false
  const [top, bottom] = y1 < y2 ? [y1, y2] : [y2, y1]
  return top < y + height + margin && bottom > y - margin
}

/** Whether a stretch comes too close to a port that is not an end of its wire. */
function minds(asking: Asking, run: Stretch, { sockets, box }: Spot): boolean {
  if (!isWithin(run, box, front)) return false
  const isLevel = Math.abs(run.y2 - run.y1) < 0.3 * (run.x2 - run.x1)
  const [top, bottom] = run.y1 < run.y2 ? [run.y1, run.y2] : [run.y2, run.y1]
  for (const socket of sockets) {
    if (socket.key === asking.from.key || socket.key === asking.to.key) continue
    const [x, y] = socket.at
    if (
      top < y + socketReach &&
      bottom > y - socketReach &&
      run.x1 < x + socketReach &&
      run.x2 > x - socketReach
    )
      return true
    if (!isLevel || top >= y + frontHeight || bottom <= y - frontHeight) continue
    const [left, right] = socket.outwards > 0 ? [x, x + front] : [x - front, x]
    if (run.x1 < right && run.x2 > left) return true
  }
  return false
}
