// The watch: what ends a run by itself, a number that is not finite or a check that fails, as a problem of its node.
import { problem, type Problem } from '../graph/problem.ts'
import type { Failure } from '../node.ts'
import type { Matrix } from '../numeric/matrix.ts'
import { isFinite } from '../numeric/reduce.ts'
import type { Planned } from './planned.ts'
import { reads, type Operation, type Program } from './program.ts'

/** A number that ends the run when it is not finite. */
interface Watched {
  readonly node: string
  readonly port: string
  readonly what: string
  readonly matrix: Matrix
}

interface Check {
  readonly operation: Operation
  readonly run: () => Failure | null
}

export class Watch {
  readonly #plan: Planned
  /** What checks read. */
  readonly checked: readonly Matrix[]
  readonly #watched: readonly Watched[]
  readonly #checks: readonly Check[]

  constructor(plan: Planned) {
    this.#plan = plan
    const { program } = plan
    this.#watched = [...losses(plan), ...gradients(plan), ...memories(plan)]
    const checks = program.operations.filter(
      (operation) => operation.kind.definition.check && !program.halted.has(operation),
    )
    this.checked = checks.flatMap(reads).flatMap((value) => plan.buffers.get(value) ?? [])
    this.#checks = checks.map((operation) => {
      const inputs = plan.inputsOf(operation)
      return { operation, run: () => operation.kind.definition.check?.(inputs, operation.params) ?? null }
    })
  }

  /** The error that leaves nothing to run, if there is one. */
  get blocked(): Problem | null {
    const { program, cells } = this.#plan
    const { problems, halted, recordings } = program
    const runs = cells.some(({ operation }) => !halted.has(operation))
    if (runs || recordings.some(({ value }) => value.operation && !halted.has(value.operation))) return null
    return problems.find(({ severity }) => severity === 'error') ?? null
  }

  /** Whether the first recorded loss, as last computed, is below the limit of the graph. */
  get isBelow(): boolean {
    const { program, recorded } = this.#plan
    const limit = program.graph.run.stopBelow
    return limit !== undefined && (recorded[0]?.data[0] ?? NaN) < limit
  }

  /** Numbers that end the run where they are not finite. */
  get matrices(): readonly Matrix[] {
    return this.#watched.map(({ matrix }) => matrix)
  }

  /** The first failed check of the iteration just computed. */
  failedCheck(): Problem | null {
    for (let index = 0; index < this.#checks.length; index += 1) {
      const check = this.#checks[index]
      const failure = check?.run()
      if (check && failure) return this.failure(check.operation, failure)
    }
    return null
  }

  /** The first loss, gradient or next value of the iteration just computed that is not finite. */
  notFinite(): Problem | null {
    for (let index = 0; index < this.#watched.length; index += 1) {
      const watched = this.#watched[index]
      if (watched && !isFinite(watched.matrix.data)) return this.#notFinite(watched)
    }
    return null
  }

  failure(operation: Operation, { code, port, wrong, right }: Failure): Problem {
    const { iteration } = this.#plan.context
    return problem(
      { node: named(this.#plan.program, operation.node), port },
      { code, wrong: `${wrong} at iteration ${iteration}`, right },
    )
  }

  #notFinite({ node, port, what, matrix: { data, cols } }: Watched): Problem {
    const index = data.findIndex((x) => !Number.isFinite(x))
    const place =
      data.length === 1 ? '' : ` in row ${Math.floor(index / cols) + 1}, column ${(index % cols) + 1}`
    return problem(
      { node: named(this.#plan.program, node), port },
      {
        code: 'NON_FINITE',
        wrong: `${what} becomes ${data[index]}${place} at iteration ${this.#plan.context.iteration}`,
        right: 'all numbers of a run must be finite',
        hint: 'Start again with a smaller learning rate.',
      },
    )
  }
}

function losses({ program, buffers }: Planned): Watched[] {
  return program.recordings.flatMap(({ from, value }) => {
    const [node = '', port = ''] = from.split('.')
    const matrix = buffers.get(value)
    return matrix && isRunning(program, value.operation) ? [{ node, port, what: 'the loss', matrix }] : []
  })
}

function gradients({ program, buffers }: Planned): Watched[] {
  return program.gradients.flatMap(({ node, port, value }) => {
    const matrix = buffers.get(value)
    return matrix && isRunning(program, value.operation) ? [{ node, port, what: 'the gradient', matrix }] : []
  })
}

function memories({ program, cells }: Planned): Watched[] {
  return cells
    .filter(({ next, value }) => next !== value)
    .map(({ operation, next }) => ({
      node: operation.node,
      port: portOf(program, operation),
      what: 'the next value',
      matrix: next,
    }))
}

const isRunning = ({ halted }: Program, operation: Operation | null): boolean =>
  operation !== null && !halted.has(operation)

/** The port on the canvas that shows a memory. */
function portOf({ outputs }: Program, operation: Operation): string {
  const prefix = `${operation.node}.`
  for (const [name, value] of outputs)
    if (value.operation === operation && name.startsWith(prefix)) return name.slice(prefix.length)
  return operation.kind.definition.memory?.value ?? ''
}

function named({ graph, titles }: Program, id: string): { id: string; title: string } {
  const node = graph.nodes.find((each) => each.id === id)
  return { id, title: node?.title ?? titles.get(id) ?? id }
}
