// The dissector: holds a lens over the session for those who look closely, made when it is first asked for.
import { type Checkpoint, memoriesOf } from '../engine/checkpoint.ts'
import { compileGradually } from '../engine/compile.ts'
import type { Executor } from '../engine/executor.ts'
import type { Gradual } from '../engine/gradual.ts'
import { Lens } from '../engine/lens.ts'
import type { Program } from '../engine/program.ts'
import type { Session } from '../engine/session.ts'
import { type Unfolded, unfold } from '../engine/unfold.ts'
import type { Graph } from '../graph/document.ts'
import type { Library } from '../node.ts'
import type { Matrix } from '../numeric/matrix.ts'
import { picturesOf } from './frame.ts'
import type { Anatomy, Explain, Explained } from './protocol.ts'

export interface Sloping {
  readonly slopes: ReadonlyMap<string, Matrix>
  /** The losses that there are gradients of. */
  readonly losses: readonly string[]
}

/** What the nodes on the canvas are called. */
function titlesIn({ graph, titles }: Program): (node: string) => string {
  const own = new Map(graph.nodes.flatMap(({ id, title }) => (title ? [[id, title]] : [])))
  return (node) => own.get(node) ?? titles.get(node) ?? node
}

function* earlierMemories({ past, plan, iteration }: Session): Gradual<Checkpoint['memories'] | null> {
  return past && iteration > 0 ? yield* past.memoriesAt(iteration - 1, plan) : null
}

export class Dissector {
  readonly #library: Library
  readonly #pace: number | undefined
  #lens: { readonly graph: Graph; readonly lens: Lens } | null = null

  constructor(library: Library, pace?: number) {
    this.#library = library
    this.#pace = pace
  }

  *#over(graph: Graph, executor: Executor): Gradual<Lens> {
    if (this.#lens?.graph === graph) return this.#lens.lens
    this.release()
    const program = yield* compileGradually(graph, this.#library, { slopes: true })
    const lens = new Lens(program, executor, this.#pace)
    this.#lens = { graph, lens }
    return lens
  }

  /** The gradients of a loss at the state that is shown, and the losses that there are. */
  *slopes(session: Session, loss: string): Gradual<Sloping> {
    const lens = yield* this.#over(session.program.graph, session.executor)
    yield* lens.look(memoriesOf(session.plan.cells), session.iteration)
    return { slopes: lens.gradients(loss === '' ? null : loss), losses: [...lens.program.slopes.keys()] }
  }

  /** The iteration that is shown. */
  *anatomy(session: Session): Gradual<Anatomy> {
    const { iteration, program } = session
    const lens = yield* this.#over(program.graph, session.executor)
    const earlier = yield* earlierMemories(session)
    if (earlier) yield* lens.look(earlier, iteration - 1)
    const before = earlier ? lens.values() : new Map<string, Matrix>()
    const picturesBefore = earlier ? picturesOf(lens, null) : new Map<string, never>()
    yield* lens.look(memoriesOf(session.plan.cells), iteration)
    return {
      iteration,
      steps: lens.steps(iteration === 0, titlesIn(program)),
      values: lens.values(),
      before,
      pictures: picturesOf(lens, null),
      picturesBefore,
    }
  }

  /** How a cell came about. */
  *explain(session: Session, { address, loss, row, col }: Explain): Gradual<Explained | null> {
    const lens = yield* this.#over(session.program.graph, session.executor)
    yield* lens.look(memoriesOf(session.plan.cells), session.iteration)
    return lens.explain(address, loss === '' ? null : loss, { row, col }, titlesIn(session.program))
  }

  /** A graph with one of its blocks opened. */
  unfold(graph: Graph, node: string): Unfolded {
    return unfold(graph, this.#library, node)
  }

  /** Hands the memory back. */
  release(): void {
    this.#lens?.lens.plan.release()
    this.#lens = null
  }
}
