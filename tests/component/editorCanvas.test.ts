// The canvas in a real browser: gestures become edits, and the graph is the truth.
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-svelte'
import { page, userEvent } from 'vitest/browser'
import '../../src/app/base.css'
import '../../src/app/theme.css'
import type { Graph } from '../../src/graph/document.ts'
import { wireKey } from '../../src/graph/document.ts'
import { graphOf } from '../editor/build.ts'
import { Book } from './editorBook.svelte.ts'
import EditorStage from './editorStage.svelte'

const first = graphOf(
  [
    ['a', 'random', [0, 0], { rows: 3, cols: 4 }],
    ['b', 'identity', [0, 320], { size: 3 }],
    ['matmul', 'matmul', [420, 0]],
    ['add', 'add', [420, 280]],
  ],
  ['a.out>matmul.a'],
)
const shapes = new Map([
  ['a.out', { rows: 3, cols: 4 }],
  ['b.out', { rows: 3, cols: 3 }],
])
const nodeBy = (id: string) => document.querySelector<HTMLElement>(`[data-node="${id}"]`)
const port = (id: string, name: string) =>
  nodeBy(id)?.querySelector<HTMLElement>(`[data-port="${name}"]`) ?? null
const keys = (graph: Graph) => graph.wires.map(wireKey)
const shownAt = (id: string) => nodeBy(id)?.parentElement?.style.transform

async function open({ readonly = false } = {}) {
  await page.viewport(1000, 600)
  const book = new Book(first)
  const onrefuse = vi.fn<(message: string) => void>()
  const onadd = vi.fn<(...asked: readonly unknown[]) => void>()
  const { unmount } = await render(EditorStage, { book, shapes, readonly, onrefuse, onadd })
  await vi.waitFor(() => expect(nodeBy('add')?.offsetWidth).toBeGreaterThan(0))
  await vi.waitFor(() => expect(document.querySelector('.wire .line')?.getAttribute('d')).toBeTruthy())
  return { book, onrefuse, onadd, unmount }
}

const middle = (element: Element | null): readonly [number, number] => {
  const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect()
  return [left + width / 2, top + height / 2]
}
const point = (type: string, [x, y]: readonly [number, number], rest: PointerEventInit = {}) =>
  (document.elementFromPoint(x, y) ?? document.body).dispatchEvent(
    new PointerEvent(type, {
      ...{
        clientX: x,
        clientY: y,
        bubbles: true,
        cancelable: true,
        pointerId: 1,
        pointerType: 'mouse',
        button: 0,
      },
      ...rest,
    }),
  )
const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))

async function drag(
  from: readonly [number, number],
  to: readonly [number, number],
  rest: PointerEventInit = {},
) {
  point('pointerdown', from, rest)
  await frame()
  point('pointermove', [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], rest)
  point('pointermove', to, rest)
  await frame()
  point('pointerup', to, rest)
  await frame()
}

describe('a node', () => {
  it('that is dragged is one edit, and undo brings it back', async () => {
    const { book } = await open()
    const before = shownAt('add')
    const [x, y] = middle(nodeBy('add')?.querySelector('.header') ?? null)
    await drag([x, y], [x + 60, y + 30])
    expect(book.steps).toEqual(['move Add'])
    expect(shownAt('add')).not.toBe(before)
    book.undo()
    await vi.waitFor(() => expect(shownAt('add')).toBe(before))
  })

  it('stays where it is in a document that cannot be changed', async () => {
    const { book } = await open({ readonly: true })
    const before = shownAt('add')
    const [x, y] = middle(nodeBy('add')?.querySelector('.header') ?? null)
    await drag([x, y], [x + 60, y + 30])
    expect([book.steps, shownAt('add')]).toEqual([[], before])
  })

  it('moves by arrow keys, one step for a burst', async () => {
    const { book } = await open()
    await page.getByRole('group', { name: /^Add add/ }).click({ position: { x: 20, y: 12 } })
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowDown}{/Shift}')
    expect(book.graph.nodes.find(({ id }) => id === 'add')?.at).toEqual([428, 300])
    expect(book.steps).toEqual(['move 1 node'])
  })

  it('goes with its wires when it is deleted', async () => {
    const { book } = await open()
    await page.getByRole('group', { name: /^Random a/ }).click({ position: { x: 20, y: 12 } })
    await userEvent.keyboard('{Delete}')
    await vi.waitFor(() => expect(nodeBy('a')).toBeNull())
    expect(keys(book.graph)).toEqual([])
    expect(document.querySelectorAll('.wire').length).toBe(0)
  })
})

describe('a wire', () => {
  it('is made from port to port', async () => {
    const { book } = await open()
    await drag(middle(port('b', 'out')), middle(port('add', 'a')))
    expect(keys(book.graph)).toEqual(['a.out>matmul.a', 'b.out>add.a'])
    expect(book.steps).toEqual(['connect b.out to add.a'])
  })

  it('that does not fit is refused in words', async () => {
    const { book, onrefuse } = await open()
    await drag(middle(port('b', 'out')), middle(port('matmul', 'b')))
    expect(onrefuse).toHaveBeenCalledExactlyOnceWith(
      'Not connected: 3×4 · 3×3: the 4 columns of a must meet as many rows of b.',
    )
    expect(book.steps).toEqual([])
  })

  it('is moved by its end, or removed on the ground, as one step', async () => {
    const { book } = await open()
    await drag(middle(port('matmul', 'a')), middle(port('add', 'b')))
    expect(keys(book.graph)).toEqual(['a.out>add.b'])
    expect(book.steps).toHaveLength(1)
    await drag(middle(port('add', 'b')), [960, 560])
    expect(keys(book.graph)).toEqual([])
    expect(book.steps).toHaveLength(2)
  })

  it('that is selected can be taken off its output as well', async () => {
    const { book } = await open()
    await drag(middle(port('a', 'out')), middle(port('add', 'b')))
    expect(keys(book.graph)).toEqual(['a.out>matmul.a', 'a.out>add.b'])
    book.undo()
    await vi.waitFor(() => expect(document.querySelectorAll('.wire')).toHaveLength(1))
    const line = document.querySelector<SVGPathElement>('.wire .line')
    const half = line?.getPointAtLength(line.getTotalLength() / 2)
    const { x, y } = half?.matrixTransform(line?.getScreenCTM() ?? undefined) ?? new DOMPoint()
    await drag([x, y], [x, y])
    await vi.waitFor(() => expect(document.querySelector('.wire .halo')).not.toBeNull())
    await drag(middle(port('a', 'out')), middle(port('b', 'out')))
    expect(keys(book.graph)).toEqual(['b.out>matmul.a'])
  })

  it('that is let go on the ground asks for a node there', async () => {
    const { onadd } = await open()
    await drag(middle(port('b', 'out')), [960, 560])
    expect(onadd.mock.calls[0]?.slice(1, 3)).toEqual([[960, 560], { node: 'b', port: 'out', side: 'output' }])
  })

  it('is made by keyboard: W, then one of the ends that fit', async () => {
    const { book } = await open()
    await page.getByRole('group', { name: /^Identity b/ }).click({ position: { x: 20, y: 12 } })
    await userEvent.keyboard('w')
    await expect.element(page.getByRole('combobox', { name: /^Wire Identity/ })).toHaveFocus()
    const texts = page
      .getByRole('option')
      .elements()
      .map((option) => option.textContent)
    expect(texts.some((text) => text.includes('matmul.b'))).toBe(false)
    await userEvent.keyboard('add.b{Enter}')
    expect(keys(book.graph)).toContain('b.out>add.b')
    await vi.waitFor(() => expect(document.activeElement).toBe(nodeBy('b')))
  })
})

it('a port lists what does not fit after what does, with the reason', async () => {
  const { book, onrefuse } = await open()
  const at = middle(port('b', 'out'))
  await drag(at, at)
  await expect.element(page.getByRole('combobox', { name: /^Wire Identity/ })).toHaveFocus()
  const all = page.getByRole('option').elements()
  const unfit = all.filter((option) => option.ariaDisabled === 'true')
  expect(unfit).toEqual(all.slice(all.length - unfit.length))
  expect(unfit.length).toBeLessThan(all.length)
  const texts = unfit.map(({ textContent }) => textContent)
  const reason = '3×4 · 3×3: the 4 columns of a must meet as many rows of b'
  expect(texts.find((text) => text.includes('matmul.b'))).toContain(reason)
  await userEvent.keyboard('matmul.b{Enter}')
  expect(onrefuse).toHaveBeenCalledExactlyOnceWith(`Not connected: ${reason}.`)
  expect(book.steps).toEqual([])
})

describe('the selection', () => {
  it('is what a frame on the ground touches', async () => {
    const { book } = await open()
    const { left, top, bottom } = nodeBy('matmul')?.getBoundingClientRect() ?? new DOMRect()
    await drag([left - 40, top - 20], [left + 20, bottom - 20], { shiftKey: true })
    expect([...book.selection]).toEqual(['matmul'])
  })

  it('is copied and pasted with its wires', async () => {
    const { book } = await open()
    await page.getByRole('group', { name: /^MatMul/ }).click({ position: { x: 20, y: 12 } })
    await userEvent.keyboard('{Control>}a{/Control}')
    await userEvent.keyboard('{Control>}d{/Control}')
    await vi.waitFor(() => expect(document.querySelectorAll('[data-node]').length).toBe(8))
    expect(keys(book.graph)).toEqual(['a.out>matmul.a', 'a2.out>matmul2.a'])
    expect([...book.selection]).toHaveLength(4)
  })
})

it('is accessible', async () => {
  await open()
  const { violations } = await axe.run(document.body, {
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
})

it('leaves no listener behind', async () => {
  const [added, removed] = [vi.spyOn(window, 'addEventListener'), vi.spyOn(window, 'removeEventListener')]
  const { unmount } = await open()
  await unmount()
  const left = new Set<unknown>()
  // Those with options are taken away by their signals.
  for (const [, listener, options] of added.mock.calls) if (options === undefined) left.add(listener)
  expect(left.size).toBeGreaterThan(0)
  for (const [, listener] of removed.mock.calls) left.delete(listener)
  expect([...left]).toEqual([])
  added.mockRestore()
  removed.mockRestore()
})
