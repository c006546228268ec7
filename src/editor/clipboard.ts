// Copy, cut, paste and duplicate: a part of the graph as the text of a file, so that it goes to other windows too.
import type { Graph, Point } from '../graph/document.ts'
import { removeNote } from '../graph/annotate.ts'
import { removeNodes } from '../graph/edits.ts'
import { load } from '../graph/load.ts'
import { fragment, paste } from '../graph/paste.ts'
import { save } from '../graph/save.ts'
import { freeOffset } from './placing.ts'
import type { Stage } from './stage.svelte.ts'
import { counted } from './words.ts'

const step = 32

export class Clipboard {
  readonly #stage: Stage
  /** What was pasted last, and how often: each time a little further down. */
  #last = ''
  #times = 0

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** Answers whether there was anything to copy. */
  copy(event: ClipboardEvent): boolean {
    const text = event.clipboardData && this.#taken()
    if (!event.clipboardData || text === null) return false
    event.preventDefault()
    event.clipboardData.setData('text/plain', text)
    return true
  }

  cut(event: ClipboardEvent): void {
    if (!this.#stage.host.readonly && this.copy(event)) this.#removeCut()
  }

  /** `around` is where nodes go that come from elsewhere. */
  paste(event: ClipboardEvent, around: Point): void {
    const text = event.clipboardData?.getData('text/plain').trim() ?? ''
    if (this.#stage.host.readonly || !text.startsWith('{')) return
    event.preventDefault()
    this.#put(text, around)
  }

  /** As copy, where no key of the browser brings its clipboard. Answers whether it is there. */
  async copyByCommand(): Promise<boolean> {
    const text = this.#taken()
    if (text === null) return false
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      this.#stage.host.refuse(
        'Not copied: the browser does not let this page use the clipboard; press the keys instead.',
      )
      return false
    }
  }

  async cutByCommand(): Promise<void> {
    if (!this.#stage.host.readonly && (await this.copyByCommand())) this.#removeCut()
  }

  async pasteByCommand(around: Point): Promise<void> {
    const { host } = this.#stage
    if (host.readonly) return
    let text: string
    try {
      text = await navigator.clipboard.readText()
    } catch {
      // What was copied here is known without asking the browser.
      text = this.#last
    }
    if (text.trim().startsWith('{')) this.#put(text.trim(), around)
    else host.refuse('Not pasted: there is no graph on the clipboard.')
  }

  /** What is selected, or the note that has the keyboard, as text. */
  #taken(): string | null {
    const { selection, graph } = this.#stage.host
    const notes = this.#notes()
    if (selection.size + notes.length === 0) return null
    this.#last = save(fragment(graph, selection, notes))
    this.#times = 0
    return this.#last
  }

  /** Where all nodes are selected, all notes are meant as well. */
  #notes(): readonly string[] {
    const { selection, graph } = this.#stage.host
    const focused = document.activeElement?.closest<HTMLElement>('[data-note]')?.dataset['note']
    if (focused !== undefined && selection.size === 0) return [focused]
    return selection.size > 0 && selection.size === graph.nodes.length ? graph.notes.map(({ id }) => id) : []
  }

  #removeCut(): void {
    const { host } = this.#stage
    const [gone, notes] = [host.selection, this.#notes()]
    this.#times = -1 // back to where it was cut
    host.edit(
      (graph) => removeNodes(notes.reduce(removeNote, graph), gone),
      `cut ${gone.size > 0 ? counted(gone.size, 'node') : 'a note'}`,
    )
  }

  #put(text: string, around: Point): void {
    const { graph, problems } = load(text)
    if (!graph) return this.#stage.host.refuse(`Not pasted: ${problems[0]?.message ?? 'it is no graph'}`)
    const isOwn = text === this.#last.trim()
    this.#times = isOwn ? this.#times + 1 : 0
    this.#insert(graph, isOwn ? [step * this.#times, step * this.#times] : toward(graph, around), 'paste')
  }

  duplicate(): void {
    const { host } = this.#stage
    const notes = this.#notes()
    if (host.readonly || host.selection.size + notes.length === 0) return
    this.#insert(fragment(host.graph, host.selection, notes), [step, step], 'duplicate')
  }

  #insert(part: Graph, wanted: Point, word: string): void {
    const { host } = this.#stage
    const offset = freeOffset(this.#stage.graph, host.library, part, wanted)
    const pasted = paste(this.#stage.graph, part, offset)
    if ('problem' in pasted) return host.refuse(`Not done: ${pasted.problem.message}`)
    const ids = [...pasted.ids.values()]
    host.edit(
      (graph) => {
        const result = paste(graph, part, offset)
        return 'problem' in result ? graph : result.graph
      },
      `${word} ${ids.length > 0 ? counted(ids.length, 'node') : 'a note'}`,
    )
    this.#stage.select(ids)
    const [first] = ids
    if (first === undefined) return
    this.#stage.current = first
    this.#stage.follow(first)
  }
}

/** How far to move a graph so that its upper left is near a place. */
function toward({ nodes }: Graph, [x, y]: Point): Point {
  const left = Math.min(...nodes.map(({ at }) => at[0]))
  const top = Math.min(...nodes.map(({ at }) => at[1]))
  return nodes.length === 0 ? [0, 0] : [Math.round(x - left), Math.round(y - top)]
}
