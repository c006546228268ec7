// The progress bar: on a terminal only, on standard error, gone when the run is over.
import { coloursOf, say } from './terminal.ts'
import { thousands } from './thousands.ts'

export interface Bar {
  readonly show: (iteration: number) => void
  readonly clear: () => void
}

const width = 30
/** Milliseconds before anything is shown, and between pictures. */
const patience = 300
const interval = 80

/** null where nobody would see it. */
export function progressBar(iterations: number): Bar | null {
  if (!process.stderr.isTTY || iterations === 0) return null
  const { dim } = coloursOf(process.stderr)
  let due = performance.now() + patience
  let isShown = false
  return {
    show(iteration) {
      const now = performance.now()
      if (now < due) return
      due = now + interval
      isShown = true
      const filled = Math.floor((iteration / iterations) * width)
      const percent = Math.floor((iteration / iterations) * 100)
      const bar = `${'█'.repeat(filled)}${dim('░'.repeat(width - filled))}`
      say(
        `\r${bar} ${percent} % ${dim(`iteration ${thousands(iteration)} of ${thousands(iterations)}`)}\x1b[K`,
      )
    },
    clear() {
      if (isShown) say('\r\x1b[K')
    },
  }
}
