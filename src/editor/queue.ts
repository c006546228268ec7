// A queue out of which comes what is before all others. Nothing is in it twice.

export class Queue<T> {
  readonly #isBefore: (a: T, b: T) => boolean
  readonly #heap: T[] = []
  readonly #waiting = new Set<T>()

  constructor(isBefore: (a: T, b: T) => boolean) {
    this.#isBefore = isBefore
  }

  get size(): number {
    return this.#waiting.size
  }

  add(item: T): void {
    if (this.#waiting.has(item)) return
    this.#waiting.add(item)
    const heap = this.#heap
    let place = heap.push(item) - 1
    while (place > 0) {
      const above = (place - 1) >> 1
      const other = heap[above] as T // above is a place before this one
      if (!this.#isBefore(item, other)) break
      heap[place] = other
      place = above
    }
    heap[place] = item
  }

  /** What is taken out before its turn leaves its place in the heap, and is passed over. */
  delete(item: T): void {
    this.#waiting.delete(item)
  }

  take(): T | undefined {
    for (let first = this.#pop(); first !== undefined; first = this.#pop()) {
      if (this.#waiting.delete(first)) return first
    }
    return undefined
  }

  #pop(): T | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return first
    let place = 0
    for (;;) {
      let under = 2 * place + 1
      const [left, right] = [heap[under], heap[under + 1]]
      if (left === undefined) break
      if (right !== undefined && this.#isBefore(right, left)) under++
      const other = heap[under] as T // it is one of the two above
      if (!this.#isBefore(other, last)) break
      heap[place] = other
      place = under
    }
    heap[place] = last
    return first
  }
}
