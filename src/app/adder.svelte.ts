// Adding nodes on the page: where the search was asked for, what may be added there, and what was added last.
import { tick } from 'svelte'
import type { Edit } from '../editor/host.ts'
import type { Where } from '../editor/placing.ts'
import type { LooseEnd } from '../editor/refusals.ts'
import { counted } from '../editor/words.ts'
import type { Box } from '../editor/ground.ts'
import type { Graph, Point, Wire } from '../graph/document.ts'
import { replaced } from '../graph/rewire.ts'
import type { NodeKind } from '../node.ts'
import { kindsFor, whereBy, withNode } from './adding.ts'
import { kindsForWire, kindsInstead, withinWire } from './inserting.ts'
import { shelves } from './search.ts'
import { only } from './selection.ts'
import type { Studio } from './state.svelte.ts'

/** What adding asks of the canvas. */
interface Ground {
  readonly seen: () => Box
  readonly welcome: (id: string) => void
}

interface Asked {
  /** Null: beside what is selected. */
  readonly at: Point | null
  /** Where the search opens, in the window. */
  readonly x: number
  readonly y: number
  readonly loose: LooseEnd | null
  /** The wire that the node goes into. */
  readonly into: Wire | null
  /** The node whose place it takes. */
  readonly instead: string | null
}

export class Adder {
  asked = $state.raw<Asked | null>(null)
  /** Types that were added last, the very last first. */
  #recent = $state.raw<readonly string[]>([])
  /** What was added last, and the graph as it then was. */
  #last: { readonly id: string; readonly graph: Graph } | null = null
  /** What had the focus before the search. */
  #before: Element | null = null
  readonly #studio: Studio
  readonly #ground: () => Ground | undefined
  readonly #all: readonly NodeKind[]

  /** What may be added where it was asked for, the likeliest first. */
  readonly kinds = $derived.by(() => {
    const { graph, library, run } = this.#studio
    if (!this.asked) return this.#all
    const { loose, into, instead } = this.asked
    if (instead !== null) return kindsInstead(graph, library, this.#all, instead)
    if (into) return kindsForWire(graph, library, this.#all, into, run.shapes)
    return kindsFor(graph, library, this.#all, loose, run.shapes, this.#recent)
  })

  constructor(studio: Studio, ground: () => Ground | undefined) {
    this.#studio = studio
    this.#ground = ground
    this.#all = shelves(studio.library).flatMap((shelf) => shelf.kinds)
  }

  ask(at: Point | null, screen: Point, loose: LooseEnd | null = null, into: Wire | null = null): void {
    this.#open({ at, x: screen[0], y: screen[1], loose, into, instead: null })
  }

  askInstead(id: string, [x, y]: Point): void {
    this.#open({ at: null, x, y, loose: null, into: null, instead: id })
  }

  #open(asked: Asked): void {
    if (this.#studio.document.readonly) return
    this.#before = document.activeElement
    this.asked = asked
  }

  /** What was asked for is chosen. */
  choose(kind: NodeKind): void {
    const { asked } = this
    if (!asked) return
    const { at, loose, into, instead } = asked
    if (instead !== null) this.#replace(instead, kind)
    else if (into && at) this.#insert(kind, into, at)
    else this.add(kind, at, loose)
  }

  #replace(id: string, kind: NodeKind): void {
    const { graph, library, announcer } = this.#studio
    const made = replaced(graph, library, id, kind.type)
    this.close()
    if (!made) return
    this.#studio.edit(() => made.graph, `replace ${id} by ${kind.definition.title}`)
    const count = made.lost.length
    if (count > 0)
      announcer.say(
        `${counted(count, 'wire')} did not fit and ${count === 1 ? 'is' : 'are'} gone. Undo brings all back.`,
      )
    else announcer.whisper(`Replaced by ${kind.definition.title}`)
  }

  #insert(kind: NodeKind, wire: Wire, at: Point): void {
    const { graph, library, run, announcer } = this.#studio
    const made = withinWire(graph, library, kind, wire, at, run.shapes)
    this.asked = null
    if (!made) return
    this.#studio.edit(() => made.graph, `put ${kind.definition.title} into a wire`)
    this.#studio.selection = only(made.id)
    announcer.whisper(`Added ${kind.definition.title}`)
    void tick().then(() => this.#ground()?.welcome(made.id))
  }

  close(): void {
    this.asked = null
    if (this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true })
  }

  add(kind: NodeKind, at: Point | null = null, loose: LooseEnd | null = null): void {
    const { graph, library, selection, run, announcer } = this.#studio
    const ground = this.#ground()
    if (!ground) return
    const where: Where = at
      ? { is: 'at', point: at }
      : whereBy(graph, library, selection, kind, ground.seen())
    const added = withNode(graph, library, kind, where, loose, run.shapes)
    this.asked = null
    if ('problem' in added) return announcer.say(added.problem.message, 'bad')
    this.#studio.edit(() => added.graph, `add ${kind.definition.title}`)
    this.#studio.selection = only(added.id)
    this.#last = { id: added.id, graph: this.#studio.graph }
    this.#recent = [kind.type, ...this.#recent.filter((type) => type !== kind.type)]
    announcer.whisper(`Added ${kind.definition.title}`)
    void tick().then(() => ground.welcome(added.id))
  }

  /** Edits of the canvas: what a node offers is one step with adding it, if nothing was done in between. */
  readonly edit: Edit = (change, label, mergeKey) => {
    const last = this.#last
    const follows = last !== null && mergeKey === `with ${last.id}` && this.#studio.graph === last.graph
    if (follows) this.#studio.amend(change)
    else this.#studio.edit(change, label, mergeKey)
  }
}
