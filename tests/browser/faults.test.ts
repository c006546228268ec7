// A storage that fails once, at any of its calls: a few of them here, all of them in the soak.
import { expect, inject, test } from 'vitest'
import { type Failure, failures } from '../soak/failing-storage.ts'
import { failInTurn } from '../soak/faults.ts'

test('the page starts, tells the truth and loses nothing whichever call of the storage fails', async () => {
  const { faults, calls } = await failInTurn(inject('launch'), inject('address'), (count) =>
    [1, 3, 6, 11, 17].flatMap((at, index) => {
      const how: Failure = failures[index % failures.length] ?? 'throws'
      return at <= count ? [{ at, how }] : []
    }),
  )
  expect(calls).toBeGreaterThan(20)
  expect(faults).toEqual([])
})
