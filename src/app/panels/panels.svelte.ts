// Which panels are open: at most one at each side.
import { panels } from './all.ts'
import type { Panel, Side } from './panel.ts'

const panelNamed = (id: string): Panel => {
  const panel = panels.find((each) => each.id === id)
  if (!panel) throw new Error(`There is no panel "${id}".`)
  return panel
}

const atStart = (side: Side): string | null =>
  panels.find((panel) => panel.side === side && innerWidth >= (panel.openFrom ?? Infinity))?.id ?? null

export class Panels {
  #open = $state.raw<Readonly<Record<Side, string | null>>>({
    left: atStart('left'),
    right: atStart('right'),
    bottom: atStart('bottom'),
  })

  /** The open panel at a side. */
  at(side: Side): Panel | null {
    const id = this.#open[side]
    return id === null ? null : panelNamed(id)
  }

  isOpen(id: string): boolean {
    return this.#open[panelNamed(id).side] === id
  }

  show(id: string): void {
    this.#open = { ...this.#open, [panelNamed(id).side]: id }
  }

  close(id: string): void {
    if (this.isOpen(id)) this.#open = { ...this.#open, [panelNamed(id).side]: null }
  }

  toggle(id: string): void {
    if (this.isOpen(id)) this.close(id)
    else this.show(id)
  }
}
