// What is left after a browser that was quit or killed in the middle of editing.
import { expect, inject, test } from 'vitest'
import { killWhileEditing, type Round } from '../soak/kills.ts'

/** One edit after a pause, and the end so many milliseconds after it. */
const single = (how: Round['how'], ...waits: readonly number[]): Round[] =>
  waits.map((wait) => ({ how, wait, edits: 1 }))
/** The end in the middle of a drag. */
const drag = (how: Round['how']): Round => ({ how, wait: 1, edits: 40 })

test('an edit outlives the end of the browser right after it, and a drag loses less than half a second', async () => {
  const outcomes = await killWhileEditing({
    launch: inject('launch'),
    address: inject('address'),
    rounds: [
      ...single('quit', 1, 20, 60, 120, 200, 300),
      ...single('SIGTERM', 1, 60),
      ...single('SIGKILL', 1, 60, 200),
      ...[drag('quit'), drag('SIGKILL')],
    ],
  })
  expect(outcomes.filter(({ lost }) => lost > 500)).toEqual([])
  // At once is a race between the edit’s way to the store and the end: it is measured, and not promised.
  const promised = outcomes.filter(({ how, edits, wait }) => how !== 'SIGKILL' && edits === 1 && wait > 1)
  expect(promised.filter(({ lost }) => lost > 0)).toEqual([])
})
