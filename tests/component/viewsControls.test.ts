// Controls of parameters in a real browser: what is sent, when, and how large they are.
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { render } from 'vitest-browser-svelte'
import { page, userEvent } from 'vitest/browser'
import '../../src/app/base.css'
import '../../src/app/theme.css'
import {
  type Param,
  type ParamValue,
  choice,
  integer,
  list,
  maybe,
  number,
  range,
  rows,
  text,
} from '../../src/param.ts'
import { type ControlLimits, controlHeight } from '../../src/views/metrics.ts'
import { plain } from '../../src/views/numbers.ts'
import ParamControl from '../../src/views/ParamControl.svelte'

type Sent = readonly [value: ParamValue, live: boolean]
let sent: Sent[] = []
beforeEach(() => void (sent = []))
afterEach(() => delete document.documentElement.dataset['theme'])

interface Shown {
  readonly limits?: ControlLimits
  readonly disabled?: boolean
  readonly width?: number
}

/** A control whose value follows what it sends, as the document does. */
async function show(
  param: Param,
  value: ParamValue,
  { limits = {}, disabled = false, width = 240 }: Shown = {},
) {
  const props = { id: 'sgd', name: 'rate', label: 'Rate', param, limits, disabled, width }
  const onchange = (next: ParamValue, live: boolean) => {
    sent.push([next, live])
    void screen.rerender({ value: next })
  }
  const screen = await render(ParamControl, { ...props, value, onchange })
  return screen
}

const field = () => page.getByRole('textbox', { name: 'Rate' })

describe('a number', () => {
  it.each<[string, number]>([
    ['0.1', 0.1],
    ['1e-3', 0.001],
    ['-0', -0],
    ['NaN', NaN],
    ['Infinity', Infinity],
  ])('takes %s while it is typed and when it is entered', async (typed, value) => {
    await show(number(1, ''), 1)
    await field().fill(typed)
    expect(sent.at(-1)).toEqual([value, true])
    await userEvent.keyboard('{Enter}')
    expect(sent.at(-1)).toEqual([value, false])
    await expect.element(field()).toHaveValue(plain(value))
  })

  it('keeps what it cannot read in sight with the reason, and sends nothing', async () => {
    await show(number(1, '', { min: 0 }), 1)
    await field().fill('-1')
    await userEvent.tab()
    expect(sent).toEqual([])
    await expect.element(field()).toHaveValue('-1')
    await expect.element(field()).toHaveAttribute('aria-invalid', 'true')
    await expect.element(field()).toHaveAccessibleDescription('At least 0')
  })

  it('takes back what was sent live when it ends unreadable', async () => {
    await show(number(1, ''), 1)
    await field().fill('2')
    await field().fill('2e')
    await userEvent.tab()
    expect(sent).toEqual([
      [2, true],
      [1, false],
    ])
    await expect.element(field()).toHaveValue('2e')
  })

  it('gives way to a change from elsewhere', async () => {
    const screen = await show(number(1, ''), 1)
    await field().fill('x')
    await userEvent.tab()
    await screen.rerender({ value: 5 })
    await expect.element(field()).toHaveValue('5')
  })

  it('is restored by Escape', async () => {
    await show(number(1, ''), 0.9)
    await field().fill('0.5')
    await userEvent.keyboard('{Escape}')
    expect(sent).toEqual([
      [0.5, true],
      [0.9, false],
    ])
    await expect.element(field()).toHaveValue('0.9')
  })

  it('steps by arrow keys, live until it is left', async () => {
    await show(number(1, '', { min: 0, scale: 'log' }), 0.01)
    await field().click()
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}')
    await userEvent.tab()
    expect(sent).toEqual([
      [0.02, true],
      [0.05, true],
      [0.02, true],
      [0.02, false],
    ])
  })

  it('sends nothing when it is only visited', async () => {
    await show(number(1, ''), 0.1)
    await field().click()
    await userEvent.keyboard('{Enter}')
    await userEvent.tab()
    expect(sent).toEqual([])
  })

  it('has a slider where both ends are known', async () => {
    await show(number(0, '', { min: 0, max: 1 }), 0.5)
    const slider = page.getByRole('slider', { name: 'Rate slider' })
    slider.element().focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(sent).toEqual([
      [0.505, true],
      [0.505, false],
    ])
    await expect.element(slider).toHaveAttribute('aria-valuetext', '0.505')
  })

  it('has a slider over powers of ten on a log scale', async () => {
    await show(number(0, ''), 0.1, { limits: { min: 0.001, max: 10, scale: 'log' } })
    const slider = page.getByRole('slider', { name: 'Rate slider' })
    expect((slider.element() as HTMLInputElement).valueAsNumber).toBe(-1) // A slider is an input.
  })
})

describe('other kinds', () => {
  it('an integer has buttons that stop at its limits', async () => {
    await show(integer(2, '', { min: 0, max: 3 }), 2)
    await page.getByRole('button', { name: 'Increase Rate' }).click()
    expect(sent).toEqual([[3, false]])
    await expect.element(page.getByRole('button', { name: 'Increase Rate' })).toBeDisabled()
    await field().fill('1.5')
    await expect.element(page.getByRole('alert')).toHaveTextContent('Needs a whole number')
  })

  it('a number that may be absent is absent when empty', async () => {
    await show(maybe(''), 3)
    await field().fill('')
    await userEvent.keyboard('{Enter}')
    expect(sent).toEqual([
      [null, true],
      [null, false],
    ])
  })

  it('a choice is made by buttons, or in a list', async () => {
    await show(choice(['log', 'linear'], ''), 'log')
    const group = page.getByRole('radiogroup', { name: 'Rate' })
    await group.getByRole('radio', { name: 'linear' }).click()
    expect(sent).toEqual([['linear', false]])
    await expect.element(group.getByRole('radio', { name: 'linear' })).toBeChecked()
  })

  it('many options are a list', async () => {
    await show(choice(['a', 'b', 'c', 'd'], ''), 'a')
    await page.getByRole('combobox', { name: 'Rate' }).selectOptions('c')
    expect(sent).toEqual([['c', false]])
  })

  it('a text is sent live and when it is left', async () => {
    await show(text('', ''), 'a')
    await field().fill('ab')
    await userEvent.tab()
    expect(sent).toEqual([
      ['ab', true],
      ['ab', false],
    ])
  })

  it('a range is automatic, or fixed with its low end below its high end', async () => {
    await show(range(''), 'auto')
    await page.getByRole('radio', { name: 'fixed' }).click()
    await page.getByRole('textbox', { name: 'Rate, high' }).fill('2')
    await page.getByRole('textbox', { name: 'Rate, low' }).fill('3')
    await expect.element(page.getByRole('alert')).toHaveTextContent('Below 2')
    expect(sent).toEqual([
      [[-1, 1], false],
      [[-1, 2], true],
      [[-1, 2], false],
    ])
  })
})

describe('a matrix', () => {
  const paste = (element: Element, pasted: string) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }

  it('changes one cell', async () => {
    await show(rows([], ''), [
      [1, 0],
      [0, 1],
    ])
    await page.getByRole('textbox', { name: 'Rate, row 2, column 1' }).fill('-0.3')
    await userEvent.tab()
    expect(sent.at(-1)).toEqual([
      [
        [1, 0],
        [-0.3, 1],
      ],
      false,
    ])
  })

  it('grows and shrinks', async () => {
    await show(rows([], ''), [[1, 2]])
    await page.getByRole('button', { name: 'Add row' }).click()
    await page.getByRole('button', { name: 'Remove column' }).click()
    expect(sent.map(([value]) => value)).toEqual([
      [
        [1, 2],
        [0, 0],
      ],
      [[1], [0]],
    ])
    await expect.element(page.getByRole('button', { name: 'Remove column' })).toBeDisabled()
  })

  it('takes a pasted table', async () => {
    await show(rows([], ''), [[0]])
    paste(page.getByRole('textbox', { name: 'Rate, row 1, column 1' }).element(), '1\t2\n3\t4\n')
    const table = [
      [1, 2],
      [3, 4],
    ]
    expect(sent).toEqual([[table, false]])
    await expect.element(page.getByRole('textbox', { name: 'Rate, row 2, column 2' })).toHaveValue('4')
  })

  it('is edited as text when it is large', async () => {
    await show(
      rows([], ''),
      Array.from({ length: 9 }, () => [1, 2]),
    )
    await page.getByRole('button', { name: 'Rate: 9×2, edit…' }).click()
    const area = page.getByRole('dialog').getByRole('textbox')
    await area.fill('1 2\n3')
    await expect.element(page.getByRole('button', { name: 'Apply' })).toBeDisabled()
    await area.fill('1, 2\n3, 4')
    await page.getByRole('button', { name: 'Apply' }).click()
    expect(sent).toEqual([
      [
        [
          [1, 2],
          [3, 4],
        ],
        false,
      ],
    ])
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  })

  it('a list takes pasted numbers and grows', async () => {
    await show(list([], ''), [1, 2])
    paste(page.getByRole('textbox', { name: 'Rate, number 2' }).element(), '5, 6')
    await page.getByRole('button', { name: 'Add number' }).click()
    expect(sent.map(([value]) => value)).toEqual([
      [1, 5, 6],
      [1, 5, 6, 0],
    ])
  })
})

describe('the canvas around it', () => {
  it('does not see what belongs to the control', async () => {
    const { container } = await show(number(0, '', { min: 0, max: 1 }), 0.5)
    const seen: string[] = []
    for (const type of ['pointerdown', 'keydown', 'wheel'])
      container.addEventListener(type, () => void seen.push(type))
    await field().click()
    await userEvent.keyboard('a{ArrowUp}{Delete}')
    field()
      .element()
      .dispatchEvent(new WheelEvent('wheel', { bubbles: true }))
    expect(seen).toEqual([])
    container.querySelector('.name')?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    expect(seen).toEqual(['pointerdown'])
  })
})

const identity = (size: number) =>
  Array.from({ length: size }, (_, r) => Array.from({ length: size }, (_, c) => Number(r === c)))

const samples: readonly [string, Param, ParamValue][] = [
  ['number', number(0.1, ''), 0.1],
  ['slider', number(0.1, '', { min: 0, max: 1 }), 0.1],
  ['integer', integer(2, ''), 2],
  ['maybe', maybe(''), null],
  ['buttons', choice(['log', 'linear'], ''), 'log'],
  ['wide buttons', choice(['nonzero', 'finite', 'zero'], ''), 'zero'],
  ['options', choice(['a', 'b', 'c', 'd'], ''), 'b'],
  ['text', text('', ''), 'Must not vanish'],
  ['auto', range(''), 'auto'],
  ['range', range(''), [-1, 1]],
  ['matrix 4×4', rows([], ''), identity(4)],
  ['matrix 8×8', rows([], ''), identity(8)],
  ['matrix 16×16', rows([], ''), identity(16)],
  ['list', list([], ''), [1, 2, 3, 4, 5, 6, 7]],
]

describe.each(samples)('every control: %s', (_, param, value) => {
  it.each([200, 240, 320])('is as high as it was foretold, %i pixels wide', async (width) => {
    const { container } = await show(param, value, { width })
    const control = container.querySelector('.control')
    if (!control) throw new Error('There is no control')
    expect(control.getBoundingClientRect().height).toBe(controlHeight(param, value, width))
    expect(control.scrollHeight).toBeLessThanOrEqual(control.clientHeight)
    expect(control.scrollWidth).toBeLessThanOrEqual(width)
    const [last] = [...control.querySelectorAll('input, button, select')].slice(-1)
    expect(last?.getBoundingClientRect().bottom).toBeLessThanOrEqual(control.getBoundingClientRect().bottom)
  })

  it('has targets of at least 24 pixels and breaks no rule of accessibility', async () => {
    for (const theme of ['light', 'dark']) {
      document.documentElement.dataset['theme'] = theme
      const { container, unmount } = await show(param, value)
      for (const each of container.querySelectorAll('input, button, select'))
        expect(each.getBoundingClientRect().height).toBeGreaterThanOrEqual(
          each.matches('[type=radio]') ? 22 : 24,
        )
      const { violations } = await axe.run(container)
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      )
      await unmount()
    }
  })

  it('can be disabled', async () => {
    const { container } = await show(param, value, { disabled: true })
    for (const each of container.querySelectorAll('input, button, select'))
      expect(each.matches(':disabled')).toBe(true)
  })
})
