// Compile: a document and the library → a program, with a problem per node instead of an exception for all.
import { inspect } from '../graph/check.ts'
import { endText, type Graph } from '../graph/document.ts'
import { order } from '../graph/order.ts'
import type { Library } from '../node.ts'
import { describe, sameShape } from '../numeric/matrix.ts'
import type { Assembly } from './assembly.ts'
import { Blame } from './blame.ts'
import { Budget } from './budget.ts'
import { foldConstants } from './constants.ts'
import { ReversePass } from './differentiate.ts'
import { expand, type Bypass } from './expand.ts'
import { finish, type Gradual } from './gradual.ts'
import { actual, at, feeds, firstOutput, needs, type Operation, type Program, type Value } from './program.ts'
import { infer } from './shapes.ts'
import { noSlopes, slopesOf } from './slopes.ts'

export interface CompileOptions {
  /** Bytes that all values together may take. */
  readonly memoryLimit?: number
  /** With the gradients of every loss with respect to every output that it depends on. */
  readonly slopes?: boolean
}

/** Never throws for a bad graph: what is wrong is in `problems`, and what does not depend on it is in the program. */
export const compile = (graph: Graph, library: Library, options: CompileOptions = {}): Program =>
  finish(compileGradually(graph, library, options))

/** The same with rests: constants may take long. */
export function* compileGradually(
  graph: Graph,
  library: Library,
  { memoryLimit = 512e6, slopes = false }: CompileOptions = {},
): Gradual<Program> {
  const inspection = inspect(graph, library)
  const { assembly, outputs, recorded, bypasses } = expand(graph, library, inspection)
  const blame = new Blame(graph, inspection, outputs)
  const dead = new Set<Operation>()
  breakBypassLoops(bypasses, blame)
  const sorted = sort(assembly, dead, blame)
  inferAll(sorted, dead, blame, new Budget(memoryLimit))
  checkBypasses(bypasses, blame)
  blame.warnings()
  // Nobody waits any more for what turned out to be another value, so that others may come earlier.
  const isInOrder = bypasses.length === 0 && !sorted.some((operation) => firstOutput(operation)?.alias)
  const passes = differentiateAll(assembly, isInOrder ? sorted : sort(assembly, dead, null), dead, blame)
  const plotted = new Set(recorded.map(({ value }) => actual(value)))
  const isLoss = (name: string, value: Value): boolean => {
    const [node = '', port] = name.split('.')
    return plotted.has(value) || inspection.nodes.get(node)?.kind.definition.loss === port
  }
  const begin = (loss: Value) => new ReversePass(assembly, loss, sort(assembly, dead, null))
  const sloping = slopes ? slopesOf(usable(outputs, dead), passes, isLoss, begin) : noSlopes
  checkFeeds(assembly.operations, dead, blame)
  const operations = alive(sort(assembly, dead, null), dead)
  const before = dead.size
  const constants = yield* foldConstants(operations, graph.arithmetic, (operation, failure) => {
    dead.add(operation)
    blame.failure(operation, failure)
  })
  const left = dead.size > before ? alive(operations, dead) : operations
  const known = new Set(left)
  return {
    graph,
    arithmetic: graph.arithmetic,
    operations: left,
    outputs: outputsIn(outputs, known),
    recordings: recorded
      .filter(({ value, plot }) => isKnown(value, known) && left.some(({ node }) => node === plot))
      .map(({ plot, wire, value }) => {
        const from = endText(wire.from)
        return { plot, from, label: wire.label ?? from, value: actual(value) }
      }),
    constants,
    halted: haltedIn(left, known),
    gradients: gradientsIn(inspection.nodes, outputs, known),
    slopes: new Map([...sloping].map(([loss, found]) => [loss, outputsIn(found, known)])),
    titles: new Map([...inspection.nodes].map(([id, { kind }]) => [id, kind.definition.title])),
    problems: blame.problems,
  }
}

/** The outputs that are known, as the values that they turned out to be. */
function outputsIn(outputs: ReadonlyMap<string, Value>, known: ReadonlySet<Operation>): Map<string, Value> {
  const found = new Map<string, Value>()
  for (const [name, value] of outputs) if (isKnown(value, known)) found.set(name, actual(value))
  return found
}

/** The outputs of what is not broken. */
const usable = (outputs: ReadonlyMap<string, Value>, dead: ReadonlySet<Operation>): Map<string, Value> =>
  new Map([...outputs].filter(([, value]) => !isBroken(actual(value), dead)))

const isKnown = (value: Value, known: ReadonlySet<Operation>): boolean => {
  const { operation, shape } = actual(value)
  return operation !== null && shape !== null && known.has(operation)
}

/** All operations in dependency order; those of a loop without memory are reported and put among the dead. */
function sort({ operations }: Assembly, dead: Set<Operation>, blame: Blame | null): Operation[] {
  const { order: sorted, cycles } = order(operations.length, (place, add) => {
    for (const { operation } of needs(operations[place] ?? missing())) if (operation) add(operation.place)
  })
  for (const cycle of cycles) {
    const members = cycle.map((place) => operations[place] ?? missing())
    for (const operation of members) dead.add(operation)
    blame?.loop([...new Set(members.map(({ node }) => node))])
  }
  return sorted.map((place) => operations[place] ?? missing())
}

function missing(): never {
  throw new Error('an operation is missing')
}

const isBroken = (value: Value, dead: ReadonlySet<Operation>): boolean =>
  value.operation === null || value.shape === null || dead.has(value.operation)

function inferAll(sorted: readonly Operation[], dead: Set<Operation>, blame: Blame, budget: Budget): void {
  for (const operation of sorted) {
    if (dead.has(operation) || needs(operation).some((value) => isBroken(value, dead))) {
      dead.add(operation)
      continue
    }
    const mismatch = infer(operation)
    if (mismatch) {
      dead.add(operation)
      blame.operation(operation, mismatch)
      continue
    }
    for (const { shape, alias } of Object.values(operation.outputs)) {
      if (!shape || alias || budget.take(operation.node, shape)) continue
      dead.add(operation)
      blame.tooLarge(operation, shape, budget)
    }
  }
}

function breakBypassLoops(bypasses: readonly Bypass[], blame: Blame): void {
  for (const { slot, node } of bypasses) {
    const seen = new Set<Value>()
    let value: Value | null = slot
    while (value && !seen.has(value)) {
      seen.add(value)
      value = value.alias
    }
    if (!value) continue
    slot.alias = null
    blame.loop([node])
  }
}

function checkBypasses(bypasses: readonly Bypass[], blame: Blame): void {
  for (const { node, from, made, slot } of bypasses) {
    const [passed, own] = [actual(from).shape, actual(made).shape]
    if (!passed || !own || sameShape(passed, own)) continue
    slot.alias = null
    const wrong = `it is bypassed, but its first input is ${describe(passed)} and its first output ${describe(own)}`
    blame.node(node, {
      code: 'SHAPE_MISMATCH',
      port: null,
      wrong,
      right: 'only equal shapes can be passed on',
    })
  }
}

/** Replaces every Backward by the adjoint it asks for; those of one loss share one pass. */
function differentiateAll(
  assembly: Assembly,
  order: readonly Operation[],
  dead: Set<Operation>,
  blame: Blame,
): Map<Value, ReversePass> {
  const passes = new Map<Value, ReversePass>()
  let sorted = order
  for (const operation of order) {
    const rule = operation.kind.definition.differentiates
    if (!rule) continue
    const loss = at(operation, rule.loss)
    const of = at(operation, rule.of)
    if (!loss || !of || dead.has(operation) || isBroken(loss, dead) || isBroken(of, dead)) {
      dead.add(operation)
      continue
    }
    if (assembly.operations.length > sorted.length) sorted = sort(assembly, dead, null)
    const pass = passes.get(loss) ?? new ReversePass(assembly, loss, sorted)
    passes.set(loss, pass)
    const adjoint = pass.adjoint(of, operation.node)
    const out = firstOutput(operation)
    if (!adjoint) {
      dead.add(operation)
      const right = `connect a wire that ${rule.loss} is computed from within the iteration; differentiation stops at memories`
      const wrong = `${rule.loss} does not depend on what is connected to ${rule.of}`
      blame.operation(operation, { code: 'NO_GRADIENT_PATH', port: rule.of, wrong, right })
    } else if (rule.how === 'numerically') operation.compared = adjoint
    else if (out) out.alias = adjoint
  }
  return passes
}

/** A memory can only take in what has its own shape. */
function checkFeeds(operations: readonly Operation[], dead: ReadonlySet<Operation>, blame: Blame): void {
  for (const operation of operations) {
    const { memory } = operation.kind.definition
    const value = firstOutput(operation)
    if (!memory || dead.has(operation) || !value?.shape) continue
    const fed = at(operation, memory.next)
    if (!fed?.shape || isBroken(fed, dead) || sameShape(fed.shape, value.shape)) continue
    delete operation.inputs[memory.next]
    const wrong = `${memory.next} is ${describe(fed.shape)} and ${memory.initial} is ${describe(value.shape)}`
    const right = 'a memory keeps the shape that it starts with'
    blame.operation(operation, { code: 'SHAPE_MISMATCH', port: memory.next, wrong, right })
  }
}

/** Without the dead, what depends on them at once, and what turned out to be another value; in dependency order. */
function alive(sorted: readonly Operation[], dead: Set<Operation>): Operation[] {
  return sorted.filter((operation) => {
    if (!dead.has(operation) && !needs(operation).some((value) => isBroken(value, dead)))
      return firstOutput(operation)?.alias == null
    dead.add(operation)
    return false
  })
}

/** Memories whose next value is not known, and everything that depends on them, ⟲ inputs included. */
function haltedIn(operations: readonly Operation[], known: ReadonlySet<Operation>): Set<Operation> {
  const halted = new Set<Operation>()
  const isStuck = (operation: Operation): boolean => {
    const { memory } = operation.kind.definition
    const fed = memory && at(operation, memory.next)
    return memory !== undefined && (!fed || !isKnown(fed, known))
  }
  const open = operations.filter(isStuck)
  if (open.length === 0) return halted
  const users = new Map<Operation, Operation[]>()
  for (const operation of operations)
    for (const value of [...needs(operation), ...feeds(operation)])
      if (value.operation) {
        const found = users.get(value.operation)
        if (found) found.push(operation)
        else users.set(value.operation, [operation])
      }
  for (let operation = open.pop(); operation; operation = open.pop()) {
    if (halted.has(operation)) continue
    halted.add(operation)
    open.push(...(users.get(operation) ?? []))
  }
  return halted
}

function gradientsIn(
  nodes: ReturnType<typeof inspect>['nodes'],
  outputs: ReadonlyMap<string, Value>,
  known: ReadonlySet<Operation>,
): Program['gradients'] {
  return [...nodes].flatMap(([node, { kind }]) => {
    const rule = kind.definition.differentiates
    const value = rule?.how === 'exactly' ? outputs.get(endText({ node, port: rule.out })) : undefined
    return rule && value && isKnown(value, known) ? [{ node, port: rule.out, value: actual(value) }] : []
  })
}
