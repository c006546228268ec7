// Products of large transposed matrices read what was transposed, so that nobody has to transpose it.
import { readsOf, type Small } from './blocks.ts'
import type { Job, Placed } from './job.ts'

/** The steps that are left, and the sources of what is read transposed by its address. */
export function withoutTransposes(
  jobs: readonly Job[],
  small: Small,
  wanted: readonly Placed[],
): { readonly jobs: readonly Job[]; readonly sources: ReadonlyMap<number, Placed> } {
  const sources = new Map<number, Placed>()
  for (const job of jobs) {
    if (!job.kernel || small.has(job)) continue
    const [a] = job.kernel.does === 'transpose' ? job.operands : []
    if (a) sources.set(job.out.at, a)
  }
  if (sources.size === 0) return { jobs, sources }
  const read = new Set(wanted.map(({ at }) => at))
  for (const job of jobs)
    if (job.kernel?.does !== 'product' || small.has(job)) for (const { at } of readsOf(job)) read.add(at)
  for (const at of read) sources.delete(at)
  return { jobs: jobs.filter((job) => !job.kernel || !sources.has(job.out.at)), sources }
}
