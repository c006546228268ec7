// Order: who comes before whom, and who goes round in circles. Iterative, so that no chain is too long.

export interface Order {
  /** Everything that neither lies on a loop nor depends on one, each after all that it depends on. */
  readonly order: number[]
  /** The strongly connected components that hold a loop, each by ascending index, the lowest first. */
  readonly cycles: number[][]
}

/** Who comes directly before each: for i, in ascending order, sources[starts[i]] … sources[starts[i + 1] − 1]. */
interface Sources {
  readonly starts: Int32Array
  readonly sources: readonly number[]
}

function sourcesOf(count: number, before: (index: number) => number[]): Sources {
  const starts = new Int32Array(count + 1)
  const sources: number[] = []
  for (let i = 0; i < count; i++) {
    const own = before(i)
    if (own.length > 1) own.sort((a, b) => a - b)
    for (const source of own) sources.push(source)
    starts[i + 1] = sources.length
  }
  return { starts, sources }
}

/** Tarjan's components from each to its sources, so that each is met after all that it depends on. */
function components(count: number, { starts, sources }: Sources, meet: (members: number[]) => void): void {
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
 * Orders 0 … count − 1, where `before(i)` are those that come directly before i, in a list of its own. Linear time and
 * deterministic: each comes as early as its index says, preceded only by what it depends on, that again by index.
 */
export function order(count: number, before: (index: number) => number[]): Order {
  const { starts, sources } = sourcesOf(count, before)
  const ordered: number[] = []
  const cycles: number[][] = []
  const blocked = new Uint8Array(count)
  components(count, { starts, sources }, (members) => {
    const first = members[0]!
    let loops = members.length > 1
    let waits = false
    for (let at = starts[first]!; at < starts[first + 1]!; at++) {
      if (sources[at] === first) loops = true
      if (blocked[sources[at]!] === 1) waits = true
    }
    if (loops) cycles.push(members.sort((a, b) => a - b))
    if (loops || waits) for (const member of members) blocked[member] = 1
    else ordered.push(first)
  })
  cycles.sort((a, b) => a[0]! - b[0]!)
  return { order: ordered, cycles }
}
