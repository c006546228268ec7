// Notes on the canvas: written, read as Markdown with formulas, moved, copied and removed, by mouse, key and finger.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { objections } from './axe.ts'
import { openBrowser, visit, type Visit } from './visit.ts'

let browser: Browser
let visitor: Visit
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  visitor = await visit(browser, { hasTouch: true, permissions: ['clipboard-read', 'clipboard-write'] })
  page = visitor.page
  return async () => {
    expect(visitor.complaints).toEqual([])
    await page.context().close()
  }
})

const notes = () => page.locator('[data-note]')
const text = 'The loss $L^2$ **falls**'
const undo = () => page.keyboard.press('Control+z')
const box = async () => {
  const found = await notes().first().boundingBox()
  if (!found) throw new Error('the note is not on the screen')
  return found
}

/** By keys alone. */
async function write(words: string): Promise<void> {
  await page.locator('[data-node=identity]').focus()
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: /Text of the note/ }).waitFor()
  await page.keyboard.type(words)
  await page.keyboard.press('Escape')
}

test('a note is written and read, with its formula, and lies on nothing', async () => {
  await write(text)
  await expect.poll(() => notes().locator('strong').textContent()).toBe('falls')
  await expect.poll(() => notes().locator('.katex').count()).toBeGreaterThan(0)
  expect(
    await notes()
      .first()
      .evaluate((each) => each === document.activeElement),
  ).toBe(true)
  expect(await objections(page)).toEqual([])
  const own = await box()
  const others = await page.locator('[data-node]').evaluateAll((all) =>
    all.map((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect()
      return { left, right, top, bottom }
    }),
  )
  for (const { left, right, top, bottom } of others)
    expect(own.x + own.width <= left || right <= own.x || own.y + own.height <= top || bottom <= own.y).toBe(
      true,
    )
  await page.reload()
  await expect.poll(() => notes().locator('strong').textContent()).toBe('falls')
})

test('it moves by mouse and by arrow keys, and goes, each as one step', async () => {
  await write(text)
  const before = await box()
  await page.mouse.move(before.x + 20, before.y + 12)
  await page.mouse.down()
  await page.mouse.move(before.x + 60, before.y + 42, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((await box()).x - before.x)).toBe(40)
  await undo()
  await expect.poll(async () => Math.round((await box()).x - before.x)).toBe(0)
  await notes().focus()
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight')
  await expect.poll(async () => (await box()).x).toBeGreaterThan(before.x + 5)
  await undo()
  await expect.poll(async () => Math.round((await box()).x - before.x)).toBe(0)
  await notes().focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => notes().count()).toBe(0)
  await undo()
  await expect.poll(() => notes().count()).toBe(1)
})

test('its corner makes it larger', async () => {
  await write(text)
  const before = await box()
  const [x, y] = [before.x + before.width - 5, before.y + before.height - 5]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 50, y + 30, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((await box()).width - before.width)).toBe(50)
})

test('it is copied and pasted as text, and an empty one does not stay', async () => {
  await write(text)
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await expect.poll(() => notes().count()).toBe(2)
  await page.locator('[data-node=identity]').focus()
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: /Text of the note/ }).waitFor()
  await expect.poll(() => notes().count()).toBe(3)
  await page.keyboard.press('Escape')
  await expect.poll(() => notes().count()).toBe(2)
})

test('a double click rewrites it; tidied, it stays with its node and can be read', async () => {
  await write(text)
  await notes().locator('.text').dblclick()
  await page.getByRole('textbox', { name: /Text of the note/ }).fill('Other words')
  await page.mouse.click(20, 400)
  await expect.poll(() => notes().textContent()).toContain('Other words')
  await page.getByRole('button', { name: 'Tidy' }).click()
  await expect.poll(() => page.getByTitle(/^Undo: tidy/).count()).toBe(1)
  await page.waitForTimeout(600)
  const own = await box()
  const covered = await page.locator('[data-node]').evaluateAll(
    (all, note) =>
      all.filter((each) => {
        const { left, right, top, bottom } = each.getBoundingClientRect()
        return !(
          note.x + note.width <= left ||
          right <= note.x ||
          note.y + note.height <= top ||
          bottom <= note.y
        )
      }).length,
    own,
  )
  expect(covered).toBe(0)
})

test('in the reading view it stands with the node that it is beside', async () => {
  await write(text)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  const reading = page.getByRole('region', { name: 'Reading view' })
  await reading.waitFor()
  const seen = async () => {
    for (let step = 0; step < 12; step++) {
      if ((await reading.getByRole('complementary', { name: 'Note' }).count()) > 0) return true
      await reading.getByRole('button', { name: 'Next node' }).click()
    }
    return false
  }
  expect(await seen()).toBe(true)
})
