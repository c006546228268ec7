// The search for the way of one wire: a bend, or level and upright stretches that keep off nodes, ports and other wires.
import type { Point } from '../graph/document.ts'
import type { Asking, Box, Ground, Room, Socket } from './ground.ts'
import { bend, drawn, flattened, goesBack, rounded } from './routing.ts'
import { type Stretch, stretch, stretchesOf } from './stretch.ts'

export interface Way {
  readonly path: string
  readonly stretches: readonly Stretch[]
}

export interface Seeking extends Asking {
  /** Into an input that is read when the iteration ends: it runs below everything. */
  readonly feedsBack: boolean
}

const rooms: readonly Room[] = [
  { apart: 8, margin: 12, reach: 160, through: false },
  { apart: 4, margin: 6, reach: 480, through: false },
  { apart: 3, margin: 3, reach: 480, through: false },
  { apart: 4, margin: 0, reach: 320, through: true },
]
/** From a port to the first turn. */
const lead = 12
/** Where several wires arrive, they do so beside each other, and meet only over this length. */
const tip = 10
const arrivals = [0, -4, 4, -8, 8, -12, 12]
/** A gap between columns that has to be shared, and what is steep in it. */
const narrow = 160
const steep = 3
/** Between bends. */
const bentApart = 5
/** A node that is only grazed is no obstacle for a bend. */
const grazed = -3
/** Below what is passed by a wire that is fed back, and between those. */
const below = 24
const between = 12
/** Two turns closer than this are a kink. */
const kink = 8
/** The most that a way around may be longer than straight on, before the wire rather runs below nodes. */
const detour = 1600
/** So far outwards of its ports a wire looks for a place to turn. */
const aside = 480
/** So much further a wire goes to run with others of its source. */
const together = 16
const mostLevels = 80
const mostTries = 24

const wayAlong = (points: readonly Point[]): Way => ({
  path: rounded(points),
  stretches: stretchesOf(points),
})

/** The free heights between boxes, widened by a margin. */
function gaps(boxes: Iterable<Box>, margin: number, top: number, bottom: number): [number, number][] {
  const free: [number, number][] = []
  let y = top
  for (const box of [...boxes].sort((a, b) => a.y - b.y)) {
    if (box.y - margin >= y) free.push([y, box.y - margin])
    y = Math.max(y, box.y + box.height + margin)
  }
  if (bottom >= y) free.push([y, bottom])
  return free
}

/** Numbers from a start on outwards, within two limits. */
function outwards(start: number, step: number, low: number, high: number, count: number): number[] {
  const found = [start]
  for (let i = 1; i <= count; i++) found.push(start + i * step, start - i * step)
  return found.filter((each) => each >= low && each <= high)
}

/** Whether a number keeps a distance to all of these, which are sorted. */
function isApart(y: number, taken: readonly number[], apart: number): boolean {
  let [low, high] = [0, taken.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((taken[middle] ?? y) <= y - apart) low = middle + 1
    else high = middle
  }
  return (taken[low] ?? Infinity) >= y + apart
}

/** Where a wire may turn on its way from a port, nearest first, and how far it gets up and down from there. */
interface Exit {
  readonly height: number
  readonly places: readonly number[]
  readonly extents: Map<number, readonly [top: number, bottom: number]>
}

class Search {
  readonly #ground: Ground
  readonly #wire: Seeking
  readonly #room: Room
  readonly #from: Point
  readonly #to: Point

  constructor(ground: Ground, wire: Seeking, room: Room) {
    this.#ground = ground
    this.#wire = wire
    this.#room = room
    this.#from = wire.from.at
    this.#to = wire.to.at
  }

  #isOpen(run: Stretch, own?: string, apart = this.#room.apart): boolean {
    const [ground, wire, { through, margin }] = [this.#ground, this.#wire, this.#room]
    const passes = through ? ground.passesPorts(wire, run) : !ground.obstacle(wire, run, margin, own)
    return passes && !ground.isTaken(wire, run, apart)
  }

  /** One bend, where it is no steeper than an upright stretch that takes less room. */
  bent(): Way | null {
    const [dx, dy] = [this.#to[0] - this.#from[0], Math.abs(this.#to[1] - this.#from[1])]
    if (dx > 0 && dx < narrow && dy > steep * dx) return null
    const cubic = bend(this.#from, this.#to)
    const stretches = stretchesOf(flattened(cubic))
    const [ground, wire] = [this.#ground, this.#wire]
    const isFree = stretches.every(
      (run) => !ground.obstacle(wire, run, grazed) && !ground.isTaken(wire, run, bentApart),
    )
    return isFree ? { path: drawn([cubic]), stretches } : null
  }

  /** Upright stretches between the ends. */
  single(): Way | null {
    const [[x1, y1], [x2, y2]] = [this.#from, this.#to]
    const [low, high] = [x1 + lead, x2 - lead]
    if (low > high) return null
    const furthest = x1 + this.#level(this.#wire.from, y1, x2)
    for (const offset of this.#arrivals()) {
      const nearest = x2 - this.#level(this.#wire.to, y2 + offset, x1)
      for (const x of this.#lanes(low, high)) {
        if (x > furthest || x < nearest) continue
        if (this.#isOpen(stretch([x, y1], [x, y2 + offset])))
          return wayAlong([this.#from, [x, y1], ...this.#end(x, offset)])
      }
    }
    return null
  }

  /** Places for an upright stretch: the middle of a narrow gap first, else near the ends. */
  #lanes(low: number, high: number): number[] {
    const { apart } = this.#room
    const middle = (low + high) / 2
    const isNarrow = high - low < narrow
    if (isNarrow && Math.abs(this.#to[1] - this.#from[1]) < steep * (high - low))
      return outwards(middle, apart, low, high, 25)
    if (isNarrow) return Array.from({ length: 1 + (high - low) / apart }, (_, i) => low + i * apart)
    const steps = Array.from({ length: 12 }, (_, i) => i * apart)
    return [...steps.map((step) => high - step), ...steps.map((step) => low + step), middle]
  }

  /** A level stretch between two upright ones, at a free height. */
  double(): Way | null {
    const heights = this.#heights()
    if (heights.length === 0) return null
    const [top, bottom] = [Math.min(...heights), Math.max(...heights)]
    const exit = this.#exit(this.#wire.from, this.#from[1], top, bottom)
    if (exit.places.length === 0) return null
    const isBack = this.#to[0] - lead < this.#from[0] + lead
    const entries = this.#arrivals().map((offset) => ({
      offset,
      ...this.#exit(this.#wire.to, this.#to[1] + offset, top, bottom),
    }))
    for (const y of heights) {
      const x1 = this.#turn(exit, y, top, bottom)
      if (x1 === undefined) continue
      for (const entry of entries) {
        const x2 = this.#turn(entry, y, top, bottom)
        if (x2 === undefined || (!isBack && x1 + kink > x2)) continue
        if (!this.#isOpen(stretch([x1, y], [x2, y]))) break
        return wayAlong([this.#from, [x1, exit.height], [x1, y], [x2, y], ...this.#end(x2, entry.offset)])
      }
    }
    return null
  }

  /** How far a wire gets straight out of a port. */
  #level({ at: [start], node }: Socket, height: number, end: number): number {
    return this.#ground.limit(this.#wire, [start, height], [end, height], { ...this.#room, apart: 3 }, node)
  }

  /** Beside the port, and beyond the nodes that lie outwards of it. */
  #exit(socket: Socket, height: number, top: number, bottom: number): Exit {
    const { at: [start], outwards: side } = socket // prettier-ignore
    const { apart, margin, through } = this.#room
    const furthest = this.#level(socket, height, start + side * aside)
    const end = start + side * furthest
    const [left, right] = side > 0 ? [start, end] : [end, start]
    const boxes = through
      ? []
      : this.#ground.within(left, Math.min(top, height), right, Math.max(bottom, height))
    const beyond = [...boxes].map(({ x, width }) => (side > 0 ? x + width - start : start - x) + margin)
    const steps = new Set([lead, ...beyond].flatMap((place) => outwards(place, apart, place, furthest, 12)))
    const places = [...steps].filter((step) => step >= lead).sort((a, b) => a - b)
    return { height, places: places.map((step) => start + side * step), extents: new Map() }
  }

  /** The place where a wire may turn to get to a height. */
  #turn({ height, places, extents }: Exit, y: number, top: number, bottom: number): number | undefined {
    return places.find((x) => {
      let extent = extents.get(x)
      if (!extent) {
        const reaches = (end: number) => this.#ground.limit(this.#wire, [x, height], [x, end], this.#room)
        extent = [height - reaches(Math.min(top, height)), height + reaches(Math.max(bottom, height))]
        extents.set(x, extent)
      }
      return extent[0] <= y && y <= extent[1]
    })
  }

  /** Heights beside that of the port at which to arrive: where the last bit to the port is free. */
  #arrivals(): number[] {
    const [px, py] = this.#to
    const last = (offset: number) => stretch([px - tip, py + offset], this.#to)
    return arrivals.filter((offset) => !this.#ground.isTaken(this.#wire, last(offset), 3))
  }

  /** The last points of a way that comes along x. */
  #end(x: number, offset: number): Point[] {
    const [px, py] = this.#to
    return offset === 0 ? [[x, py], this.#to] : [[x, py + offset], [px - tip, py + offset], this.#to] // prettier-ignore
  }

  /** Heights for a level stretch, those that lead least far around first. */
  #heights(): number[] {
    const [[x1, y1], [x2, y2]] = [this.#from, this.#to]
    const [left, right] = [Math.min(x1 + lead, x2 - lead), Math.max(x1 + lead, x2 - lead)]
    const found = this.#wire.feedsBack ? this.#deep(left, right) : this.#free(left, right)
    const cost = (y: number): number => Math.abs(y - y1) + Math.abs(y - y2)
    const most = this.#wire.feedsBack || this.#room.through ? Infinity : Math.abs(y1 - y2) + detour
    const { apart } = this.#room
    const { foreign, own } = this.#ground.levels(
      this.#wire,
      left,
      Math.min(...found),
      right,
      Math.max(...found),
    )
    const costs = new Map(found.map((y) => [y, cost(y)]))
    for (const y of own) costs.set(y, cost(y) - together)
    return [...costs]
      .filter(([y, cost]) => Math.abs(y - y1) >= kink && Math.abs(y - y2) >= kink && cost <= most)
      .filter(([y]) => isApart(y, foreign, apart))
      .sort((a, b) => a[1] - b[1] || a[0] - b[0])
      .slice(0, mostTries)
      .map(([y]) => y)
  }

  #deep(left: number, right: number): number[] {
    const floor = Math.max(this.#from[1], this.#to[1], this.#ground.floor(left - below, right + below))
    return outwards(floor + below, between, floor + below, Infinity, mostLevels)
  }

  #free(left: number, right: number): number[] {
    const { apart, margin, reach, through } = this.#room
    const [high, low] = [Math.min(this.#from[1], this.#to[1]), Math.max(this.#from[1], this.#to[1])]
    const [top, bottom] = [high - reach, low + reach]
    if (through) return outwards((high + low) / 2, apart, top, bottom, mostLevels)
    const boxes = this.#ground.within(left, top - margin, right, bottom + margin)
    return gaps(boxes, margin, top, bottom).flatMap(([from, to]) => {
      const starts = [high, low].map((y) => Math.min(Math.max(y, from), to))
      return starts.flatMap((y) => outwards(y, apart, from, to, 24))
    })
  }
}

/** The way of a wire past all that is there already. */
export function wayOf(ground: Ground, wire: Seeking): Way {
  const [from, to] = [wire.from.at, wire.to.at]
  const isBack = goesBack(from, to, wire.feedsBack)
  for (const room of rooms) {
    const search = new Search(ground, wire, room)
    const way = (isBack ? null : (search.bent() ?? search.single())) ?? search.double()
    if (way) return way
  }
  // There is no room at all.
  const cubic = bend(from, to)
  return { path: drawn([cubic]), stretches: stretchesOf(flattened(cubic)) }
}
