// The search at the cursor and the menu in a real browser: letters, arrows, Enter, Escape.
import axe from 'axe-core'
import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-svelte'
import { page, userEvent } from 'vitest/browser'
import AddNode from '../../src/app/AddNode.svelte'
import '../../src/app/base.css'
import Menu from '../../src/app/Menu.svelte'
import { shelves } from '../../src/app/search.ts'
import '../../src/app/theme.css'
import { library } from '../../src/library.ts'
import type { NodeKind } from '../../src/node.ts'

const kinds = shelves(library).flatMap((shelf) => shelf.kinds)

async function search(only: readonly NodeKind[] = kinds) {
  const onchoose = vi.fn<(kind: NodeKind) => void>()
  const onclose = vi.fn()
  await render(AddNode, { kinds: only, x: 100, y: 100, to: null, onchoose, onclose })
  return { onchoose, onclose, field: page.getByRole('combobox', { name: 'Add node' }) }
}

const titles = () =>
  page
    .getByRole('option')
    .elements()
    .map((option) => option.querySelector('.name')?.textContent)

test('the search has the focus at once and shows everything', async () => {
  const { field } = await search()
  await expect.element(field).toHaveFocus()
  expect(titles()).toHaveLength(library.size)
})

test('letters narrow it down, Enter takes the first', async () => {
  const { onchoose } = await search()
  await userEvent.keyboard('heat{Enter}')
  expect(onchoose.mock.calls.map(([{ type }]) => type)).toEqual(['heatmap'])
})

test('arrows go round, and the field says where they are', async () => {
  const { field } = await search(kinds.slice(0, 3))
  const chosen = () => document.querySelector('[aria-selected=true]')
  await userEvent.keyboard('{ArrowUp}')
  expect(chosen()).toBe(page.getByRole('option').elements().at(-1))
  await expect.element(field).toHaveAttribute('aria-activedescendant', chosen()?.id)
  await userEvent.keyboard('{ArrowDown}')
  expect(chosen()).toBe(page.getByRole('option').elements()[0])
})

test('Escape, Tab and a press beside it close it', async () => {
  const { onclose } = await search()
  await userEvent.keyboard('{Escape}')
  expect(onclose).toHaveBeenCalledTimes(1)
  await userEvent.keyboard('{Tab}')
  expect(onclose).toHaveBeenCalledTimes(2)
  document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  expect(onclose).toHaveBeenCalledTimes(3)
})

test('nothing to find is said in words', async () => {
  await search()
  await userEvent.keyboard('zebra')
  await expect.element(page.getByText('No node is called that.')).toBeVisible()
})

test('it stays inside of the window', async () => {
  await render(AddNode, { kinds, x: 5000, y: 5000, to: 'sgd.value', onchoose: vi.fn(), onclose: vi.fn() })
  const box = page.getByRole('dialog', { name: 'Add node' }).element().getBoundingClientRect()
  expect(box.right).toBeLessThanOrEqual(innerWidth)
  expect(box.bottom).toBeLessThanOrEqual(innerHeight)
})

test('the search has nothing that axe would object to', async () => {
  await search()
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
  expect(
    violations.map(({ id }) => id).filter((id) => !id.startsWith('page-') && !id.startsWith('landmark-')),
  ).toEqual([])
})

const items = [
  { key: 'a', label: 'Alpha' },
  { key: 'b', label: 'Beta' },
  { key: 'g', label: 'Gamma' },
]

test('a menu is opened, walked and closed by keys', async () => {
  const onchoose = vi.fn()
  await render(Menu, { label: 'Letters', items, empty: 'None', onchoose })
  const button = page.getByRole('button', { name: 'Letters' })
  button.element().focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(page.getByRole('menuitem', { name: 'Alpha' })).toHaveFocus()
  await userEvent.keyboard('g')
  await expect.element(page.getByRole('menuitem', { name: 'Gamma' })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect(onchoose).toHaveBeenCalledExactlyOnceWith('b')
  await expect.element(button).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(page.getByRole('menuitem', { name: 'Gamma' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
  await expect.element(button).toHaveFocus()
})
