// Sharing on the built page: links, QR codes and pictures bring the same graph to another visitor, and harm nobody.
import { readFileSync } from 'node:fs'
import decodeQR from 'qr/decode.js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { payloads } from '../editor/payloads.ts'
import { objections } from './axe.ts'
import { openBrowser, ready, runToEnd, visit } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Somebody who comes by the link. */
const arrive = async (browser: Browser, link: string) => {
  const visitor = await visit(browser)
  await visitor.page.goto('about:blank')
  await visitor.page.goto(inject('address') + link.slice(link.indexOf('#')))
  await ready(visitor.page)
  return visitor
}

const title = (page: Page): Promise<string> =>
  page.getByRole('textbox', { name: 'Title', exact: true }).inputValue()

async function share(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Share…' }).click()
}

async function linkOn(page: Page): Promise<string> {
  await share(page)
  const field = page.getByLabel('Link to this graph')
  await expect.poll(() => field.count()).toBe(1)
  const link = await field.inputValue()
  await page.keyboard.press('Escape')
  return link
}

/** The file of the open document. */
async function saved(page: Page): Promise<Buffer> {
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ])
  return readFileSync(await download.path())
}

async function drop(page: Page, content: Buffer, name: string): Promise<void> {
  const data = await page.evaluateHandle(
    ({ bytes, name }) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0))], name))
      return transfer
    },
    { bytes: content.toString('base64'), name },
  )
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data })
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
}

async function picture(page: Page, kind: 'SVG' | 'PNG'): Promise<Buffer> {
  await share(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Picture as ${kind}` }).click(),
  ])
  await page.keyboard.press('Escape')
  return readFileSync(await download.path())
}

async function rename(page: Page, to: string): Promise<void> {
  await page.getByLabel('Title').fill(to)
  await page.keyboard.press('Enter')
}

describe('a link', () => {
  test('is copied, and opens the same bytes for somebody else, who runs it to the same result', async () => {
    const sender = await visit(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
    await rename(sender.page, 'Für Ada ✓')
    await runToEnd(sender.page, 10_000)
    await share(sender.page)
    await sender.page.getByRole('button', { name: 'Copy', exact: true }).click()
    await expect.poll(() => sender.page.getByText('Copied').count()).toBe(1)
    const link = await sender.page.evaluate(() => navigator.clipboard.readText())
    await sender.page.keyboard.press('Escape')

    const { page, complaints } = await arrive(browser, link)
    await expect.poll(() => title(page)).toBe('Für Ada ✓')
    expect(new URL(page.url()).hash, 'it is opened once').toBe('')
    await ready(page)
    expect(await page.getByRole('status').first().textContent(), 'nothing runs by itself').toMatch(
      /^iteration 0/,
    )
    expect((await saved(page)).equals(await saved(sender.page))).toBe(true)
    await runToEnd(page, 10_000)
    await expect.poll(() => page.getByText(/same result ✓/i).count()).toBeGreaterThan(0)
    await page.reload()
    await ready(page)
    expect(await title(page)).toBe('Für Ada ✓')
    expect(complaints).toEqual([])
  })

  test('opened in a page that is open is a new document, and the one before is a press away', async () => {
    const { page } = await visit(browser)
    const link = await linkOn(page)
    await rename(page, 'Mine')
    await page.evaluate((hash) => (location.hash = hash), link.slice(link.indexOf('#')))
    await expect.poll(() => title(page)).toBe('Matrix inverse by gradient descent')
    await page.getByRole('button', { name: 'Back to Mine' }).click()
    await expect.poll(() => title(page)).toBe('Mine')
  })

  test('pasted on the canvas opens as well', async () => {
    const { page } = await visit(browser)
    const link = await linkOn(page)
    await rename(page, 'Mine')
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.querySelector('[role=application]')?.dispatchEvent(paste)
    }, link)
    await expect.poll(() => title(page)).toBe('Matrix inverse by gradient descent')
  })

  test('that was cut says so, and leaves the open document alone', async () => {
    const { page } = await visit(browser)
    const link = await linkOn(page)
    await rename(page, 'Mine')
    await page.evaluate((hash) => (location.hash = hash), link.slice(link.indexOf('#'), 700))
    const dialog = page.getByRole('dialog', { name: 'The link could not be opened' })
    await expect.poll(() => dialog.getByText('LINK_CUT').count()).toBe(1)
    expect(await dialog.getByText(/^The link: it was cut: \d+ of the \d+ characters/).count()).toBe(1)
    expect(await objections(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await title(page)).toBe('Mine')
    expect(new URL(page.url()).hash).toBe('')
  })

  test('whose result is another one says what differs', async () => {
    const sender = await visit(browser)
    await runToEnd(sender.page, 10_000)
    const link = await linkOn(sender.page)
    const { page } = await visit(browser)
    // The sender's loss, as a machine would have sent it that computes otherwise; with a checksum that fits.
    const { crc32 } = await import('node:zlib')
    const content = link
      .slice(link.indexOf('#') + 1, link.lastIndexOf('.'))
      .replace(/-[\da-f]{8}$/, '-3f800000')
    const sum = crc32(content).toString(16).padStart(8, '0')
    await page.evaluate((hash) => (location.hash = hash), `#${content}.${sum}`)
    await expect.poll(() => new URL(page.url()).hash).toBe('')
    await ready(page)
    await runToEnd(page, 10_000)
    await expect
      .poll(() =>
        page.getByText(/Another result: the loss at iteration 10000 is .* sender’s was 1\./).count(),
      )
      .toBeGreaterThan(0)
  })
})

test('the QR code is read as the link', async () => {
  const { page } = await visit(browser)
  await share(page)
  const field = page.getByLabel('Link to this graph')
  await expect.poll(() => field.count()).toBe(1)
  const link = await field.inputValue()
  await page.getByRole('button', { name: 'Show as QR code' }).click()
  const code = page.getByRole('img', { name: 'QR code of the link' })
  await expect.poll(() => code.count()).toBe(1)
  const shot = await code.screenshot()
  // The browser itself unpacks the picture that it took.
  const image = await page.evaluate(async (bytes) => {
    const blob = new Blob([Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0))], { type: 'image/png' })
    const bitmap = await createImageBitmap(blob)
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const data = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? []
    return { width: bitmap.width, height: bitmap.height, data: [...data] }
  }, shot.toString('base64'))
  expect(decodeQR({ ...image, data: Uint8Array.from(image.data) })).toBe(link)
})

describe('a picture', () => {
  test.each(['SVG', 'PNG'] as const)('as %s, dropped, opens the same graph', async (kind) => {
    const sender = await visit(browser)
    await rename(sender.page, 'Für Ada ✓')
    const content = await picture(sender.page, kind)
    const { page } = await visit(browser)
    await drop(page, content, `picture.${kind.toLowerCase()}`)
    await expect.poll(() => title(page)).toBe('Für Ada ✓')
    expect((await saved(page)).equals(await saved(sender.page))).toBe(true)
    // Cut in half it holds no whole graph, or none.
    await drop(page, content.subarray(0, 600), 'cut')
    await expect
      .poll(() =>
        page
          .getByRole('dialog')
          .getByText(/LINK_CUT|NOT_OUR_FORMAT/)
          .count(),
      )
      .toBe(1)
  })

  test('as PNG is as large as its graph on the canvas, twice, and not empty', async () => {
    const { page } = await visit(browser)
    const png = await picture(page, 'PNG')
    expect(png.readUInt32BE(16)).toBeGreaterThan(2000)
    expect(png.readUInt32BE(16) * png.readUInt32BE(20)).toBeLessThanOrEqual(16e6)
    expect(png.length).toBeGreaterThan(50_000)
  })

  test('of hostile texts, opened by itself, runs nothing and reaches nobody', async () => {
    const { page } = await visit(browser)
    const nodes = payloads.map((text, i) => ({
      ...{
        id: `n${i}`,
        type: 'matrix',
        title: text.slice(0, 200),
        at: [(i % 8) * 300, Math.floor(i / 8) * 200],
      },
    }))
    const notes = payloads.map((text, i) => ({ id: `t${i}`, at: [i * 250, -200], size: [240, 120], text }))
    const frames = payloads.map((text, i) => ({ id: `f${i}`, title: text, around: [`n${i}`], color: text }))
    const file = {
      format: 'gradloom',
      version: 1,
      title: '<script>document.title="x"</script>',
      nodes,
      wires: [],
      frames,
      notes,
    }
    await drop(page, Buffer.from(JSON.stringify(file)), 'hostile.json')
    await expect.poll(() => title(page)).toBe(file.title)
    const svg = await picture(page, 'SVG')
    const context = await browser.newContext()
    const alone = await context.newPage()
    const reached: string[] = []
    alone.on('dialog', (dialog) => {
      reached.push(dialog.message())
      void dialog.dismiss()
    })
    await alone.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname === '/hostile.svg') return route.fulfill({ body: svg, contentType: 'image/svg+xml' })
      reached.push(route.request().url())
      return route.abort()
    })
    await alone.goto(`${inject('address')}hostile.svg`)
    const found = await alone.evaluate(() => ({
      root: document.documentElement.localName,
      names: [...new Set([...document.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
      errors: document.querySelectorAll('parsererror').length,
    }))
    expect(found).toEqual({
      root: 'svg',
      names: ['circle', 'g', 'metadata', 'rect', 'svg', 'text', 'title'],
      errors: 0,
    })
    expect(reached).toEqual([])
    await context.close()
  })
})

describe.each([
  ['light', 1280, 800],
  ['dark', 1280, 800],
  ['light', 820, 1180],
  ['dark', 390, 844],
] as const)('the dialog in %s colours, %d×%d', (colorScheme, width, height) => {
  test('has nothing that axe objects to, and fits', async () => {
    const { page } = await visit(browser, { colorScheme, viewport: { width, height } })
    await share(page)
    await page.getByRole('button', { name: 'Show as QR code' }).click()
    await expect.poll(() => page.getByRole('img', { name: 'QR code of the link' }).count()).toBe(1)
    expect(await objections(page)).toEqual([])
    const box = await page.getByRole('dialog', { name: 'Share' }).boundingBox()
    expect(
      box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
    ).toBe(true)
  })
})
