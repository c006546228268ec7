// The outline at work: what is open, what is being wired or renamed, and the edits that its rows make.
import type { LooseEnd } from '../../editor/refusals.ts'
import { toggled } from '../../editor/sets.ts'
import type { End } from '../../graph/document.ts'
import { connect, disconnect, removeNodes, setBypass, setTitle } from '../../graph/edits.ts'
import type { Desk } from '../desk.ts'
import { only } from '../selection.ts'
import { type Row, judgeFor, outlineOf } from './outline.ts'

const endOf = ({ node, port }: LooseEnd): End => ({ node, port })
const none: ReadonlySet<string> = new Set()

export class OutlineState {
  readonly #desk: Desk
  /** Keys of nodes that are open, and of ports that are closed. */
  #marks = $state.raw(none)
  /** The first pick of a wire. */
  start = $state.raw<LooseEnd | null>(null)
  /** The node that is getting another name. */
  renaming = $state<string | null>(null)

  readonly rows = $derived.by(() => {
    const { graph, library, run } = this.#desk.studio
    return outlineOf(graph, library, run.shapes, this.#marks)
  })
  readonly #judge = $derived.by(() => {
    const { graph, library, run } = this.#desk.studio
    return this.start && judgeFor(graph, library, run.shapes, this.start)
  })

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** Why a row cannot be the other end of the wire that was begun. */
  reason(row: Row): string | null {
    return this.#judge && row.kind === 'port' ? this.#judge(row.end) : null
  }

  isStart(row: Row): boolean {
    const { start } = this
    return row.kind === 'port' && row.key === (start && `${start.side} ${start.node}.${start.port}`)
  }

  nameOf({ node, port }: LooseEnd): string {
    return `${this.rows.find((row) => row.kind === 'node' && row.node === node)?.text ?? node} ${port}`
  }

  toggle({ key, kind, isOpen }: Row, wanted = !isOpen): void {
    if (isOpen === null || isOpen === wanted) return
    this.#marks = toggled(this.#marks, kind === 'node' ? key : `closed ${key}`)
  }

  /** The first pick begins a wire, the second makes it. */
  pick(end: LooseEnd): void {
    const { studio } = this.#desk
    const { start } = this
    if (studio.document.readonly) return
    if (!start) {
      this.start = end
      const other = end.side === 'output' ? 'an input' : 'an output'
      return studio.announcer.whisper(`Wire ${this.nameOf(end)}: choose ${other}, or press Escape.`)
    }
    // Picked twice, it is let go.
    const isSame = start.side === end.side && start.node === end.node && start.port === end.port
    const reason = isSame ? null : (this.#judge?.(end) ?? null)
    if (reason !== null) return studio.announcer.say(`Not connected: ${reason}.`, 'bad')
    this.start = null
    if (!isSame) this.#join(start, end)
  }

  #join(one: LooseEnd, other: LooseEnd): void {
    const { studio } = this.#desk
    const [from, to] = one.side === 'output' ? [one, other] : [other, one]
    const words = `connect ${this.nameOf(from)} to ${this.nameOf(to)}`
    studio.edit((before) => {
      const result = connect(before, studio.library, endOf(from), endOf(to))
      return 'problem' in result ? before : result.graph
    }, words)
    studio.announcer.whisper(`Did: ${words}`)
  }

  /** What a press or Enter does: nodes are selected and brought into view, ports are ends of a wire. */
  act(row: Row): void {
    if (row.kind === 'port') return this.pick(row.end)
    this.#desk.studio.selection = only(row.node)
    this.#desk.canvas?.reveal(row.node)
  }

  remove(row: Row): void {
    const { studio } = this.#desk
    if (row.kind === 'wire')
      studio.edit((before) => disconnect(before, row.wire), `remove the wire ${row.text}`)
    else if (row.kind === 'node')
      studio.edit((before) => removeNodes(before, [row.node]), `delete ${row.text}`)
  }

  bypass({ node, text }: Row): void {
    const { studio } = this.#desk
    const isOff = studio.graph.nodes.find(({ id }) => id === node)?.bypass === true
    studio.edit((before) => setBypass(before, node, !isOff), `${isOff ? 'switch on' : 'bypass'} ${text}`)
  }

  beginRenaming(row: Row): void {
    if (row.kind === 'node' && !this.#desk.studio.document.readonly) this.renaming = row.node
  }

  rename({ node, text }: Row, title: string): void {
    this.renaming = null
    if (title.trim() !== text)
      this.#desk.studio.edit((before) => setTitle(before, node, title.trim()), `rename ${text}`)
  }
}
