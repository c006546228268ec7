// The desk as the page has it: the studio, the canvas, the panels and dialogs that are open.
import { commandNamed, obey, show } from './commands/all.ts'
import type { Point } from '../graph/document.ts'
import type { AskedMenu, Desk, DialogName, Hand, Shown } from './desk.ts'
import { Choices } from './choices.svelte.ts'
import { Filing } from './filing.svelte.ts'
import { Panels } from './panels/panels.svelte.ts'
import { only } from './selection.ts'
import { Studio } from './state.svelte.ts'
import { Watching } from './watching.svelte.ts'

/** How nodes are added: where, and to what, is the page's business. */
export type Adding = Pick<Desk, 'add' | 'addKind' | 'dropKind' | 'insert' | 'replace'>

/** Windows narrower than this, in pixels, begin with the reading view: a graph as a whole is too small to read there. */
const narrow = 900

const focusable = 'button:not(:disabled), input:not(:disabled), [tabindex="0"], summary, a[href]'

/** Puts the focus on the first thing in a part of the page that takes it; answers whether there was one. */
function enter(region: HTMLElement): boolean {
  // On the canvas the node that a Tab comes to, and not one of its controls.
  const targets = [
    ...region.querySelectorAll<HTMLElement>('[data-node][tabindex="0"]'),
    ...region.querySelectorAll<HTMLElement>(focusable),
  ]
  const first = targets.find((each) => each.checkVisibility())
  first?.focus({ preventScroll: true })
  return first !== undefined
}

export class PageDesk implements Desk {
  readonly studio = new Studio()
  readonly choices = new Choices()
  readonly filing = new Filing(this.studio)
  readonly watching = new Watching(this.studio)
  readonly panels = new Panels()
  canvas = $state.raw<Hand | null>(null)
  area = $state.raw<HTMLElement | null>(null)
  dialog = $state<DialogName | null>(null)
  pointed: Point | null = null
  menu = $state.raw<AskedMenu | null>(null)
  reading = $state(innerWidth < narrow)
  readonly add: Desk['add']
  readonly addKind: Desk['addKind']
  readonly dropKind: Desk['dropKind']
  readonly insert: Desk['insert']
  readonly replace: Desk['replace']

  constructor({ add, addKind, dropKind, insert, replace }: Adding) {
    this.add = add
    this.addKind = addKind
    this.dropKind = dropKind
    this.insert = insert
    this.replace = replace
  }

  reveal(id: string, port?: string): void {
    this.studio.selection = only(id)
    this.canvas?.reveal(id)
    if (port === undefined) this.canvas?.focusNode(id)
    else this.canvas?.focusPort(id, port)
  }

  nextRegion(direction: 1 | -1): void {
    const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
    const here = regions.findIndex((region) => region.contains(document.activeElement))
    const start = here < 0 && direction < 0 ? 0 : here
    for (let step = 1; step <= regions.length; step++) {
      const next = regions.at((start + direction * step) % regions.length)
      if (next && enter(next)) return
    }
  }

  shown(command: string): Shown {
    return show(commandNamed(command), this)
  }

  obey(command: string): void {
    obey(command, this)
  }

  obeyAt(command: string, at: Point): void {
    this.pointed = at
    obey(command, this)
    this.pointed = null
  }
}
