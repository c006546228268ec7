// The state of the canvas: models of what is on it, what is selected, and what the hand is doing.
import { type Graph, type Note, type Point, type Wire, endText } from '../graph/document.ts'
import type { Problem } from '../graph/problem.ts'
import { openInputs } from '../graph/unfinished.ts'
import type { Library, NodeDefinition, Role } from '../node.ts'
import type { Host } from './host.ts'
import { NodeModel, WireModel } from './models.svelte.ts'
import { type Offer, offersOf } from './offers.ts'
import { type Side, isPlaceholder, portOf, portsOf } from './ports.ts'
import type { Box } from './ground.ts'
import { emptyMap, grouped, keyed, setOf, toggled } from './sets.ts'
import { type FrameBox, carriedNotes, foldedIn, frameBoxes, sameFrames, spotOfFrame } from './frame-boxes.ts'
import { hintFor } from './wanting.ts'
import { type DrawnWire, drawnWires, sameDrawn } from './wire-state.ts'
import type { Wiring } from './wiring.svelte.ts'

/** A node, or one of its ports, that is to be wired. */
export interface Choosing {
  readonly id: string
  readonly port: { readonly name: string; readonly side: Side } | null
}

const nothing: ReadonlySet<string> = setOf<string>([])
const nowhere: ReadonlyMap<string, Point> = emptyMap<Point>()
const nowhither: ReadonlyMap<string, readonly Wire[]> = emptyMap<readonly Wire[]>()
const noWires: readonly Wire[] = []
const noProblems: readonly Problem[] = []
const noOffers: readonly Offer[] = []

export class Stage {
  readonly host: Host
  /** All nodes, by id. */
  readonly models = emptyMap<NodeModel>()
  wires = $state.raw<readonly WireModel[]>([])
  selectedWires = $state.raw(nothing)
  /** Frames where their nodes now are, outer ones first. */
  frames = $state.raw<readonly FrameBox[]>([])
  /** Collapsed frames that are looked into where nothing can be changed. */
  peeked = $state.raw(nothing)
  /** Notes that go along with the frame in the hand, where they are meanwhile. */
  carried = $state.raw<ReadonlyMap<string, Point>>(nowhere)
  /** The frame whose title is being written. */
  renamingFrame = $state<string | null>(null)
  /** Too far away to read: nodes show little more than their titles. */
  far = $state(false)
  /** The node that a Tab into the canvas goes to. */
  current = $state<string | null>(null)
  wiring = $state.raw<Wiring | null>(null)
  /** The node that is getting another name. */
  renaming = $state<string | null>(null)
  /** The note whose text is being written. */
  writing = $state<string | null>(null)
  /** The wire that is getting another label, by its key. */
  labelling = $state<string | null>(null)
  marquee = $state.raw<Box | null>(null)
  /** The list of ends that a wire could be led to, by keyboard. */
  choosing = $state.raw<Choosing | null>(null)

  /** The node that was added last, until something else is turned to: Enter takes up what it offers. */
  fresh = $state<string | null>(null)
  /** Brings what was added into view, where it is not. */
  follow: (id: string) => void = () => undefined

  // Every port on the page looks at these two: they are set where they change, and not derived from a graph that always does.
  /** Inputs that wait for a wire. */
  #open = $state.raw(nothing)
  /** Wires that work, by the input that they lead to. */
  #into = $state.raw<ReadonlyMap<string, readonly Wire[]>>(nowhither)
  #drawn: readonly DrawnWire[] = []
  /** What these were found in. */
  #joined: { readonly graph: Graph; readonly library: Library } | null = null
  readonly #problems = $derived.by(() =>
    grouped(this.host.problems, ({ node }) => (node === null ? [] : [node])),
  )

  constructor(host: Host) {
    this.host = host
  }

  get graph(): Graph {
    return this.host.graph
  }

  /** Takes in the graph as it is now. Models of nodes that are gone stay until they have left the page. */
  update(): void {
    const { nodes, wires } = this.host.graph
    // Only of placeholders the ports follow from the wires.
    let touching: ReadonlyMap<string, readonly Wire[]> | null = null
    for (const node of nodes) {
      const definition = this.definitionOf(node.type)
      const model = this.models.get(node.id)
      const placeholder = isPlaceholder(node, definition)
      if (model?.node === node && model.definition === definition && !placeholder) continue
      if (placeholder) touching ??= grouped(wires, ({ from, to }) => [from.node, to.node])
      const ports = portsOf(node, definition, touching?.get(node.id) ?? noWires)
      if (!model) this.models.set(node.id, new NodeModel(node, definition, ports))
      else Object.assign(model, { node, definition, ports })
    }
    if (!this.#isJoinedAsBefore()) {
      this.#updateOpen()
      this.#updateWires()
    }
    const { current } = this
    if (current === null || !nodes.some(({ id }) => id === current)) this.current = this.#first()
  }

  /** The same wires, between nodes of the same kinds. */
  #isJoinedAsBefore(): boolean {
    const { graph, library } = this.host
    const before = this.#joined
    this.#joined = { graph, library }
    return (
      before?.library === library &&
      before.graph.wires === graph.wires &&
      before.graph.nodes.length === graph.nodes.length &&
      graph.nodes.every((node, i) => {
        const old = before.graph.nodes[i]
        return node === old || (node.id === old?.id && node.type === old.type && node.raw === old.raw)
      })
    )
  }

  #updateOpen(): void {
    const open = setOf(openInputs(this.host.graph, this.host.library).map(endText))
    const isSame = open.size === this.#open.size && [...open].every((end) => this.#open.has(end))
    if (!isSame) this.#open = open
  }

  /** What has not changed stays the same object, so that nobody looks at it again. */
  #updateWires(): void {
    const all = drawnWires(this.host.graph, this.host.library)
    if (all.length === this.#drawn.length && all.every((each, i) => sameDrawn(each, this.#drawn[i]))) return
    this.#drawn = all
    const sound = all.filter(({ fault }) => fault === null).map(({ wire }) => wire)
    this.#into = grouped(sound, ({ to }) => [endText(to)])
    const known = keyed(this.wires, ({ key }) => key)
    const wires = this.#drawn.map((drawn) => {
      const model = known.get(drawn.key) ?? new WireModel(drawn)
      if (!sameDrawn(model.drawn, drawn)) model.drawn = drawn
      return model
    })
    if (wires.length === this.wires.length && wires.every((wire, i) => wire === this.wires[i])) return
    this.wires = wires
    const keys = setOf(wires.map(({ key }) => key))
    const left = [...this.selectedWires].filter((key) => keys.has(key))
    if (left.length < this.selectedWires.size) this.selectedWires = setOf(left)
  }

  /** Puts the frames around their nodes, also while those are in the hand. */
  updateFrames(): void {
    const frames = frameBoxes(
      this.host.graph.frames,
      (id) => this.models.get(id)?.ownBox,
      (frame) => (frame.collapsed ?? false) && !(this.host.readonly && this.peeked.has(frame.id)),
    )
    if (sameFrames(frames, this.frames)) return
    this.frames = frames
    const folded = foldedIn(frames)
    for (const model of this.models.values()) {
      const hiding = folded.get(model.id)
      const box = hiding?.box ?? null
      if (box === model.folded) continue
      model.folded = box
      if (!hiding) continue
      model.foldedInto = spotOfFrame(hiding.frame)
      model.foldedAt = (hiding.nodes.indexOf(model.id) + 1) / (hiding.nodes.length + 1)
    }
  }

  /** The notes that go along when these nodes move. */
  notesWith(nodes: ReadonlySet<string>): readonly Note[] {
    return carriedNotes(this.graph.notes, this.frames, nodes)
  }

  #first(): string | null {
    return this.readingOrder()[0] ?? null
  }

  /** Opens the field for another name. */
  rename(id: string): void {
    const node = this.models.get(id)?.node
    if (node && node.raw === undefined && !this.host.readonly) this.renaming = id
  }

  definitionOf(type: string): NodeDefinition | undefined {
    return this.host.library.get(type)?.definition
  }

  /** Ids as one reads a page: columns from left to right, each from top to bottom. */
  readingOrder(): string[] {
    const column = 80
    const seen = this.graph.nodes.filter(({ id }) => !this.models.get(id)?.folded)
    const places = seen.map(({ id, at: [x, y] }) => ({ id, x: Math.round(x / column), y }))
    return places.sort((a, b) => a.x - b.x || a.y - b.y).map(({ id }) => id)
  }

  // What components ask

  problemsOf(id: string): readonly Problem[] {
    return this.#problems.get(id) ?? noProblems
  }

  /** An input that waits for a wire. */
  isOpen(id: string, port: string): boolean {
    return this.#open.has(endText({ node: id, port }))
  }

  /** What an open input waits for, in words. */
  hint(id: string, port: string): string {
    return hintFor(this.graph, this.host.library, this.host.shapes, { node: id, port })
  }

  /** What can be done next with a node, where it alone is selected. */
  offersOf(id: string): readonly Offer[] {
    const { host } = this
    if (host.readonly || host.selection.size !== 1 || !host.selection.has(id)) return noOffers
    return offersOf(host.graph, host.library, host.shapes, id)
  }

  /** Does what a node offers, as one step; together with adding the node where nothing was done in between. */
  accept(id: string, { apply, label }: Offer): void {
    this.fresh = null
    const count = this.graph.nodes.length
    this.host.edit(apply, label, `with ${id}`)
    const added = this.graph.nodes[count]
    if (added) this.follow(added.id)
  }

  /** Wires into an input, as far as they work. */
  wiresInto(id: string, port: string): readonly Wire[] {
    return this.#into.get(endText({ node: id, port })) ?? noWires
  }

  /** Into an input that is read when the iteration ends. */
  leadsToNext({ to }: Wire): boolean {
    const target = this.models.get(to.node)
    return (target && portOf(target.ports, 'input', to.port)?.next) ?? false
  }

  /** What a wire carries: what its output gives, but into a ⟲ input it brings the update. */
  roleOf(wire: Wire): Role {
    if (this.leadsToNext(wire)) return 'memory'
    const source = this.models.get(wire.from.node)
    return (source && portOf(source.ports, 'output', wire.from.port)?.role) ?? 'value'
  }

  // Selection

  /** The selected wires, where no node is. */
  get onlyWires(): readonly Wire[] {
    if (this.selectedWires.size === 0 || this.host.selection.size > 0) return noWires
    return this.wires.filter(({ key }) => this.selectedWires.has(key)).map(({ wire }) => wire)
  }

  isSelected(id: string): boolean {
    return this.host.selection.has(id)
  }

  select(nodes: Iterable<string>, wires: Iterable<string> = nothing): void {
    this.fresh = null
    this.host.selection = setOf(nodes)
    const selected = setOf(wires)
    // Every wire looks at this.
    if (selected.size + this.selectedWires.size > 0) this.selectedWires = selected
  }

  toggle(id: string): void {
    this.fresh = null
    this.host.selection = toggled(this.host.selection, id)
  }

  selectWire(key: string, adding: boolean): void {
    if (!adding) return this.select(nothing, [key])
    this.selectedWires = toggled(this.selectedWires, key)
  }
}
