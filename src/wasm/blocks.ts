// Stretches of small steps that are written out together, so that values pass between them in local variables.
import type { Arithmetic } from '../numeric/matrix.ts'
import type { Job, Placed } from './job.ts'
import { sizeWhenSmall } from './small.ts'

/** V8 compiles functions well up to about this many bytes; beyond, its time grows faster than the code. */
const mostBytes = 16_000
/** Bytes of all steps up to which every one is written out. */
const mostAtHand = 200_000
/** Bytes of a step that is written out even where there are very many. */
const mostOfMany = 100

/** The steps that are written out, with their bytes. */
export type Small = ReadonlyMap<Job, number>

export interface Block {
  readonly jobs: Job[]
  bytes: number
}

/**
 * The steps that are written out, and their bytes, roughly. Where all of them are more than the processor keeps at
 * hand, a long one costs more time to fetch than a call of the function that it shares with others of its kind.
 */
export function writtenOut(jobs: readonly Job[], arithmetic: Arithmetic): Small {
  const sizes = new Map<Job, number>()
  let total = 0
  for (const job of jobs) {
    const bytes = job.kernel && sizeWhenSmall(job, arithmetic)
    if (bytes === null) continue
    sizes.set(job, bytes)
    total += bytes
  }
  if (total <= mostAtHand) return sizes
  const isShort = ([job, bytes]: [Job, number]) => job.kernel?.does === 'time' || bytes <= mostOfMany
  return new Map([...sizes].filter(isShort))
}

/** All steps, in order, in as few blocks as possible. */
export function blocksOf(jobs: readonly Job[], small: Small): Block[] {
  const blocks: Block[] = [{ jobs: [], bytes: 0 }]
  for (const job of jobs) {
    const bytes = small.get(job) ?? 24
    let last = blocks[blocks.length - 1]
    if (!last || (last.jobs.length > 0 && last.bytes + bytes > mostBytes)) {
      last = { jobs: [], bytes: 0 }
      blocks.push(last)
    }
    last.jobs.push(job)
    last.bytes += bytes
  }
  return blocks
}

/** What a step reads from its operands, and where the code that does so keeps them. */
export const readsOf = (job: Job): readonly Placed[] => (job.kernel ? job.operands : job.reads)

/**
 * The addresses of values that must be in memory: whatever is read elsewhere than in the block that computes it, by a
 * call, by `others`, or more than `reach` steps after the last step that had to do with it.
 */
export function storedIn(
  blocks: readonly Block[],
  small: Small,
  others: readonly Placed[],
  reach: number,
): Set<number> {
  const home = new Map<number, Block>()
  for (const block of blocks)
    for (const job of block.jobs) if (job.kernel && small.has(job)) home.set(job.out.at, block)
  const stored = new Set(others.map(({ at }) => at))
  for (const block of blocks) {
    const last = new Map<number, number>()
    block.jobs.forEach((job, step) => {
      for (const { at } of readsOf(job)) {
        const isFar = step - (last.get(at) ?? step) > reach
        if (isFar || home.get(at) !== block || !small.has(job)) stored.add(at)
        last.set(at, step)
      }
      if (job.kernel) last.set(job.out.at, step)
    })
  }
  return stored
}
