// Order: who comes before whom, and who goes round in circles. Iterative, so that no chain is too long.

export interface Order {
  /** Everything that neither lies on a loop nor depends on one, each after all that it depends on. */
  readonly order: number[]
  /** The strongly connected components that hold a loop, each by ascending index, the lowest first. */
  readonly cycles: number[][]
}

/** Who comes directly before each: the sources of `of[i]` are sources[starts[i]] … sources[starts[i + 1] − 1]. */
interface Before {
  readonly starts: Int32Array
  readonly sources: Int32Array
}

function turnRound(count: number, edges: (index: number) => Iterable<number>): Before {
  const starts = new Int32Array(count + 1)
  for (let from = 0; from < count; from++) for (const to of edges(from)) starts[to + 1]!++
  for (let i = 0; i < count; i++) starts[i + 1]! += starts[i]!
  const sources = new Int32Array(starts[count]!)
  const filled = starts.slice()
  for (let from = 0; from < count; from++) for (const to of edges(from)) sources[filled[to]!++] = from
  return { starts, sources }
}

/** Tarjan's components along the edges turned round, so that each is met after all that it depends on. */
function components(count: number, { starts, sources }: Before, meet: (members: number[]) => void): void {
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
    const members = stack.splice(stack.lastIndexOf(v))
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
      const w = sources[cursor[v]!++]!
      if (number[w] === 0) enter(w)
      else if (open[w] === 1) low[v] = Math.min(low[v]!, number[w]!)
    }
  }
}

/**
 * Orders 0 … count − 1, where `edges(i)` are those that come after i. Linear time and deterministic: each comes as
 * early as its index says, preceded only by what it depends on, that again by index.
 */
export function order(count: number, edges: (index: number) => Iterable<number>): Order {
  const before = turnRound(count, edges)
  const ordered: number[] = []
  const cycles: number[][] = []
  const blocked = new Uint8Array(count)
  components(count, before, (members) => {
    const first = members[0]!
    const sources = before.sources.subarray(before.starts[first], before.starts[first + 1])
    const loops = members.length > 1 || sources.includes(first)
    if (loops) cycles.push(members.sort((a, b) => a - b))
    if (loops || sources.some((source) => blocked[source] === 1))
      for (const member of members) blocked[member] = 1
    else ordered.push(first)
  })
  cycles.sort((a, b) => a[0]! - b[0]!)
  return { order: ordered, cycles }
}
