// Order: who comes before whom, and who goes round in circles. Iterative, so that no chain is too long.

export interface Order {
  /** Everything that neither lies on a loop nor depends on one, each after all that it depends on. */
  readonly order: number[]
  /** The strongly connected components that hold a loop, each by ascending index, the lowest first. */
  readonly cycles: number[][]
}

/** Who is next to each: of i, those are ends[starts[i]] … ends[starts[i + 1] − 1]. */
interface Edges {
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** Tells `add` of those that are next to i. */
type Tell = (index: number, add: (end: number) => void) => void

function edgesOf(count: number, tell: Tell): Edges {
  const starts = new Int32Array(count + 1)
  const ends: number[] = []
  const add = (end: number) => void ends.push(end)
  for (let i = 0; i < count; i++) {
    tell(i, add)
    starts[i + 1] = ends.length
  }
  return { starts, ends: Int32Array.from(ends) }
}

/** All edges the other way round; those of each in ascending order. */
function turnRound(count: number, { starts, ends }: Edges): Edges {
  const turned = new Int32Array(count + 1)
  for (let at = 0; at < ends.length; at++) turned[ends[at]! + 1]!++
  for (let i = 0; i < count; i++) turned[i + 1]! += turned[i]!
  const filled = turned.slice()
  const sources = new Int32Array(ends.length)
  for (let i = 0; i < count; i++)
    for (let at = starts[i]!; at < starts[i + 1]!; at++) sources[filled[ends[at]!]!++] = i
  return { starts: turned, ends: sources }
}

/** Tarjan's components from each to its sources, so that each is met after all that it depends on. */
function components(count: number, { starts, ends }: Edges, meet: (members: number[]) => void): void {
  const number = new Int32Array(count)
  const low = new Int32Array(count)
  const cursor = starts.slice(0, count)
  const open = new Uint8Array(count)
  const stack: number[] = []
  const path: number[] = []
  let seen = 0
  const enter = (v: number): void => {
    number[v] = low[v] = ++seen
    open[v] = 1
    stack.push(v)
    path.push(v)
  }
  const leave = (v: number): void => {
    path.pop()
    const parent = path.at(-1)
    if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[v]!)
    if (low[v] !== number[v]) return
    const members = stack.at(-1) === v ? [stack.pop()!] : stack.splice(stack.lastIndexOf(v))
    for (const member of members) open[member] = 0
    meet(members)
  }
  for (let root = 0; root < count; root++) {
    if (number[root] === 0) enter(root)
    while (path.length > 0) {
      const v = path.at(-1)!
      if (cursor[v] === starts[v + 1]) {
        leave(v)
        continue
      }
      const w = ends[cursor[v]!++]!
      if (number[w] === 0) enter(w)
      else if (open[w] === 1) low[v] = Math.min(low[v]!, number[w]!)
    }
  }
}

/**
 * Orders 0 … count − 1, where `before` tells who comes directly before each. Linear time and deterministic: each
 * comes as early as its index says, preceded only by what it depends on, that again by index.
 */
export function order(count: number, before: Tell): Order {
  // Turned round twice, they are in ascending order.
  const sources = turnRound(count, turnRound(count, edgesOf(count, before)))
  const { starts, ends } = sources
  const ordered: number[] = []
  const cycles: number[][] = []
  const blocked = new Uint8Array(count)
  components(count, sources, (members) => {
    const first = members[0]!
    let loops = members.length > 1
    let waits = false
    for (let at = starts[first]!; at < starts[first + 1]!; at++) {
      if (ends[at] === first) loops = true
      if (blocked[ends[at]!] === 1) waits = true
    }
    if (loops) cycles.push(members.sort((a, b) => a - b))
    if (loops || waits) for (const member of members) blocked[member] = 1
    else ordered.push(first)
  })
  cycles.sort((a, b) => a[0]! - b[0]!)
  return { order: ordered, cycles }
}
