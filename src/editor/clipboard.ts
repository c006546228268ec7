// Copy, cut, paste and duplicate: a part of the graph as the text of a file, so that it goes to other windows too.
import type { Graph, Point } from '../graph/document.ts'
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
    const { selection } = this.#stage.host
    if (selection.size === 0 || !event.clipboardData) return false
    event.preventDefault()
    const text = save(fragment(this.#stage.graph, selection))
    event.clipboardData.setData('text/plain', text)
    this.#last = text
    this.#times = 0
    return true
  }

  cut(event: ClipboardEvent): void {
    const { host } = this.#stage
    const gone = host.selection
    if (host.readonly || !this.copy(event)) return
    this.#times = -1 // back to where it was cut
    host.edit((graph) => removeNodes(graph, gone), `cut ${counted(gone.size, 'node')}`)
  }

  /** `around` is where nodes go that come from elsewhere. */
  paste(event: ClipboardEvent, around: Point): void {
    const text = event.clipboardData?.getData('text/plain').trim() ?? ''
    if (this.#stage.host.readonly || !text.startsWith('{')) return
    event.preventDefault()
    const { graph, problems } = load(text)
    if (!graph) return this.#stage.host.refuse(`Not pasted: ${problems[0]?.message ?? 'it is no graph'}`)
    const isOwn = text === this.#last.trim()
    this.#times = isOwn ? this.#times + 1 : 0
    this.#insert(graph, isOwn ? [step * this.#times, step * this.#times] : toward(graph, around), 'paste')
  }

  duplicate(): void {
    const { host } = this.#stage
    if (host.readonly || host.selection.size === 0) return
    this.#insert(fragment(this.#stage.graph, host.selection), [step, step], 'duplicate')
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
      `${word} ${counted(ids.length, 'node')}`,
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
