// Stretches of small steps that are written out together, so that values pass between them in local variables.
import type { Arithmetic } from '../numeric/matrix.ts'
import type { Job, Placed } from './job.ts'
import { sizeWhenSmall } from './small.ts'

/** V8 compiles functions well up to about this many bytes; beyond, its time grows faster than the code. */
const mostBytes = 16_000

export interface Block {
  readonly jobs: Job[]
  bytes: number
}

export const isSmall = (job: Job, arithmetic: Arithmetic): boolean =>
  job.kernel !== null && sizeWhenSmall(job, arithmetic) !== null

/** All steps, in order, in as few blocks as possible. */
export function blocksOf(jobs: readonly Job[], arithmetic: Arithmetic): Block[] {
  const blocks: Block[] = [{ jobs: [], bytes: 0 }]
  for (const job of jobs) {
    const bytes = (job.kernel && sizeWhenSmall(job, arithmetic)) ?? 24
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
 * call, or by `others`.
 */
export function storedIn(
  blocks: readonly Block[],
  arithmetic: Arithmetic,
  others: readonly Placed[],
): Set<number> {
  const home = new Map<number, Block>()
  for (const block of blocks)
    for (const job of block.jobs) if (job.kernel && isSmall(job, arithmetic)) home.set(job.out.at, block)
  const stored = new Set(others.map(({ at }) => at))
  for (const block of blocks)
    for (const job of block.jobs)
      for (const { at } of readsOf(job))
        if (home.get(at) !== block || !isSmall(job, arithmetic)) stored.add(at)
  return stored
}
