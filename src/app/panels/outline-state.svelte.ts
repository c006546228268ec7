// The outline at work: what is open, what is being wired or renamed, and the edits that its rows make.
import { boxAround, boxOf, noteBox } from '../../editor/placing.ts'
import type { LooseEnd } from '../../editor/refusals.ts'
import { setOf, toggled } from '../../editor/sets.ts'
import { removeFrame, removeNote, setFrame } from '../../graph/annotate.ts'
import type { End, Point } from '../../graph/document.ts'
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
  /** The row that is getting another name, by its key. */
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

  /** What a press or Enter does: ports are ends of a wire, everything else is selected and brought into view. */
  act(row: Row): void {
    const { canvas, studio } = this.#desk
    if (row.kind === 'port') this.pick(row.end)
    else if (row.kind === 'wire') canvas?.selectWire(row.wire)
    else if (row.kind === 'note') canvas?.show(noteBox(row.written))
    else {
      const ids = setOf(row.kind === 'node' ? [row.node] : row.frame.around)
      studio.selection = ids
      const boxes = studio.graph.nodes
        .filter(({ id }) => ids.has(id))
        .map((node) => boxOf(node, studio.library, studio.graph.wires))
      const box = boxAround(boxes)
      if (box) canvas?.show(box)
    }
  }

  /** The menu that what a row stands for has on the canvas; answers whether it has one. */
  menu(row: Row, at: Point): boolean {
    if (row.kind !== 'node' && row.kind !== 'wire') return false
    const { studio } = this.#desk
    if (row.kind === 'wire') this.#desk.canvas?.selectWire(row.wire)
    else if (!studio.selection.has(row.node)) studio.selection = only(row.node)
    const what = row.kind === 'node' && studio.selection.size > 1 ? 'selection' : row.kind
    this.#desk.menu = { what, at }
    return true
  }

  remove(row: Row): void {
    const { studio } = this.#desk
    if (row.kind === 'wire')
      studio.edit((before) => disconnect(before, row.wire), `remove the wire ${row.text}`)
    else if (row.kind === 'node')
      studio.edit((before) => removeNodes(before, [row.node]), `delete ${row.text}`)
    else if (row.kind === 'frame')
      studio.edit((before) => removeFrame(before, row.frame.id), `remove frame ${row.text}`)
    else if (row.kind === 'note')
      studio.edit((before) => removeNote(before, row.written.id), `remove the note ${row.text}`)
  }

  bypass(row: Row): void {
    if (row.kind !== 'node') return
    const { node, text } = row
    const { studio } = this.#desk
    const isOff = studio.graph.nodes.find(({ id }) => id === node)?.bypass === true
    studio.edit((before) => setBypass(before, node, !isOff), `${isOff ? 'switch on' : 'bypass'} ${text}`)
  }

  /** Opens the field for another name; the text of a note is written where it stands. */
  beginRenaming(row: Row): void {
    const { canvas, studio } = this.#desk
    if (studio.document.readonly) return
    if (row.kind === 'node' || row.kind === 'frame') this.renaming = row.key
    else if (row.kind === 'note') {
      canvas?.show(noteBox(row.written))
      canvas?.writeNote(row.written.id)
    }
  }

  rename(row: Row, title: string): void {
    this.renaming = null
    const wanted = title.trim()
    if (wanted === row.text) return
    const { studio } = this.#desk
    if (row.kind === 'node') studio.edit((before) => setTitle(before, row.node, wanted), `rename ${row.text}`)
    else if (row.kind === 'frame')
      studio.edit((before) => setFrame(before, row.frame.id, { title: wanted }), 'rename the frame')
  }
}
