// Blame: turns what the engine finds into problems of nodes on the canvas, in the one grammar.
import type { Inspection } from '../graph/check.ts'
import { endText, type Graph } from '../graph/document.ts'
import { problem, type Problem, type Code } from '../graph/problem.ts'
import { isMismatch, type Failure, type Mismatch, type NodeDefinition, type PerInput } from '../node.ts'
import { describe, type Shape } from '../numeric/matrix.ts'
import { actual, type Operation, type Value } from './program.ts'
import { bytesOf } from './shapes.ts'
import { type Budget, bytesText, sourceOf } from './budget.ts'

type Finding = Pick<Mismatch, 'port' | 'wrong' | 'right'> & {
  readonly code: Code
  readonly hint?: string
  readonly severity?: 'warning'
}

export class Blame {
  readonly problems: Problem[]
  readonly #graph: Graph
  readonly #inspection: Inspection
  readonly #outputs: ReadonlyMap<string, Value>

  constructor(graph: Graph, inspection: Inspection, outputs: ReadonlyMap<string, Value>) {
    this.problems = [...inspection.problems]
    this.#graph = graph
    this.#inspection = inspection
    this.#outputs = outputs
  }

  /** The name people gave the node, or that of its kind. */
  title(id: string): string {
    const usable = this.#inspection.nodes.get(id)
    return usable?.node.title ?? usable?.kind.definition.title ?? id
  }

  node(id: string, { port, ...what }: Finding): void {
    const index = this.#graph.nodes.findIndex((node) => node.id === id)
    const path = index < 0 ? null : `nodes[${index}]`
    this.problems.push(problem({ node: { id, title: this.title(id) }, port, path }, what))
  }

  /** An operation that does not fit: told in the words of the node on the canvas, where that knows them. */
  operation(operation: Operation, finding: Finding): void {
    const usable = this.#inspection.nodes.get(operation.node)
    if (!usable || usable.kind === operation.kind) return this.node(operation.node, finding)
    const own = usable.kind.definition.shape?.(this.#shapes(operation.node), usable.values)
    if (own && isMismatch(own)) return this.node(operation.node, own)
    const wrong = `in its part ${operation.kind.definition.title}, ${finding.wrong}`
    this.node(operation.node, { ...finding, port: null, wrong })
  }

  /** What nodes find odd about shapes that fit. */
  warnings(): void {
    for (const [id, { kind, node, values }] of this.#inspection.nodes) {
      const { warns, inputs } = kind.definition
      if (!warns || node.bypass) continue
      const shapes = this.#shapes(id)
      if (Object.keys(inputs).some((port) => shapes[port] === undefined)) continue
      const odd = warns(shapes, values)
      if (odd) this.node(id, { ...odd, severity: 'warning' })
    }
  }

  failure(operation: Operation, failure: Failure): void {
    this.operation(operation, failure)
  }

  /** Says what is taken already and by whom, and where a smaller shape would help. */
  tooLarge(operation: Operation, shape: Shape, budget: Budget): void {
    const own = bytesText(bytesOf(shape))
    const taken = budget.taken > 0 ? `, and ${bytesText(budget.taken)} are taken already` : ''
    const wrong = `a ${describe(shape)} matrix needs ${own}${taken}`
    const right = `all values of a graph together may take ${bytesText(budget.limit)}`
    const hint = [this.#mostOf(budget), this.#smaller(operation)].filter(Boolean).join(' ')
    this.operation(operation, { code: 'MEMORY_LIMIT', port: null, wrong, right, hint })
  }

  #name(id: string): string {
    return `${this.title(id)} (${id})`
  }

  #mostOf(budget: Budget): string {
    const most = budget.most(3).map(({ node, says }) => `${this.#name(node)}: ${says}`)
    if (most.length === 0) return ''
    const others = budget.nodes - most.length
    return `Most is taken by ${most.join('; ')}${others > 0 ? `; and ${others} more nodes` : ''}.`
  }

  #smaller(operation: Operation): string {
    const source = sourceOf(operation)
    if (source === null) return 'Give it inputs with fewer rows or columns.'
    if (source.node === operation.node) return 'Give it fewer rows or columns.'
    return `Give ${this.#name(source.node)}, where its shape comes from (${describe(source.shape)}), fewer rows or columns.`
  }

  loop(ids: readonly string[]): void {
    const names = ids.map((id) => this.#name(id))
    const shown = names.length > 6 ? [...names.slice(0, 6), `${names.length - 6} more`] : names
    const wrong =
      ids.length === 1
        ? 'it depends on its own output within one iteration'
        : `it is part of a loop: ${shown.join(', ')}`
    const right = 'a loop must pass through a Memory or an optimiser, by an input marked ⟲'
    for (const id of ids) this.node(id, { code: 'LOOP_WITHOUT_MEMORY', port: null, wrong, right })
  }

  #shapes(id: string): PerInput<NodeDefinition['inputs'], Shape> {
    const shapes: Record<string, Shape | readonly Shape[] | undefined> = {}
    const usable = this.#inspection.nodes.get(id)
    for (const [port, wires] of Object.entries(this.#inspection.inputs.get(id) ?? {})) {
      const found = wires.flatMap((wire) => {
        const value = this.#outputs.get(endText(wire.from))
        const shape = value && actual(value).shape
        return shape ? [shape] : []
      })
      shapes[port] = usable?.kind.definition.inputs[port]?.variadic ? found : found[0]
    }
    return shapes as PerInput<NodeDefinition['inputs'], Shape> // absent only where unknown, which shape rules of composites allow
  }
}
