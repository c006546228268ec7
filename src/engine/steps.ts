// The steps of an iteration, in the order in which one takes it apart: node by node, forward, loss, backward, update.
import { actual, feeds, firstOutput, needs, type Operation, type Program, type Value } from './program.ts'
import { nobody } from './slopes.ts'

export type Phase = 'forward' | 'loss' | 'backward' | 'update'
const phases: readonly Phase[] = ['forward', 'loss', 'backward', 'update']

/** One thing that happens within a step: an operation, or a gradient that arrives at an output. */
export interface Part {
  readonly operation: Operation
  readonly value: Value | null
  /** The output on the canvas whose gradient it is. */
  readonly of: string | null
}

/** A node that is computed, or the part of it that belongs to a phase. */
export interface Step {
  readonly node: string
  readonly phase: Phase
  readonly parts: readonly Part[]
  /** The outputs on the canvas, "id.port", that are known from here on. */
  readonly settles: readonly string[]
}

/** A group of operations of one node, before it is put in order. */
interface Group {
  readonly node: string
  readonly phase: Phase
  readonly operations: Operation[]
  last: number
}

const isMemory = ({ kind }: Operation): boolean => kind.definition.memory !== undefined

/** The operations after some, within the iteration, themselves included. */
function after(operations: readonly Operation[], isFirst: (operation: Operation) => boolean): Set<Operation> {
  const found = new Set<Operation>()
  for (const operation of operations) {
    // What a memory starts with is no way from one iteration into the next.
    const follows =
      !isMemory(operation) && needs(operation).some((value) => value.operation && found.has(value.operation))
    if (isFirst(operation) || follows) found.add(operation)
  }
  return found
}

/** The losses that are known: values of the outputs that gradients are taken of. */
const lossValues = ({ outputs, slopes }: Program): Set<Value> =>
  new Set([...slopes.keys()].flatMap((name) => outputs.get(name) ?? []))

function phaseOf(program: Program): (operation: Operation) => Phase {
  const losses = lossValues(program)
  const isLoss = (operation: Operation): boolean =>
    Object.values(operation.outputs).some((value) => losses.has(value))
  const lossNodes = new Set(program.operations.filter(isLoss).map(({ node }) => node))
  const updates = after(program.operations, ({ adjoint }) => adjoint)
  const fed = new Set(
    program.operations.flatMap((each) => feeds(each)).flatMap(({ operation }) => operation ?? []),
  )
  const memories = new Set(program.operations.filter(isMemory).map(({ node }) => node))
  const afterLoss = after(program.operations, isLoss)
  return (operation) => {
    if (operation.adjoint) return 'backward'
    if (updates.has(operation)) return 'update'
    // An optimiser's own way to what its memories take in.
    if (memories.has(operation.node) && !isMemory(operation) && leadsTo(operation, fed)) return 'update'
    if (lossNodes.has(operation.node) || afterLoss.has(operation)) return 'loss'
    return 'forward'
  }
  function leadsTo(operation: Operation, goals: ReadonlySet<Operation>): boolean {
    if (goals.has(operation)) return true
    const own = program.operations.filter(({ node, adjoint }) => node === operation.node && !adjoint)
    const later = after(own, (each) => each === operation)
    return [...later].some((each) => goals.has(each))
  }
}

/**
 * The steps of every iteration; of the first one also what never changes and what memories begin with. The program must
 * have been compiled with slopes.
 */
export function stepsOf(program: Program, isFirst: boolean): readonly Step[] {
  const phase = phaseOf(program)
  const order = new Map(program.operations.map((operation, index) => [operation, index]))
  const constant = constantsIn(program)
  const groups = new Map<string, Group>()
  for (const [index, operation] of program.operations.entries()) {
    if (operation.node === nobody || operation.adjoint) continue
    if (!isFirst && constant.has(operation)) continue
    const at = phase(operation)
    const key = `${at} ${operation.node}`
    const group = groups.get(key) ?? { node: operation.node, phase: at, operations: [], last: index }
    group.operations.push(operation)
    // A memory is read when it is first asked for; anything else is done with its last part.
    if (!group.operations.slice(0, -1).some(isMemory)) group.last = index
    groups.set(key, group)
  }
  const settled = settlersOf(program)
  const steps = [...groups.values()].map(({ node, phase: at, operations, last }) => ({
    last,
    step: {
      node,
      phase: at,
      parts: operations.map((operation): Part => ({
        operation,
        value: firstOutput(operation) ?? null,
        of: null,
      })),
      settles: operations.flatMap((operation) => settled.get(operation) ?? []),
    } satisfies Step,
  }))
  const backwards = program.gradients.map(({ node, port, value }) => ({
    last: (value.operation && order.get(value.operation)) ?? 0,
    step: {
      node,
      phase: 'backward',
      parts: wayBack(program, node),
      settles: [`${node}.${port}`],
    } satisfies Step,
  }))
  return [...steps, ...backwards]
    .sort((a, b) => phases.indexOf(a.step.phase) - phases.indexOf(b.step.phase) || a.last - b.last)
    .map(({ step }) => step)
}

/** What is computed once: constants, and what nothing depends on that changes. */
function constantsIn({ operations, constants }: Program): Set<Operation> {
  return new Set(
    operations.filter((operation) => {
      const first = firstOutput(operation)
      return first !== undefined && constants.has(first)
    }),
  )
}

/** By operation the outputs on the canvas that are its own; those of Backwards are settled by these. */
function settlersOf({ outputs, gradients }: Program): Map<Operation, string[]> {
  const asked = new Set(gradients.map(({ node, port }) => `${node}.${port}`))
  const found = new Map<Operation, string[]>()
  for (const [name, slot] of outputs) {
    const { operation } = actual(slot)
    if (!operation || asked.has(name)) continue
    found.set(operation, [...(found.get(operation) ?? []), name])
  }
  return found
}

/** A Backward as one walks it: from the loss back to `of`, the gradient that arrives at every output in between. */
function wayBack(program: Program, node: string): readonly Part[] {
  const { outputs, slopes, operations } = program
  const asked = program.gradients.find((each) => each.node === node)
  const place = new Map(operations.map((operation, index) => [operation, index]))
  for (const found of slopes.values()) {
    const of = [...found].find(([, slope]) => slope === asked?.value)
    if (!of) continue
    const start = outputs.get(of[0])?.operation
    const upwards = start ? after(operations, (operation) => operation === start) : new Set<Operation>()
    const parts = [...found].flatMap(([name, slope]): (Part & { at: number })[] => {
      const owner = outputs.get(name)?.operation
      if (!owner || !upwards.has(owner) || !slope.operation) return []
      return [{ operation: slope.operation, value: slope, of: name, at: place.get(owner) ?? 0 }]
    })
    return parts
      .sort((a, b) => b.at - a.at)
      .map(({ operation, value, of: name }) => ({ operation, value, of: name }))
  }
  return []
}
