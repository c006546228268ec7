// Files in and out: saved in place, never over what somebody else has made of them, and several dropped at once.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { objections } from './axe.ts'
import { openBrowser, visit } from './visit.ts'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  page = (await visit(browser)).page
  await page.evaluate(fakeDisk)
  return () => page.context().close()
})

interface Disk {
  readonly files: Map<string, { text: string; time: number }>
  /** What the next picker answers. */
  next: string
}

/** Files of the File System Access API that live in the page. */
function fakeDisk(): void {
  const disk: Disk = { files: new Map(), next: 'graph.json' }
  const handle = (name: string) => ({
    name,
    getFile: () => {
      const found = disk.files.get(name)
      if (!found) return Promise.reject(new DOMException('gone', 'NotFoundError'))
      return Promise.resolve(new File([found.text], name, { lastModified: found.time }))
    },
    createWritable: () =>
      Promise.resolve({
        write: (text: string) => Promise.resolve(void disk.files.set(name, { text, time: Date.now() })),
        close: () => Promise.resolve(),
      }),
  })
  Object.assign(window, {
    disk,
    showSaveFilePicker: () => Promise.resolve(handle(disk.next)),
    showOpenFilePicker: () => Promise.resolve([handle(disk.next)]),
  })
}

const graph = (title: string) =>
  JSON.stringify({
    format: 'gradloom',
    version: 1,
    title,
    nodes: [{ id: 'a', type: 'number', at: [40, 40] }],
    wires: [],
  })

const disk = (name: string) =>
  page.evaluate((file) => (globalThis as unknown as { disk: Disk }).disk.files.get(file)?.text ?? null, name)
const put = (name: string, text: string, time: number) =>
  page.evaluate(
    ([file, content, when]) => {
      const { disk: there } = globalThis as unknown as { disk: Disk }
      there.files.set(file, { text: content, time: when })
      there.next = file
    },
    [name, text, time] as const,
  )
const remove = (name: string) =>
  page.evaluate((file) => (globalThis as unknown as { disk: Disk }).disk.files.delete(file), name)
const nextFile = (name: string) =>
  page.evaluate((file) => ((globalThis as unknown as { disk: Disk }).disk.next = file), name)

const title = () => page.getByLabel('Title').inputValue()
async function rename(name: string): Promise<void> {
  await page.getByLabel('Title').fill(name)
  await page.getByLabel('Title').press('Enter')
}

test('Save writes back to the file that was opened, Save as… to another one', async () => {
  await put('mine.json', graph('Mine'), 1000)
  await page.keyboard.press('Control+o')
  await expect.poll(title).toBe('Mine')
  await rename('Mine, changed')
  await page.keyboard.press('Control+s')
  await expect.poll(() => disk('mine.json')).toContain('Mine, changed')
  await nextFile('other.json')
  await rename('Another')
  await page.keyboard.press('Control+Shift+s')
  await expect.poll(() => disk('other.json')).toContain('Another')
  expect(await disk('mine.json')).not.toContain('Another')
  // From now on that one is meant.
  await rename('Another again')
  await page.keyboard.press('Control+s')
  await expect.poll(() => disk('other.json')).toContain('Another again')
})

test('a file that changed on disk is written over only after a question', async () => {
  await put('mine.json', graph('Mine'), 1000)
  await page.keyboard.press('Control+o')
  await expect.poll(title).toBe('Mine')
  await put('mine.json', graph('Theirs'), 2000)
  await rename('Mine, changed')
  await page.keyboard.press('Control+s')
  const question = page.getByRole('dialog', { name: 'mine.json has changed on disk' })
  await question.waitFor()
  expect(await objections(page)).toEqual([])
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await disk('mine.json')).toContain('Theirs')
  await page.keyboard.press('Control+s')
  await nextFile('rescue.json')
  await question.getByRole('button', { name: 'Save as…' }).click()
  await expect.poll(() => disk('rescue.json')).toContain('Mine, changed')
  expect(await disk('mine.json')).toContain('Theirs')
})

test('written over, it is ours again', async () => {
  await put('mine.json', graph('Mine'), 1000)
  await page.keyboard.press('Control+o')
  await expect.poll(title).toBe('Mine')
  await put('mine.json', graph('Theirs'), 2000)
  await page.keyboard.press('Control+s')
  await page.getByRole('dialog').getByRole('button', { name: 'Overwrite' }).click()
  await expect.poll(() => disk('mine.json')).toContain('Mine')
  await rename('Mine, once more')
  await page.keyboard.press('Control+s')
  await expect.poll(() => disk('mine.json')).toContain('Mine, once more')
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('a file that is gone is said to be, and saved elsewhere', async () => {
  await put('mine.json', graph('Mine'), 1000)
  await page.keyboard.press('Control+o')
  await expect.poll(title).toBe('Mine')
  await remove('mine.json')
  await page.keyboard.press('Control+s')
  await page.getByText('Not saved: mine.json is not where it was.').first().waitFor()
  await nextFile('new.json')
  await page.getByRole('button', { name: 'Save as…', exact: true }).last().click()
  await expect.poll(() => disk('new.json')).toContain('Mine')
})

test('of several dropped files each is a document; what is none is named with its reason', async () => {
  const transfer = await page.evaluateHandle(
    (files) => {
      const data = new DataTransfer()
      for (const [name, text] of files) data.items.add(new File([text], name))
      return data
    },
    [
      ['one.json', graph('One')],
      ['broken.json', '{ "format": '],
      ['two.json', graph('Two')],
      ['page.json', '<!doctype html>'],
    ] as const,
  )
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer })
  await expect.poll(title).toBe('Two')
  const said =
    /^Opened one\.json and two\.json: two\.json is shown.* Not opened: broken\.json \(.+\) and page\.json \(.+\)\.$/
  await page.getByText(said).first().waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.getByRole('button', { name: 'Recent' }).click()
  await page.getByRole('menuitem', { name: /^One/ }).click()
  await expect.poll(title).toBe('One')
})
