// The end of an iteration that is computed: check, record, and let the memories take in.
import type { Problem } from '../graph/problem.ts'
import type { Keeper } from './keeper.ts'
import type { Plan } from './plan.ts'
import type { Series } from './recorder.ts'
import type { Timeline } from './timeline.ts'

/** A problem leaves the state as it was. */
export function conclude(
  plan: Plan,
  series: readonly Series[],
  reached: number,
  timeline: Timeline | null,
  keeper: Keeper,
): Problem | null {
  const { iteration } = plan.context
  const failed = plan.watch.failedCheck()
  if (failed) return failed
  for (let index = 0; index < series.length; index += 1) {
    const each = series[index]
    const recorded = plan.recorded[index]
    if (recorded && each && each.start + each.count === iteration) each.record(recorded.data)
  }
  if (plan.recorded[0]) keeper.note(iteration, plan.recorded[0].data)
  const broken = plan.watch.notFinite()
  if (broken) return broken
  plan.take()
  if (plan.context.iteration > reached) timeline?.keep(plan.context.iteration, plan.state)
  if (!keeper.isLong) keeper.keep()
  return null
}
