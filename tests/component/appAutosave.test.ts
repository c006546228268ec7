// Autosave against a real IndexedDB and real locks: what is kept, by whom, and what is said when it is not.
import { deleteDB } from 'idb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Autosave } from '../../src/app/autosave.svelte.ts'
import { Records } from '../../src/app/records.ts'

const snapshot =
  (title: string, touched = true) =>
  () => ({ title, text: `text of ${title}`, touched })
let tabs: Autosave[] = []

/** A tab of its own: what a browser shares between the loads of one tab is taken away. */
function tab(): Autosave {
  sessionStorage.clear()
  const made = new Autosave()
  tabs.push(made)
  return made
}

const close = (autosave: Autosave) => {
  autosave.close()
  tabs = tabs.filter((each) => each !== autosave)
}

const clear = async () => {
  tabs.forEach((each) => each.close())
  tabs = []
  sessionStorage.clear()
  await deleteDB('gradloom')
}
beforeEach(clear)
afterEach(async () => {
  vi.restoreAllMocks()
  await clear()
})

test('a first visit has nothing to restore', async () => {
  expect(await tab().restore()).toBe(null)
})

test('what was changed last comes back', async () => {
  const first = tab()
  await first.restore()
  first.changed(snapshot('A'))
  first.changed(snapshot('B'))
  await vi.waitFor(() => expect(first.pending).toBe(false), { timeout: 300 })
  close(first)
  const { kept, copy } = (await tab().restore()) ?? {}
  expect([kept?.text, copy]).toEqual(['text of B', false])
})

test('a second tab gets a copy and never writes over the first', async () => {
  const first = tab()
  await first.restore()
  first.changed(snapshot('A'))
  await first.flush()
  const second = tab()
  const restored = await second.restore()
  expect([restored?.kept.title, restored?.copy]).toEqual(['A', true])
  second.changed(snapshot('B'))
  await second.flush()
  first.changed(snapshot('A2'))
  await first.flush()
  close(first)
  close(second)
  const records = new Records()
  // Both may have been written within the same millisecond, so their order says nothing.
  expect((await records.titles()).toSorted()).toEqual(['A2', 'B'])
  records.close()
})

test('opening another document leaves what was made before in its own record', async () => {
  const only = tab()
  await only.restore()
  only.changed(snapshot('Mine'))
  only.begin(snapshot('Example 1', false))
  await only.flush()
  only.begin(snapshot('Example 2', false))
  await only.flush()
  const records = new Records()
  expect((await records.titles()).toSorted()).toEqual(['Example 2', 'Mine'])
  records.close()
})

test('a failed write is said, tried again, and forgotten when it succeeds', async () => {
  const only = tab()
  await only.restore()
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  only.changed(snapshot('A'))
  await only.flush()
  expect(only.failure).toBe('the browser’s storage is full')
  put.mockRestore()
  await only.flush()
  expect([only.failure, only.pending]).toEqual([null, false])
})

test.each([
  [
    'throws',
    () => {
      throw new DOMException('denied', 'SecurityError')
    },
  ],
  ['never answers', () => new EventTarget() as IDBOpenDBRequest],
])('a browser whose storage %s still starts, and says that nothing is saved', async (_, open) => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(open)
  const only = tab()
  expect(await only.restore()).toBe(null)
  expect(only.failure).not.toBe(null)
})
