// The flagship from an empty canvas three times: by mouse, by keyboard, by fingers alone. Names and numbers are typed; all three run to the notebook's figures, with nothing red and nothing on anything on the way.
import type { Browser, CDPSession, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, status, visit, type Visit } from './visit.ts'
import { watch, watched } from './watch.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

type Spot = readonly [x: number, y: number]
type Port = readonly [node: string, port: string]

/** What each way of working has to be able to do. */
interface Hand {
  readonly begin: () => Promise<void>
  /** `spot` is where one would point. */
  readonly add: (name: string, id: string, spot: Spot) => Promise<void>
  readonly set: (id: string, name: string, value: string) => Promise<void>
  readonly wire: (from: Port, to: Port) => Promise<void>
  readonly settle: () => Promise<void>
  readonly run: () => Promise<void>
}

const node = (page: Page, id: string): Locator => page.locator(`[data-node="${id}"]`)
const field = (page: Page, id: string, name: string): Locator =>
  node(page, id).getByRole('textbox', { name, exact: true })
const isFocused = (locator: Locator) => locator.evaluate((each) => each === document.activeElement)

const kinds: readonly (readonly [
  name: string,
  id: string,
  spot: Spot,
  values?: Readonly<Record<string, string>>,
])[] = [
  ['random', 'random', [40, 90], { rows: '4', cols: '4', seed: '314' }],
  ['random', 'random2', [40, 380], { rows: '4', cols: '4', seed: '314', skip: '16' }],
  ['identity', 'identity', [240, 330], { size: '4' }],
  ['sgd', 'sgd', [240, 90], { 'learning rate': '0.9', momentum: '0.9' }],
  ['matmul', 'matmul', [480, 90]],
  ['mse', 'mse', [640, 130]],
  ['backward', 'backward', [820, 90]],
  ['subtract', 'subtract', [480, 330]],
  ['heatmap', 'heatmap', [640, 330]],
  ['loss plot', 'lossplot', [900, 330]],
]
const wires: readonly (readonly [from: Port, to: Port])[] = [
  [
    ['random', 'out'],
    ['sgd', 'initial'],
  ],
  [
    ['sgd', 'value'],
    ['matmul', 'a'],
  ],
  [
    ['random2', 'out'],
    ['matmul', 'b'],
  ],
  [
    ['matmul', 'out'],
    ['mse', 'prediction'],
  ],
  [
    ['identity', 'out'],
    ['mse', 'target'],
  ],
  [
    ['mse', 'loss'],
    ['backward', 'loss'],
  ],
  [
    ['sgd', 'value'],
    ['backward', 'of'],
  ],
  [
    ['backward', 'gradient'],
    ['sgd', 'gradient'],
  ],
  [
    ['matmul', 'out'],
    ['subtract', 'a'],
  ],
  [
    ['identity', 'out'],
    ['subtract', 'b'],
  ],
  [
    ['subtract', 'out'],
    ['heatmap', 'in'],
  ],
  [
    ['mse', 'loss'],
    ['lossplot', 'in'],
  ],
]

async function build(page: Page, hand: Hand): Promise<void> {
  await hand.begin()
  await expect.poll(() => page.locator('[data-node]').count()).toBe(0)
  await watch(page)
  for (const [name, id, spot, values = {}] of kinds) {
    await hand.add(name, id, spot)
    await expect.poll(() => node(page, id).count()).toBe(1)
    for (const [param, value] of Object.entries(values)) {
      if ((await field(page, id, param).inputValue()) === value) continue
      await hand.set(id, param, value)
      await expect.poll(() => field(page, id, param).inputValue()).toBe(value)
    }
  }
  const count = () => page.locator('[data-wire]').count()
  for (const [index, [from, to]] of wires.entries()) {
    await hand.wire(from, to)
    await expect.poll(count, { message: `${from.join('.')} → ${to.join('.')}` }).toBe(index + 1)
  }
  await hand.settle()
  await hand.run()
  await expect
    .poll(() => status(page), { timeout: 20_000 })
    .toBe('iteration 10000 · loss 2.6580e-12 · finished')
  await page.getByRole('slider', { name: 'Iteration', exact: true }).fill('2000')
  await expect.poll(() => status(page)).toMatch(/^iteration 2000 · loss 2\.6224e-12/)
  expect(await page.getByRole('button', { name: /no problems/i }).count()).toBe(1)
  expect(await watched(page)).toEqual([])
}

async function tryOut(
  options: Parameters<typeof visit>[1],
  handOf: (page: Page) => Promise<Hand> | Hand,
): Promise<void> {
  const visitor: Visit = await visit(browser, { viewport: { width: 1280, height: 800 }, ...options })
  await build(visitor.page, await handOf(visitor.page))
  expect(visitor.complaints).toEqual([])
  await visitor.page.context().close()
}

async function middle(locator: Locator): Promise<Spot> {
  await expect.poll(() => locator.count()).toBe(1)
  const box = await locator.boundingBox()
  if (!box) throw new Error('it is not on the screen')
  return [box.x + box.width / 2, box.y + box.height / 2]
}
const port = (page: Page, [id, name]: Port, side: 'Input' | 'Output'): Locator =>
  node(page, id).getByRole('button', { name: new RegExp(`^${side} ${name}\\b`) })

/** What a mouse and a finger have in common: they point. */
function pointing(
  page: Page,
  press: (locator: Locator) => Promise<void>,
  /** Asks for a node at a place of the canvas. */
  ask: (spot: Spot) => Promise<void>,
  drag: (from: Spot, to: Spot) => Promise<void>,
): Hand {
  return {
    begin: async () => {
      await press(page.getByRole('button', { name: 'New', exact: true }))
      for (let times = 0; times < 3; times++) await press(page.getByRole('button', { name: 'Zoom out' }))
    },
    add: async (name, _, spot) => {
      await ask(spot)
      await page.getByRole('combobox', { name: 'Add node' }).waitFor()
      await page.keyboard.type(name)
      await press(page.getByRole('option').first())
    },
    set: async (id, name, value) => {
      await press(field(page, id, name))
      await field(page, id, name).fill(value)
    },
    wire: async (from, to) => {
      await drag(await middle(port(page, from, 'Output')), await middle(port(page, to, 'Input')))
    },
    settle: async () => {
      await press(page.getByRole('button', { name: 'Menu' }))
      await press(page.getByRole('menuitemcheckbox', { name: /settings/i }))
      await press(page.getByRole('radio', { name: /^fused/ }))
      const stop = page.getByRole('toolbar').getByLabel('Stop at iteration')
      await press(stop)
      await stop.fill('10000')
    },
    run: () => press(page.getByRole('button', { name: 'Run', exact: true })),
  }
}

test('by mouse alone', () =>
  tryOut({}, (page) =>
    pointing(
      page,
      (locator) => locator.click(),
      ([x, y]) => page.mouse.dblclick(x, y),
      async ([x, y], [toX, toY]) => {
        await page.mouse.move(x, y)
        await page.mouse.down()
        await page.mouse.move((x + toX) / 2, (y + toY) / 2, { steps: 3 })
        await page.mouse.move(toX, toY, { steps: 3 })
        await page.mouse.up()
      },
    ),
  ))

test('by fingers alone', () =>
  tryOut({ hasTouch: true }, async (page) => {
    const screen: CDPSession = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number, y?: number) =>
      screen.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: x === undefined || y === undefined ? [] : [{ x, y }],
      })
    return pointing(
      page,
      (locator) => locator.tap(),
      async ([x, y]) => {
        const isEmpty = (await page.locator('[data-node]').count()) === 0
        await touch('touchStart', x, y)
        await page.waitForTimeout(650)
        await touch('touchEnd')
        if (!isEmpty) await page.getByRole('menuitem', { name: 'Add node' }).tap()
      },
      async ([x, y], [toX, toY]) => {
        await touch('touchStart', x, y)
        for (let step = 1; step <= 6; step++)
          await touch('touchMove', x + ((toX - x) * step) / 6, y + ((toY - y) * step) / 6)
        // A finger that leaves while it moves flings, and the browser takes the next tap for its end.
        await page.waitForTimeout(120)
        await touch('touchMove', toX, toY)
        await touch('touchEnd')
      },
    )
  }))

test('by keyboard alone', () =>
  tryOut({}, (page) => {
    const key = (name: string) => page.keyboard.press(name)
    async function command(words: string): Promise<void> {
      await key('Control+k')
      await page.getByRole('combobox', { name: 'Search commands' }).waitFor()
      await page.keyboard.type(words)
      await key('Enter')
    }
    /** Presses a key until this has the keyboard. */
    async function until(locator: Locator, name: string, most: number): Promise<boolean> {
      for (let press = 0; press < most; press++) {
        if ((await locator.count()) === 1 && (await isFocused(locator))) return true
        await key(name)
      }
      return false
    }
    const onCanvas = () =>
      page.evaluate(() => document.activeElement?.closest('main')?.contains(document.activeElement) ?? false)
    /** From one node to the next as one reads, and back. */
    async function goTo(id: string): Promise<void> {
      for (let turn = 0; turn < 8 && !(await onCanvas()); turn++) await key('F6')
      const there = node(page, id)
      if (await until(there, 'Tab', 14)) return
      for (let turn = 0; turn < 8 && !(await onCanvas()); turn++) await key('F6')
      expect(await until(there, 'Shift+Tab', 24), `the keyboard comes to ${id}`).toBe(true)
    }
    return {
      begin: () => command('new'),
      add: async (name, id) => {
        if (!(await onCanvas())) await key('F6')
        await key('a')
        await page.getByRole('combobox', { name: 'Add node' }).waitFor()
        await page.keyboard.type(name)
        await key('Enter')
        await expect.poll(() => isFocused(node(page, id))).toBe(true)
      },
      set: async (id, name, value) => {
        await key('Enter')
        expect(await until(field(page, id, name), 'Tab', 24), `the keyboard comes to ${name}`).toBe(true)
        await key('Control+a')
        await page.keyboard.type(value)
        await key('Enter')
        await key('Escape')
        await expect.poll(() => isFocused(node(page, id))).toBe(true)
      },
      wire: async (from, to) => {
        await goTo(to[0])
        await key('w')
        await page.getByRole('combobox', { name: /^Wire / }).waitFor()
        await page.keyboard.type(`${to[1]} ${from.join('.')}`)
        await key('Enter')
      },
      settle: async () => {
        await command('settings')
        const checked = page.getByRole('radio', { name: /^separate/ })
        for (let turn = 0; turn < 8; turn++) {
          const isInside = await page.evaluate(
            () => document.activeElement?.closest('aside')?.getAttribute('aria-label') === 'Settings',
          )
          if (isInside) break
          await key('F6')
        }
        expect(await until(checked, 'Tab', 20)).toBe(true)
        await key('ArrowDown')
        const stop = page.getByRole('complementary', { name: 'Settings' }).getByLabel('Stop at iteration')
        expect(await until(stop, 'Shift+Tab', 10)).toBe(true)
        await key('Control+a')
        await page.keyboard.type('10000')
        await key('Enter')
        await key('Escape')
      },
      run: () => key('Control+Enter'),
    }
  }))
