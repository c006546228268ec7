// The budget of memory: what the values of a graph take, counted by shape before anything is allocated.
import { describe, type Shape } from '../numeric/matrix.ts'
import { needs, type Operation } from './program.ts'
import { bytesOf } from './shapes.ts'

/** What one node on the canvas takes: all its values, and the shape of the largest. */
interface Share {
  bytes: number
  count: number
  largest: Shape
}

export class Budget {
  readonly limit: number
  taken = 0
  readonly #shares = new Map<string, Share>()

  constructor(limit: number) {
    this.limit = limit
  }

  /** Takes what a value needs, unless that is more than is left. */
  take(node: string, shape: Shape): boolean {
    const bytes = bytesOf(shape)
    if (this.taken + bytes > this.limit) return false
    this.taken += bytes
    const share = this.#shares.get(node)
    if (!share) this.#shares.set(node, { bytes, count: 1, largest: shape })
    else {
      share.bytes += bytes
      share.count++
      if (bytes > bytesOf(share.largest)) share.largest = shape
    }
    return true
  }

  /** The nodes that take most, by their ids, and in words how much. */
  most(count: number): { readonly node: string; readonly says: string }[] {
    const shares = [...this.#shares].sort(([, a], [, b]) => b.bytes - a.bytes)
    return shares.slice(0, count).map(([node, { bytes, count: values, largest }]) => ({
      node,
      says: `${values > 1 ? `${values} matrices of up to ` : ''}${describe(largest)}, ${bytesText(bytes)}`,
    }))
  }

  get nodes(): number {
    return this.#shares.size
  }
}

/** "4 MB", "10,000 MB", "2.5 kB" */
export function bytesText(bytes: number): string {
  const [unit, name] = bytes >= 1e6 ? [1e6, 'MB'] : bytes >= 1e3 ? [1e3, 'kB'] : [1, 'bytes']
  return `${(bytes / unit).toLocaleString('en', { maximumFractionDigits: bytes / unit < 100 ? 1 : 0 })} ${name}`
}

/** The operation without inputs that makes this one as large as it is: itself, or the largest of those that it comes from. */
export function sourceOf(operation: Operation): { readonly node: string; readonly shape: Shape } | null {
  const seen = new Set([operation])
  let found: { node: string; shape: Shape } | null = null
  for (const each of seen) {
    const before = needs(each)
    for (const value of before) if (value.operation) seen.add(value.operation)
    if (before.length > 0) continue
    for (const { shape } of Object.values(each.outputs))
      if (shape && (!found || bytesOf(shape) > bytesOf(found.shape))) found = { node: each.node, shape }
  }
  return found
}
