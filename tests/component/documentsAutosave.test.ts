// Autosave against a real IndexedDB and real locks: what is kept, by whom, and what is said when it is not.
import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Autosave } from '../../src/documents/autosave.svelte.ts'
import { Records } from '../../src/documents/records.ts'

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

/** A tab that has just been opened, with a document that someone made. */
async function tabWith(title: string): Promise<Autosave> {
  const made = tab()
  await made.restore()
  made.begin(snapshot(title))
  await made.flush()
  return made
}

const close = (autosave: Autosave) => {
  autosave.close()
  tabs = tabs.filter((each) => each !== autosave)
}

async function read<T>(question: (records: Records) => Promise<T>): Promise<T> {
  const records = new Records()
  try {
    return await question(records)
  } finally {
    records.close()
  }
}
/** What is kept, by title: the order of what is written within one millisecond says nothing. */
const titles = () => read(async (records) => (await records.list()).map(({ title }) => title).toSorted())
const textOf = (key: string) => read(async (records) => (await records.get(key))?.text)

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

const isQuiet = (autosave: Autosave) => vi.waitFor(() => expect(autosave.pending).toBe(false))

/** Writes fail as on a full disk, until the answer is called. */
function fill(): () => void {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  return () => put.mockRestore()
}

test('a first visit has nothing to restore', async () => {
  expect(await tab().restore()).toBe(null)
})

test('what was changed last comes back', async () => {
  const first = await tabWith('A')
  first.changed(snapshot('B'))
  first.changed(snapshot('C'))
  await isQuiet(first)
  close(first)
  const { kept, claimed, suspect } = (await tab().restore()) ?? {}
  expect([kept?.text, suspect]).toEqual(['text of C', false])
  expect(claimed?.key).toBe(kept?.key)
})

test('the first change after a pause is written within the very call, those that follow are gathered', async () => {
  const only = await tabWith('A')
  await vi.waitFor(() => expect(only.idle).toBe(true))
  const put = vi.spyOn(IDBObjectStore.prototype, 'put')
  const writes = () =>
    put.mock.calls.filter(([value]) => value === 'text of first' || value === 'text of last').length
  only.changed(snapshot('first'))
  expect(writes()).toBe(1)
  for (let i = 0; i < 50; i++) only.changed(snapshot(`next ${i}`))
  only.changed(snapshot('last'))
  expect([put.mock.calls.length, only.pending]).toEqual([2, true])
  await isQuiet(only)
  expect([put.mock.calls.length, await textOf(only.key)]).toEqual([4, 'text of last'])
})

test('nothing is said to be kept that is not', async () => {
  const only = await tabWith('A')
  for (let i = 0; i < 40; i++) {
    only.changed(snapshot(`A ${i}`))
    if (i % 4 === 0) await new Promise((resolve) => setTimeout(resolve, i))
    const { pending, failure } = only
    if (!pending && failure === null) expect(await textOf(only.key)).toBe(`text of A ${i}`)
  }
  await isQuiet(only)
  expect(await textOf(only.key)).toBe('text of A 39')
})

test('a second tab gets a copy and never writes over the first', async () => {
  const first = await tabWith('A')
  const second = tab()
  const restored = await second.restore()
  expect([restored?.kept.title, restored?.claimed]).toEqual(['A', null])
  second.begin(snapshot('B'))
  await second.flush()
  first.changed(snapshot('A2'))
  await first.flush()
  expect(await titles()).toEqual(['A2', 'B'])
  const { entries } = await first.list()
  expect(entries.map(({ title, open }) => [title, open]).toSorted()).toEqual([
    ['A2', 'here'],
    ['B', 'elsewhere'],
  ])
})

test('opening another document leaves what was made before in its own record', async () => {
  const only = await tabWith('Mine')
  only.begin(snapshot('Example 1', false))
  await only.flush()
  only.begin(snapshot('Example 2', false))
  await only.flush()
  expect(await titles()).toEqual(['Example 2', 'Mine'])
})

test('a kept document goes on in its own record, and what nobody made gives up its place', async () => {
  const only = await tabWith('Mine')
  const { key } = only
  only.begin(snapshot('Example', false))
  await only.flush()
  const restored = await only.read(key)
  if (!restored?.claimed) throw new Error('the record is free')
  only.goOn({ kept: restored.kept, claimed: restored.claimed }, snapshot('Mine'))
  only.changed(snapshot('Mine, changed'))
  await isQuiet(only)
  expect([only.key, await titles()]).toEqual([key, ['Mine, changed']])
})

test('a document that is open in another tab is read, and its record is not given away', async () => {
  const { key } = await tabWith('A')
  const restored = await (await tabWith('B')).read(key)
  expect([restored?.kept.text, restored?.claimed]).toEqual(['text of A', null])
})

test('a failed write is said, tried again, and forgotten when it succeeds', async () => {
  const only = await tabWith('A')
  const mend = fill()
  only.changed(snapshot('B'))
  await only.flush()
  expect([only.failure, only.pending]).toEqual(['the browser’s storage is full', true])
  mend()
  await only.flush()
  expect([only.failure, only.pending]).toEqual([null, false])
})

test('what could not be written is held when another document is open, listed, and written later', async () => {
  const only = await tabWith('Old')
  const { key } = only
  const mend = fill()
  only.changed(snapshot('Mine'))
  await only.flush()
  only.begin(snapshot('Example', false))
  await only.flush()
  expect([only.failure, only.left.map(({ text }) => text)]).toEqual([
    'the browser’s storage is full',
    ['text of Mine'],
  ])
  expect((await only.list()).entries.map(({ title }) => title).toSorted()).toEqual(['Example', 'Mine'])
  expect((await only.read(key))?.kept.text).toBe('text of Mine')
  mend()
  await only.flush()
  expect([only.failure, only.left, await textOf(key)]).toEqual([null, [], 'text of Mine'])
})

test('whoever leaves the page while something is not kept is asked', async () => {
  const only = await tabWith('A')
  const leave = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }))
  expect(leave()).toBe(false)
  const mend = fill()
  only.changed(snapshot('B'))
  await only.flush()
  expect(leave()).toBe(true)
  mend()
})

test('what was forgotten in another tab does not come back by itself, and is said not to be kept', async () => {
  const [one, other] = [await tabWith('A'), await tabWith('B')]
  await one.forgetEverything()
  await vi.waitFor(() => expect(other.failure).toMatch(/forgotten/))
  expect([await titles(), one.failure]).toEqual([[], null])
  other.changed(snapshot('B again'))
  await vi.waitFor(async () => expect(await titles()).toEqual(['B again']))
  await isQuiet(other)
  expect(other.failure).toBe(null)
})

test('a full store gives up versions before the open document', async () => {
  const only = await tabWith('A')
  await vi.waitFor(async () => expect(await only.shelf.versions(only.key)).toHaveLength(1))
  // Full until versions are given up.
  let isRoom = false
  const put = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')?.value as IDBObjectStore['put']
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
    if (!isRoom) throw new DOMException('full', 'QuotaExceededError')
    return put.apply(this, given)
  })
  const dropped = vi.spyOn(Records.prototype, 'dropVersions').mockImplementation(() => {
    isRoom = true
    return Promise.resolve(1)
  })
  only.changed(snapshot('B'))
  await isQuiet(only)
  expect([dropped.mock.calls.length, only.failure, await textOf(only.key)]).toEqual([1, null, 'text of B'])
})

test('a version is kept with the first change, and once a minute from then on', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    const only = await tabWith('A')
    const start = Date.now()
    for (const [seconds, title] of [
      [30, 'B'],
      [61, 'C'],
      [90, 'D'],
    ] as const) {
      vi.setSystemTime(start + seconds * 1000)
      only.changed(snapshot(title))
      await only.flush()
    }
    await vi.waitFor(async () => expect(await only.shelf.versions(only.key)).toHaveLength(2))
    const times = await only.shelf.versions(only.key)
    const texts = await Promise.all(times.map((time) => only.shelf.version(only.key, time)))
    expect(texts.map((each) => each?.title)).toEqual(['C', 'A'])
  } finally {
    vi.useRealTimers()
  }
})

test('a browser whose storage is blocked still starts, and says that nothing is saved', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  const only = tab()
  expect([await only.restore(), only.failure]).toEqual([null, 'the browser’s storage is blocked'])
  only.begin(snapshot('A'))
  const { entries, failure } = await only.list()
  expect([entries.map(({ title }) => title), failure]).toEqual([['A'], 'the browser’s storage is blocked'])
})

test('a browser whose storage does not answer still starts, says so, and keeps all when it answers late', async () => {
  // A tab of an older version that does not make way.
  const older = await openDB('gradloom', 1, {
    upgrade: (database) => void database.createObjectStore('documents', { keyPath: 'key' }),
  })
  const only = tab()
  expect([await only.restore(), only.failure]).toEqual([null, 'the browser’s storage does not answer'])
  only.begin(snapshot('A'))
  expect(only.pending).toBe(true)
  older.close()
  await vi.waitFor(() => expect([only.failure, only.pending]).toEqual([null, false]))
  expect(await titles()).toEqual(['A'])
})

test('what another tab wrote until it gave a record back is there when the record is taken over', async () => {
  const first = await tabWith('A')
  const second = tab()
  sessionStorage.setItem('gradloom:document', first.key)
  const restoring = second.restore()
  // As a page does that is being reloaded: it has the record for a moment longer.
  await new Promise((resolve) => setTimeout(resolve, 50))
  first.changed(snapshot('A, to the end'))
  await first.flush()
  close(first)
  const restored = await restoring
  expect([restored?.kept.text, restored?.claimed?.key]).toEqual(['text of A, to the end', restored?.kept.key])
})

test('a page that ended while it opened a document asks at the next start, once', async () => {
  const first = await tabWith('A')
  const { key } = first
  close(first)
  // As a page leaves it that has ended without a word.
  await read((records) => records.mark(key, Date.now() - 2000))
  const second = tab()
  const restored = await second.restore()
  expect([restored?.kept.title, restored?.suspect]).toEqual(['A', true])
  restored?.claimed?.release()
  // It opens another one instead.
  second.begin(snapshot('Blank', false))
  await second.flush()
  expect(await read((records) => records.markedSince(key))).toBe(null)
  close(second)
  expect((await tab().restore())?.suspect).toBe(false)
})

test('a document is marked while it is being opened, and no longer once the page has lived with it or is left', async () => {
  const isMarked = (key: string) => read(async (records) => (await records.markedSince(key)) !== null)
  const first = await tabWith('A')
  expect(await isMarked(first.key)).toBe(true)
  dispatchEvent(new Event('pagehide'))
  await vi.waitFor(async () => expect(await isMarked(first.key)).toBe(false))
  // The browser may show it again, as it was left.
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  first.begin(snapshot('B'))
  await first.flush()
  expect(await isMarked(first.key)).toBe(true)
  await vi.waitFor(async () => expect(await isMarked(first.key)).toBe(false), { timeout: 8000 })
})
