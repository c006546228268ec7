// Pictures in a real browser: what is drawn, read out, switched, and let go.
import axe from 'axe-core'
import { tick } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-svelte'
import { page, userEvent } from 'vitest/browser'
import '../../src/app/base.css'
import '../../src/app/theme.css'
import type { Curve, Kept, Picture } from '../../src/picture.ts'
import { Live } from '../../src/views/live.ts'
import { pictureSize } from '../../src/views/metrics.ts'
import PictureView from '../../src/views/PictureView.svelte'

const matrix = (rows: number, cols: number, data: readonly number[]) => ({
  rows,
  cols,
  data: Float32Array.from(data),
})
const heatmap = (...data: number[]): Picture => {
  const side = Math.sqrt(data.length)
  return { kind: 'heatmap', matrix: matrix(side, side, data), range: null, decimals: 2 }
}
const curve = (label: string, y: readonly number[]): Curve => ({
  from: 'mse.loss',
  label,
  count: y.length,
  x: Float64Array.from(y, (_, i) => i),
  y: Float32Array.from(y),
})

let live: Live
beforeEach(() => (live = new Live()))
afterEach(() => delete document.documentElement.dataset['theme'])

async function publish(shown: { picture?: Picture; curves?: readonly Curve[]; kept?: readonly Kept[] }) {
  const at = <T>(value: T | undefined) => new Map(value === undefined ? [] : [['n', value] as const])
  live.publish({
    iteration: 0,
    values: new Map(),
    pictures: at(shown.picture),
    curves: at(shown.curves),
    kept: at(shown.kept),
  })
  await tick()
}

const show = (kind: Picture['kind'], keeps = false) =>
  render(PictureView, { node: 'n', kind, live, title: 'Look', ...pictureSize(kind, keeps) })

async function violations() {
  const { violations: found } = await axe.run(document.body, {
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const only = <T extends Element>(selector: string): T => {
  const found = document.querySelectorAll<T>(selector)
  const [first] = found
  if (!first || found.length !== 1) throw new Error(`${found.length} elements match ${selector}`)
  return first
}

function pixel(x: number, y: number): number[] {
  const canvas = only<HTMLCanvasElement>('.cells canvas')
  return [...(canvas.getContext('2d')?.getImageData(x, y, 1, 1).data ?? [])]
}

describe('a heatmap', () => {
  it('is one pixel for each cell, repainted with every frame and with the theme', async () => {
    await show('heatmap')
    await publish({ picture: heatmap(0, 1, -1, NaN) })
    expect(pixel(0, 0)).toEqual([255, 255, 255, 255])
    expect(pixel(1, 0)).toEqual([0xa6, 0x36, 0x03, 255])
    await publish({ picture: heatmap(1, 0, -1, NaN) })
    expect(pixel(1, 0)).toEqual([255, 255, 255, 255])
    document.documentElement.dataset['theme'] = 'dark'
    await expect.poll(() => pixel(1, 0)).toEqual([0x1e, 0x21, 0x25, 255])
  })

  it('is left alone while its colours are the same', async () => {
    const painted = vi.spyOn(CanvasRenderingContext2D.prototype, 'putImageData')
    await show('heatmap')
    const times = async (...data: number[]) => {
      painted.mockClear()
      await publish({ picture: heatmap(...data) })
      return painted.mock.calls.length
    }
    expect(await times(0, 1, -1, 0.5)).toBe(1)
    expect(await times(1e-6, 1, -1, 0.5)).toBe(0)
    expect(await times(0.1, 1, -1, 0.5)).toBe(1)
    painted.mockRestore()
  })

  it('writes the values into its cells, the sign of zero and NaN included', async () => {
    await show('heatmap')
    await publish({ picture: heatmap(-0, 0.304, NaN, -Infinity) })
    const texts = [...document.querySelectorAll('.labels span')].map(({ textContent }) => textContent)
    expect(texts).toEqual(['−0.00', '0.30', 'NaN', '−∞'])
    await expect.element(page.getByText('NaN/∞ ×2')).toBeVisible()
  })

  it('reads out the cell under the pointer and the one chosen by keys', async () => {
    await show('heatmap')
    await publish({ picture: heatmap(1, 2, 3, -0.30471) })
    const cells = page.getByRole('slider', { name: 'Cell of Look' })
    await userEvent.hover(cells, { position: { x: 200, y: 200 } })
    await expect.element(page.getByText('row 2, column 2: −0.3047')).toBeVisible()
    await userEvent.unhover(cells)
    await userEvent.tab()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(page.getByText('row 1, column 2: 2.0000')).toBeVisible()
    await expect.element(cells).toHaveAttribute('aria-valuetext', 'row 1, column 2: 2.0000')
  })

  it('shows kept pictures with iteration and loss, the newest in view', async () => {
    await show('heatmap', true)
    const kept = Array.from({ length: 40 }, (_, i) => ({
      iteration: i * 50,
      loss: 2 * 10 ** (-i / 3),
      matrix: matrix(1, 1, [i]),
    }))
    await publish({ picture: heatmap(1), kept })
    await expect.element(page.getByText('1950 · 2.0e-13')).toBeVisible()
    expect(document.querySelectorAll('figure figure').length).toBeLessThan(8)
    only('.strip').scrollTo({ left: 0 })
    await expect.element(page.getByText('0 · 2.0', { exact: true })).toBeVisible()
  })

  it('can be read as a table', async () => {
    await show('heatmap')
    await publish({ picture: heatmap(1, 2, 3, 4) })
    await page.getByRole('button', { name: 'As table' }).click()
    expect(
      page
        .getByRole('cell')
        .elements()
        .map(({ textContent }) => textContent),
    ).toEqual(['1.00', '2.00', '3.00', '4.00'])
  })
})

describe('a plot', () => {
  const paths = () =>
    [...document.querySelectorAll('.curves path')].map((path) => path.getAttribute('d') ?? '')

  it('asks to be run while there is nothing to draw', async () => {
    await show('lines')
    await expect.element(page.getByText('Run to draw the curve')).toBeVisible()
    await publish({ curves: [curve('loss', [])] })
    await expect.element(page.getByText('Run to draw the curve')).toBeVisible()
    await publish({ curves: [curve('loss', [1.7])] })
    await expect.element(page.getByText('Run to draw the curve')).not.toBeInTheDocument()
  })

  it('draws every frame without building its axes again', async () => {
    await show('lines')
    await publish({ curves: [curve('loss', [1.7, 0.5])] })
    const ticks = [...document.querySelectorAll('svg text')]
    const before = paths()
    await publish({ curves: [curve('loss', [1.7, 0.5, 0.2])] })
    expect(paths()[0]?.length).toBeGreaterThan(before[0]?.length ?? 0)
    expect([...document.querySelectorAll('svg text')]).toEqual(ticks)
    expect(ticks.map(({ textContent }) => textContent)).toContain('10⁻¹')
  })

  it('has a ground of the same extent under every curve', async () => {
    await show('lines')
    const extent = () => {
      const { x, y, width, height } = only<SVGGElement>('.curves').getBBox()
      return [x, y, width, height]
    }
    await publish({ curves: [curve('loss', [1, 0.5])] })
    const before = extent()
    expect(before[3]).toBeGreaterThan(1000)
    // Painted, if in no colour: a shape without a fill would not count.
    expect(getComputedStyle(only('.curves rect')).fill).toBe('rgba(0, 0, 0, 0)')
    await publish({ curves: [curve('loss', [1, 0.9, 0.8])] })
    expect(extent()).toEqual(before)
  })

  it('draws a series that joins later', async () => {
    await show('lines')
    await publish({ curves: [curve('a', [1, 0.1])] })
    await publish({ curves: [curve('a', [1, 0.1]), curve('b', [0.5, 0.2])] })
    expect(paths().map((path) => path.startsWith('M'))).toEqual([true, true])
  })

  it('switches series by its legend, and its axis with them', async () => {
    await show('lines')
    await publish({ curves: [curve('a', [1, 0.5]), curve('b', [1, 1e-8])] })
    const button = page.getByRole('button', { name: 'b', exact: true })
    await expect.element(button).toHaveAttribute('aria-pressed', 'true')
    await expect.element(page.getByText('10⁻⁸')).toBeInTheDocument()
    await button.click()
    await expect.element(button).toHaveAttribute('aria-pressed', 'false')
    await expect.element(page.getByText('10⁻⁸')).not.toBeInTheDocument()
    expect(getComputedStyle(only('.curves path.off')).display).toBe('none')
  })

  it('marks and counts what has no place on its axis', async () => {
    await show('lines')
    await publish({ curves: [curve('a', [1, 0, 0.5, NaN, NaN, Infinity])] })
    await expect.element(page.getByText('✕ NaN: 2 from 3')).toBeVisible()
    await expect.element(page.getByText('▲ ∞: 1 from 5')).toBeVisible()
    await expect.element(page.getByText('▼ ≤ 0: 1 from 1')).toBeVisible()
  })

  it('reads out an iteration under the pointer and by keys', async () => {
    await show('lines')
    await publish({
      curves: [
        curve(
          'a',
          Array.from({ length: 11 }, (_, i) => 10 ** -i),
        ),
        curve('b', [1, 0.5]),
      ],
    })
    const pane = page.getByRole('slider', { name: 'Read Look at iteration' })
    const { width } = pane.element().getBoundingClientRect()
    await userEvent.hover(pane, { position: { x: width / 2, y: 20 } })
    await expect.element(page.getByText('iteration 5')).toBeVisible()
    await expect.element(page.getByText('1.000e-05')).toBeVisible()
    await userEvent.unhover(pane)
    page.getByRole('button', { name: 'As table' }).element().focus()
    await userEvent.tab()
    await userEvent.keyboard('{Home}{ArrowRight}')
    await expect.element(pane).toHaveAttribute('aria-valuetext', 'iteration 1: a 0.10, b 0.50')
  })

  it('is named with its last values', async () => {
    await show('lines')
    await publish({ curves: [curve('a', [1, 2e-15])] })
    await expect
      .element(page.getByRole('img', { name: 'Look: a 2.0e-15 at iteration 1' }))
      .toBeInTheDocument()
  })

  it('keeps its axis of iterations while an earlier iteration is shown, until the run starts anew', async () => {
    await show('lines')
    const ticks = () =>
      [...document.querySelectorAll('svg text:not(.left)')].map(({ textContent }) => textContent)
    await publish({
      curves: [
        curve(
          'a',
          Array.from({ length: 90 }, () => 1),
        ),
      ],
    })
    const before = ticks()
    await publish({
      curves: [
        curve(
          'a',
          Array.from({ length: 20 }, () => 1),
        ),
      ],
    })
    expect(ticks()).toEqual(before)
    await publish({ curves: [curve('a', [1])] })
    expect(ticks()).not.toEqual(before)
  })
})

describe('a print', () => {
  it('has fixed decimals between brackets and counts what it leaves out', async () => {
    await show('table')
    await publish({
      picture: { kind: 'table', matrix: matrix(2, 2, [1, -0.00001, -0, 1.00002]), decimals: 4 },
    })
    const texts = () =>
      page
        .getByRole('cell')
        .elements()
        .map(({ textContent }) => textContent)
    expect(texts()).toEqual(['1.0000', '−0.0000', '−0.0000', '1.0000'])
    await publish({
      picture: {
        kind: 'table',
        matrix: matrix(
          76,
          1,
          Array.from({ length: 76 }, () => 0),
        ),
        decimals: 1,
      },
    })
    await expect.element(page.getByText('… 12 more rows')).toBeInTheDocument()
    expect(texts()).toHaveLength(64)
  })
})

describe('a text', () => {
  it('tells good from bad by an icon', async () => {
    await show('text')
    await publish({ picture: { kind: 'text', text: 'all finite', tone: 'good' } })
    await expect.element(page.getByRole('img', { name: 'Passed' })).toBeVisible()
    await publish({ picture: { kind: 'text', text: 'determinant is 0', tone: 'bad' } })
    await expect.element(page.getByRole('img', { name: 'Failed' })).toBeVisible()
  })
})

const samples: readonly [Picture['kind'], Parameters<typeof publish>[0]][] = [
  [
    'heatmap',
    { picture: heatmap(1, -0.5, 0, NaN), kept: [{ iteration: 0, loss: 1.7, matrix: matrix(1, 1, [1]) }] },
  ],
  ['lines', { curves: [curve('a', [1, 0.1, NaN]), curve('b', [1, 0.5, 0])] }],
  ['table', { picture: { kind: 'table', matrix: matrix(1, 2, [1, 2]), decimals: 2 } }],
  ['text', { picture: { kind: 'text', text: 'determinant is 0', tone: 'bad' } }],
]

describe.each(samples)('every picture: %s', (kind, shown) => {
  it('is exactly as large as it was told', async () => {
    const { container } = await show(kind, true)
    await publish(shown)
    const { width, height } = (container.firstElementChild ?? container).getBoundingClientRect()
    expect({ width, height }).toEqual(pictureSize(kind, true))
  })

  it.each(['light', 'dark'])('is accessible in the %s theme', async (theme) => {
    document.documentElement.dataset['theme'] = theme
    await show(kind, true)
    await publish(shown)
    expect(await violations()).toEqual([])
  })

  it('lets go of the run when it leaves the page', async () => {
    let listening = 0
    const subscribe = live.subscribe.bind(live)
    live.subscribe = (draw) => {
      listening++
      const stop = subscribe(draw)
      return () => {
        listening--
        stop()
      }
    }
    const { unmount } = await show(kind)
    await publish(shown)
    expect(listening).toBe(1)
    await unmount()
    expect(listening).toBe(0)
  })
})
