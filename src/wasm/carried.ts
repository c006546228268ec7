// Which numbers need not be watched: what is not finite in them would show in others that are watched.
import type { Job, Placed } from './job.ts'

/** The operands of a step that cannot be infinite or NaN without the result being so, wherever it has numbers. */
function carriers(job: Job): readonly Placed[] {
  if (!job.kernel) return []
  const { kernel, operands } = job
  if (operands.some(({ rows, cols }) => rows * cols === 0) || job.out.rows * job.out.cols === 0) return []
  switch (kernel.does) {
    case 'unary':
      return ['copy', 'negate', 'square', 'sqrt', 'abs'].includes(kernel.by) ? operands : []
    case 'parametric':
      return kernel.by === 'scale' ? operands : []
    case 'binary':
      if (kernel.by === 'divide') return operands.slice(0, 1)
      return ['add', 'subtract', 'multiply'].includes(kernel.by) ? operands : []
    case 'product':
    case 'transpose':
    case 'sum':
    case 'mean':
    case 'sumTo':
    case 'norm':
      return operands
    case 'trace':
    case 'time':
      return []
  }
  return kernel satisfies never
}

/** The watched values that must be looked at so that none escapes, `jobs` in the order of their computation. */
export function sufficient(watched: readonly Placed[], jobs: readonly Job[]): Placed[] {
  const wanted = new Map(watched.map((value) => [value.at, value]))
  const kept: Placed[] = []
  const shows = new Set<number>()
  const keep = (at: number) => {
    const value = wanted.get(at)
    if (value && !shows.has(at)) kept.push(value)
    if (value) shows.add(at)
  }
  for (const job of jobs.toReversed()) {
    if (!job.kernel) continue
    keep(job.out.at)
    if (shows.has(job.out.at)) for (const { at } of carriers(job)) shows.add(at)
  }
  for (const at of wanted.keys()) keep(at)
  return kept
}
