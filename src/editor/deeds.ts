// What is done to what is selected on the canvas, whoever asks for it: a key, a menu, a command.
import { type Point, wireKey } from '../graph/document.ts'
import { disconnect, removeNodes } from '../graph/edits.ts'
import { healed } from '../graph/rewire.ts'
import type { Clipboard } from './clipboard.ts'
import type { Stage } from './stage.svelte.ts'
import type { Workbench } from './workbench.ts'
import { counted } from './words.ts'

export class Deeds {
  readonly #container: HTMLElement
  readonly #stage: Stage
  readonly #bench: Workbench
  readonly #clipboard: Clipboard

  constructor(container: HTMLElement, bench: Workbench, clipboard: Clipboard) {
    this.#container = container
    this.#stage = bench.stage
    this.#bench = bench
    this.#clipboard = clipboard
  }

  selectAll(): void {
    const { models, wires } = this.#stage
    this.#stage.select(
      models.keys(),
      wires.map(({ key }) => key),
    )
  }

  duplicate(): void {
    this.#clipboard.duplicate()
  }

  copy(): void {
    void this.#clipboard.copyByCommand()
  }

  cut(): void {
    void this.#clipboard.cutByCommand()
  }

  /** Near the place of the screen that was pointed at, or the middle of what can be seen. */
  paste(screen: Point | null): void {
    const { view } = this.#bench
    void this.#clipboard.pasteByCommand(screen ? view.toCanvas(screen) : view.centre())
  }

  /** Removes nodes and wires; where that leaves a gap in a chain, it offers to close it. */
  remove(): void {
    const { host, selectedWires } = this.#stage
    if (host.readonly || (host.selection.size === 0 && selectedWires.size === 0)) return
    const nodes = host.selection
    const wires = this.#stage.wires.filter(({ key }) => selectedWires.has(key)).map(({ wire }) => wire)
    const before = host.graph
    const next = this.#after(nodes)
    const what = [
      nodes.size > 0 && counted(nodes.size, 'node'),
      wires.length > 0 && counted(wires.length, 'wire'),
    ]
    host.edit(
      (graph) => removeNodes(wires.reduce(disconnect, graph), nodes),
      `delete ${what.filter(Boolean).join(' and ')}`,
    )
    const joined = healed(before, host.library, nodes, host.shapes)
    if (joined && wires.length === 0)
      host.offer('What led into a removed node now leads nowhere.', 'Join the wires', joined)
    this.#stage.select([])
    this.#stage.current = next
    if (nodes.size > 0) this.#container.focus({ preventScroll: true })
  }

  /** Where the keyboard goes on when these are gone. */
  #after(gone: ReadonlySet<string>): string | null {
    const { current } = this.#stage
    if (current !== null && !gone.has(current)) return current
    const order = this.#stage.readingOrder()
    const from = current === null ? 0 : order.indexOf(current)
    const left = (id: string): boolean => !gone.has(id)
    return order.slice(from).find(left) ?? order.slice(0, from).findLast(left) ?? null
  }

  /** Opens the field for another name of the one selected node. */
  rename(): void {
    const [only, ...others] = this.#stage.host.selection
    if (only !== undefined && others.length === 0) this.#stage.rename(only)
  }

  /** Opens the list of what the one selected node could be wired to. */
  wire(): void {
    const [only] = this.#stage.host.selection
    if (only !== undefined && !this.#stage.host.readonly) this.#stage.choosing = { id: only, port: null }
  }

  /** Opens the field for the label of the one selected wire. */
  label(): void {
    const [wire] = this.#stage.onlyWires
    if (wire && !this.#stage.host.readonly) this.#stage.labelling = wireKey(wire)
  }

  /** Shows what is selected, as large as it can be read. */
  showSelection(): void {
    void this.#bench.view.fitTo(this.#stage.host.selection)
  }
}
