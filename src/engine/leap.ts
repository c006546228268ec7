// A leap: as many iterations at once as are nothing special, in WebAssembly.
import type { Keeper } from './keeper.ts'
import type { Plan } from './plan.ts'
import type { Series } from './recorder.ts'
import type { Timeline } from './timeline.ts'

/** Below so many iterations machine code is not made: JavaScript is done sooner. */
const few = 16
/** Longer than any run. */
const never = 2 ** 30

/** Runs at most so many iterations, records and keeps what they leave, and answers how many were completed. */
export function leap(
  plan: Plan,
  count: number,
  series: readonly Series[],
  timeline: Timeline | null,
  keeper: Keeper,
): number {
  const { context } = plan
  const machine = count < few && !plan.hasMachine ? null : plan.machine
  let total = 0
  while (machine && total < count) {
    const { iteration } = context
    const due = timeline?.dueAfter(iteration)
    const until = due && due.until > 0 ? due.until : never
    const stride = due?.stride ?? never
    const wanted = Math.min(count - total, machine.most(until, stride), keeper.due)
    const completed = machine.run(wanted, until, stride)
    for (let index = 0; index < series.length; index += 1)
      if (plan.recorded[index]) series[index]?.recordAll(iteration, machine.recorded(index, completed))
    if (completed > 0 && plan.recorded[0]) keeper.note(iteration, machine.recorded(0, completed))
    const copies = completed < until ? 0 : 1 + Math.floor((completed - until) / stride)
    timeline?.keepAll(iteration + until, machine.copies(copies))
    if (completed > 0) keeper.keep()
    total += completed
    if (completed < wanted) break
  }
  return total
}
