// Why a wire cannot be made, in words: said beside the pointer while it is dragged, and when it is refused.
import { type End, type Graph, type GraphNode, type Wire, endText, wireKey } from '../graph/document.ts'
import { resolve } from '../graph/resolve.ts'
import { type Library, type NodeDefinition, isMismatch } from '../node.ts'
import { Following } from './loops.ts'
import { type Shape, describe, sameShape } from './shape.ts'
import { type Port, type Side, isPlaceholder, portOf, portsOf } from './ports.ts'

/** An end that a wire could have. */
export interface LooseEnd extends End {
  readonly side: Side
}

type Shapes = ReadonlyMap<string, Shape>

/** Judges ends that a wire from one given end could be led to. */
export class Refusals {
  readonly start: LooseEnd
  readonly #library: Library
  readonly #shapes: Shapes
  readonly #nodes: ReadonlyMap<string, GraphNode>
  readonly #wires: Graph['wires']
  readonly #into = new Map<string, Wire[]>()
  readonly #following: Following
  readonly #answers = new Map<string, string | null>()

  /** `moving` is the wire that is taken off its input, and so no longer in the way. */
  constructor(graph: Graph, library: Library, shapes: Shapes, start: LooseEnd, moving: Wire | null = null) {
    this.start = start
    this.#library = library
    this.#shapes = shapes
    this.#nodes = new Map(graph.nodes.map((node) => [node.id, node]))
    this.#wires = graph.wires
    this.#following = new Following(graph, library, moving)
    for (const wire of graph.wires) {
      if (wire.raw !== undefined || (moving && wireKey(wire) === wireKey(moving))) continue
      const input = endText(wire.to)
      const others = this.#into.get(input)
      if (others) others.push(wire)
      else this.#into.set(input, [wire])
    }
  }

  /** Why no wire goes from the start to this end; null if one does. */
  reason(end: LooseEnd): string | null {
    const key = `${end.side} ${endText(end)}`
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const answer = this.#judge(end)
    this.#answers.set(key, answer)
    return answer
  }

  #judge(end: LooseEnd): string | null {
    const { start } = this
    if (start.side === end.side) {
      return start.side === 'output'
        ? 'Two outputs cannot be joined; lead the wire to an input'
        : 'Two inputs cannot be joined; lead the wire to an output'
    }
    const [from, to] = start.side === 'output' ? [start, end] : [end, start]
    const [source, target] = [this.#nodes.get(from.node), this.#nodes.get(to.node)]
    const port = target && this.#port(target, to)
    const definition = target && this.#definition(target)
    if (!source || !target || !port || !this.#port(source, from)) return 'This port is not there any more'
    if (isPlaceholder(source, this.#definition(source)) || !definition || isPlaceholder(target, definition)) {
      return 'This kind of node is not known here, and so neither are its ports'
    }
    const others = this.#into.get(endText(to)) ?? []
    if (others.some((wire) => endText(wire.from) === endText(from))) return 'This wire is there already'
    if (others.length > 0 && !port.variadic) return `${endText(to)} already has a wire; delete it first`
    if (this.#following.closes({ from, to })) {
      return from.node === to.node
        ? `${from.node} would wait for itself: only a memory or an optimiser may close a loop`
        : `${from.node} is computed from ${to.node} within the same iteration: only a memory or an optimiser may close a loop`
    }
    return this.#misfit(target, definition, port, from, others)
  }

  #definition({ type }: GraphNode): NodeDefinition | undefined {
    return this.#library.get(type)?.definition
  }

  #port(node: GraphNode, { side, port }: LooseEnd): Port | undefined {
    return portOf(portsOf(node, this.#definition(node), this.#wires), side, port)
  }

  /** Asks the node itself, as far as the shapes of its inputs are known. */
  #misfit(
    node: GraphNode,
    definition: NodeDefinition,
    port: Port,
    from: End,
    others: readonly Wire[],
  ): string | null {
    const shape = this.#shapes.get(endText(from))
    if (!shape) return null
    if (definition.differentiates?.loss === port.name && shape.rows * shape.cols !== 1) {
      return `${describe(shape)}: the loss must be one number, 1×1, such as a mean or a norm`
    }
    const other = this.#otherOfMemory(node, definition, port.name)
    if (other && !sameShape(other, shape)) {
      const [initial, next] = port.next ? [other, shape] : [shape, other]
      return `${describe(initial)} · ${describe(next)}: a memory keeps the shape that it starts with`
    }
    if (!definition.shape) return null
    const inputs: Record<string, Shape | readonly Shape[] | undefined> = {}
    const said: Shape[] = []
    for (const [name, { optional, variadic }] of Object.entries(definition.inputs)) {
      const sources =
        name === port.name ? [...others.map((wire) => wire.from), from] : this.#sources(node, name)
      const known = sources.flatMap((each) => this.#shapes.get(endText(each)) ?? [])
      if (known.length < sources.length || (known.length === 0 && !optional && !variadic)) return null
      inputs[name] = variadic ? known : known[0]
      said.push(...known)
    }
    // A rule knows its own ports; from outside they are only names.
    const answer = definition.shape(
      inputs as Parameters<typeof definition.shape>[0],
      resolve(definition, node.params).values,
    )
    // Of many wires into one port, the others are not to blame.
    return isMismatch(answer)
      ? `${(port.variadic ? [shape] : said).map(describe).join(' · ')}: ${answer.right}`
      : null
  }

  /** A memory keeps its shape: that of its other input, as far as it is known. */
  #otherOfMemory(node: GraphNode, { memory }: NodeDefinition, port: string): Shape | undefined {
    if (!memory || (port !== memory.initial && port !== memory.next)) return undefined
    const [source] = this.#sources(node, port === memory.next ? memory.initial : memory.next)
    return source && this.#shapes.get(endText(source))
  }

  #sources({ id }: GraphNode, port: string): End[] {
    return (this.#into.get(endText({ node: id, port })) ?? []).map((wire) => wire.from)
  }
}
