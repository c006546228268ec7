// The store of documents against a real IndexedDB: lists, what is thrown away, and what an older version kept.
import { type DBSchema, deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Kept, Records } from '../../src/documents/records.ts'

const kept = (key: string, time: number, touched = true): Kept => ({
  key,
  title: `Title of ${key}`,
  text: `text of ${key}`,
  touched,
  time,
})

let records: Records
const clear = () => deleteDB('gradloom')
beforeEach(async () => {
  await clear()
  records = new Records()
})
afterEach(async () => {
  records.close()
  await clear()
})

const keys = async () => (await records.list()).map(({ key }) => key)

test('a list has the newest first, and no texts', async () => {
  for (const each of [kept('a', 2), kept('b', 3), kept('c', 1)]) await records.put(each)
  expect(await keys()).toEqual(['b', 'a', 'c'])
  expect((await records.list()).some((entry) => 'text' in entry)).toBe(false)
  expect(await records.newest()).toEqual(kept('b', 3))
})

test('what is opened becomes the newest and keeps its text', async () => {
  for (const each of [kept('a', 1), kept('b', 2)]) await records.put(each)
  await records.touch('a')
  expect([await keys(), (await records.get('a'))?.text]).toEqual([['a', 'b'], 'text of a'])
  await records.touch('nobody')
  expect(await keys()).toEqual(['a', 'b'])
})

test('what is deleted is gone, its mark with it', async () => {
  for (const each of [kept('a', 1), kept('b', 2)]) await records.put(each)
  await records.mark('a', 1)
  await records.delete('a')
  expect([await keys(), await records.get('a'), await records.markedSince('a')]).toEqual([['b'], null, null])
})

test('versions are told by time, and go with their document', async () => {
  const now = Date.now()
  await records.put(kept('a', now))
  for (const ago of [0, 61_000, 122_000]) await records.keepVersion(kept('a', now - ago), now)
  await records.keepVersion(kept('b', now), now)
  expect(await records.versionsOf('a')).toEqual([now, now - 61_000, now - 122_000])
  expect(await records.version('a', now)).toEqual(kept('a', now))
  await records.delete('a')
  expect([await records.versionsOf('a'), await records.versionsOf('b')]).toEqual([[], [now]])
})

test('where there is no room, the older half of all versions goes', async () => {
  for (const [key, time] of [
    ['a', 1],
    ['b', 2],
    ['a', 3_600_000],
  ] as const)
    await records.keepVersion(kept(key, time), time)
  expect(await records.dropVersions()).toBe(2)
  expect([await records.versionsOf('a'), await records.versionsOf('b')]).toEqual([[3_600_000], []])
  expect([await records.dropVersions(), await records.dropVersions()]).toEqual([1, 0])
})

test('of what nobody made only the newest stay, and all that anyone made', async () => {
  for (let i = 0; i < 100; i++) await records.put(kept(`made ${i}`, i))
  for (let i = 0; i < 30; i++) await records.put(kept(`seen ${i}`, 1000 + i, false))
  await records.prune(new Set(['seen 3']))
  const left = await keys()
  expect(left.filter((key) => key.startsWith('made')).length).toBe(100)
  expect(left.filter((key) => key.startsWith('seen')).toReversed()).toEqual([
    'seen 3',
    ...Array.from({ length: 20 }, (_, i) => `seen ${10 + i}`),
  ])
})

test('what the first version kept is there after it', async () => {
  interface First extends DBSchema {
    documents: { key: string; value: Kept; indexes: { time: number } }
  }
  const first = await openDB<First>('gradloom', 1, {
    upgrade(database) {
      database.createObjectStore('documents', { keyPath: 'key' }).createIndex('time', 'time')
    },
  })
  for (const each of [kept('a', 1), kept('b', 2, false)]) await first.put('documents', each)
  first.close()
  expect(await keys()).toEqual(['b', 'a'])
  expect([await records.get('a'), await records.get('b')]).toEqual([kept('a', 1), kept('b', 2, false)])
})

test('a write is all or nothing', async () => {
  await records.put(kept('a', 1))
  // A text that cannot be stored: its entry must not be, either.
  const bad = { ...kept('a', 2), text: (() => null) as unknown as string }
  await expect(records.put(bad)).rejects.toThrow()
  expect(await records.get('a')).toEqual(kept('a', 1))
})

test('a database that is never opened is asked for anew', async () => {
  const original = indexedDB.open.bind(indexedDB)
  const open = vi.spyOn(indexedDB, 'open').mockImplementation((...given) => {
    if (open.mock.calls.length > 1) return original(...given)
    // Another one, of which nobody hears.
    const request = original('unheard')
    request.addEventListener('success', (event) => {
      event.stopImmediatePropagation()
      request.result.close()
    })
    return request
  })
  await expect(records.put(kept('a', 1))).rejects.toThrow('does not answer')
  await records.put(kept('a', 2))
  expect([open.mock.calls.length, await keys()]).toEqual([2, ['a']])
  open.mockRestore()
  await deleteDB('unheard')
})
