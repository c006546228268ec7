// The host: a session behind messages. Runs in short chunks, and sends a frame only when the last one is on the screen.
import type { Checkpoint } from '../engine/checkpoint.ts'
import { compileGradually } from '../engine/compile.ts'
import type { Gradual, Rest } from '../engine/gradual.ts'
import type { Program } from '../engine/program.ts'
import { Session } from '../engine/session.ts'
import type { Graph } from '../graph/document.ts'
import type { Library } from '../node.ts'
import type { Problem } from '../graph/problem.ts'
import { shapesOf } from './frame.ts'
import { Frames } from './frames.ts'
import { Checkpoints } from './checkpoints.ts'
import type { Sloping } from './dissector.ts'
import { Questions } from './questions.ts'
import type { Compiled, ToWorker } from './protocol.ts'
import { Runner } from './runner.ts'
import type { Surroundings } from './surroundings.ts'
import { type Doing, Tasks } from './tasks.ts'

/** What waits until the graph is compiled. */
type Command = Extract<ToWorker, { readonly type: 'run' | 'pause' | 'step' | 'reset' | 'seek' }>
/** Bytes. */
const budgets = { historyBudget: 64e6, curveBudget: 64e6 }

export class Host {
  readonly #library: Library
  readonly #around: Surroundings
  readonly #tasks: Tasks
  readonly #runner: Runner
  readonly #frames: Frames
  readonly #checkpoints: Checkpoints
  /** A document that is to be opened, until it is compiled: edits of it come in between. */
  #opening: { readonly from?: Checkpoint } | null = null
  /** Came while the graph was compiled. */
  #commands: Command[] = []
  /** The state that is shown is still to be checked. */
  #unchecked = false
  readonly #questions: Questions
  #graph: Graph | null = null
  #session: Session | null = null
  #revision = 0
  #outputs: readonly string[] = []
  #pictures: readonly string[] = []
  #slopes: string | null = null

  constructor(library: Library, around: Surroundings) {
    this.#library = library
    this.#around = around
    this.#tasks = new Tasks(around, (doing, rest, seconds) => this.#report(doing, rest, seconds))
    this.#runner = new Runner(around, this.#tasks, () => this.#moved())
    this.#frames = new Frames(around.post)
    this.#checkpoints = new Checkpoints(around.post)
    this.#questions = new Questions(library, around, this.#tasks, () => this.#show())
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'open':
        this.#opening = message
        this.#commands = []
        this.#runner.halt()
        return this.#compile(message.revision, message.graph)
      case 'edit':
        return this.#compile(message.revision, message.graph)
      case 'look':
        this.#outputs = message.outputs
        this.#pictures = message.pictures
        this.#slopes = message.slopes ?? null
        this.#questions.lookClosely(this.#slopes !== null)
        this.#session?.plan.lookAt(this.#outputs, this.#pictures)
        if (this.#tasks.doing === 'looking') this.#tasks.drop()
        return this.#show()
      case 'shown':
        this.#frames.shown()
        return this.#next()
      case 'held':
        this.#checkpoints.held()
        return this.#offer()
      case 'prepare':
        return this.#questions.prepare()
      case 'all':
      case 'digest':
      case 'dissect':
      case 'explain':
      case 'unfold':
        this.#questions.ask(message)
        return this.#next()
      default:
        if (this.#tasks.doing === 'compiling') this.#commands.push(message)
        else if (this.#session) this.#obey(message, this.#session)
    }
  }

  #obey(message: Command, session: Session): void {
    switch (message.type) {
      case 'run':
        // What is computed for the eye only, or to be sure, waits; that it runs is told before a long iteration.
        if (this.#tasks.doing === 'looking') this.#tasks.drop()
        this.#runner.run(session, message.until)
        return session.isLong ? this.#show() : undefined
      case 'pause':
        this.#runner.halt()
        this.#offer()
        return this.#show()
      case 'step':
        return this.#runner.step(session)
      case 'reset':
        this.#tasks.drop()
        this.#runner.halt()
        session.reset()
        return this.#moved()
      case 'seek':
        this.#runner.halt()
        return this.#tasks.begin('seeking', session.seekGradually(message.iteration), () => this.#moved())
      default:
        message satisfies never
    }
  }

  #compile(revision: number, graph: Graph): void {
    this.#graph = graph
    this.#tasks.begin('compiling', compileGradually(graph, this.#library), (program) =>
      this.#compiled(revision, program),
    )
  }

  #compiled(revision: number, program: Program): void {
    const session = this.#sessionOf(program)
    this.#session = session
    this.#revision = revision
    this.#runner.ended = null
    // What takes long is not waited for: it is checked as soon as there is nothing else to do.
    this.#unchecked = session.isLong
    this.#announce(session, this.#unchecked ? null : session.check())
    session.plan.lookAt(this.#outputs, this.#pictures)
    if (session.blocked) this.#runner.running = false
    this.#offer()
    for (const command of this.#commands.splice(0)) this.#obey(command, session)
    this.#show()
  }

  #sessionOf(program: Program): Session {
    const opening = this.#opening
    this.#opening = null
    if (this.#session && !opening) {
      this.#session.replace(program)
      this.#checkpoints.changed()
      return this.#session
    }
    this.#session?.close()
    const { pace } = this.#around
    const session = new Session(program, { ...budgets, ...(pace === undefined ? {} : { pace }) })
    if (opening?.from) session.restore(opening.from)
    this.#checkpoints.forget()
    return session
  }

  #announce({ program }: Session, failed: Problem | null): void {
    const problems: Problem[] = failed ? [...program.problems, failed] : [...program.problems]
    const revision = this.#revision
    this.#around.post(
      { type: 'compiled', revision, problems, shapes: shapesOf(program) } satisfies Compiled,
      [],
    )
  }

  /** It stands at another state. */
  #moved(): void {
    this.#checkpoints.changed()
    this.#offer()
    this.#show()
  }

  #offer(): void {
    const { running } = this.#runner
    if (this.#session) this.#checkpoints.offer(this.#session, this.#revision, !running, this.#around.now())
  }

  #show(): void {
    this.#frames.changed()
    this.#next()
  }

  /** Does what is to be done next, if nothing is under way. */
  #next(): void {
    const session = this.#session
    if (!session || this.#tasks.doing !== null) return
    if (this.#frames.isDue)
      this.#tasks.begin('looking', this.#look(session), (sloping) => this.#send(session, sloping))
    else if (this.#questions.answerNext(session, () => this.#next())) return
    else if (this.#runner.running) this.#runner.goOn(session)
    else if (this.#unchecked)
      this.#tasks.begin('looking', session.checkGradually(), (failed) => {
        this.#unchecked = false
        if (failed) this.#announce(session, failed)
        this.#show()
      })
  }

  *#look(session: Session): Gradual<Sloping> {
    yield* session.lookGradually()
    return yield* this.#questions.slopes(session, this.#slopes)
  }

  #send(session: Session, sloping: Sloping): void {
    const { running, perSecond, ended } = this.#runner
    const wanted = {
      revision: this.#revision,
      running,
      speed: perSecond,
      stopped: ended,
      outputs: this.#outputs,
      pictures: this.#pictures,
      ...sloping,
    }
    this.#frames.send(session, wanted, this.#around.now())
    this.#next()
  }

  #report(doing: Doing, { operation, done }: Rest, seconds: number | null): void {
    const node = this.#graph?.nodes.find(({ id }) => id === operation.node)
    const { perSecond } = this.#runner
    this.#around.post(
      {
        type: 'busy',
        doing,
        node: node?.title ?? this.#library.get(node?.type ?? '')?.definition.title ?? operation.node,
        done,
        seconds: perSecond ? 1 / perSecond : doing === 'running' ? seconds : null,
      },
      [],
    )
  }
}
