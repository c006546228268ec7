// A moment in words, as people say it: "today 14:05", "yesterday 09:30", "12 March", "12 March 2025".

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

const midnight = (time: Date, daysBefore: number): number =>
  new Date(time.getFullYear(), time.getMonth(), time.getDate() - daysBefore).getTime()

/** `time` and `now` in milliseconds. A clock that was set back makes no tomorrow. */
export function whenText(time: number, now: number): string {
  const then = new Date(time)
  const today = new Date(now)
  if (time >= midnight(today, 0)) return `today ${clock.format(then)}`
  if (time >= midnight(today, 1)) return `yesterday ${clock.format(then)}`
  return (then.getFullYear() === today.getFullYear() ? dayAndMonth : withYear).format(then)
}
