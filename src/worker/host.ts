// The host: a session behind messages. Runs in short chunks, and sends a frame only when the last one is on the screen.
import { compileGradually } from '../engine/compile.ts'
import type { Gradual, Rest } from '../engine/gradual.ts'
import { type Checkpoint, Session } from '../engine/session.ts'
import type { Graph } from '../graph/document.ts'
import type { Library } from '../node.ts'
import type { Problem } from '../graph/problem.ts'
import { frameOf, everyOutput, shapesOf } from './frame.ts'
import { Checkpoints } from './checkpoints.ts'
import type { Compiled, FromWorker, Stopped, ToWorker } from './protocol.ts'
import { Speed } from './speed.ts'
import { type Doing, Tasks } from './tasks.ts'

/** Where the host lives: how it sends, waits and reads the clock (milliseconds). */
export interface Surroundings {
  readonly post: (message: FromWorker, transfer: ArrayBuffer[]) => void
  /** Lets other messages in, then goes on. */
  readonly later: (task: () => void) => void
  readonly now: () => number
  /** Nanoseconds between the rests of what takes long, where it matters. */
  readonly pace?: number
}

/** What waits until the graph is compiled. */
type Command = Extract<ToWorker, { readonly type: 'run' | 'pause' | 'step' | 'reset' | 'seek' }>

const chunk = 8
/** Milliseconds between films of kept pictures while a run is on: nobody reads them faster. */
const leisure = 250
const historyBudget = 64e6
const curveBudget = 64e6

export class Host {
  readonly #library: Library
  readonly #around: Surroundings
  readonly #tasks: Tasks
  readonly #checkpoints: Checkpoints
  /** Came while the graph was compiled. */
  #commands: Command[] = []
  /** Who wants every output. */
  #asking: number[] = []
  #graph: Graph | null = null
  #session: Session | null = null
  #revision = 0
  #outputs: readonly string[] = []
  #pictures: readonly string[] = []
  #running = false
  #until: number | null = null
  #ended: Stopped | null = null
  #waiting = false
  #acknowledged = true
  #dirty = false
  #speed = new Speed()
  /** What was kept when it was last sent, and when that was. */
  #kept: { readonly state: object; readonly time: number } | null = null

  constructor(library: Library, around: Surroundings) {
    this.#library = library
    this.#around = around
    this.#tasks = new Tasks(around, (doing, rest, seconds) => this.#report(doing, rest, seconds))
    this.#checkpoints = new Checkpoints(around.post)
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'open':
        this.#commands = []
        this.#running = false
        return this.#compile(message.revision, message.graph, message)
      case 'edit':
        return this.#compile(message.revision, message.graph, null)
      case 'look':
        this.#outputs = message.outputs
        this.#pictures = message.pictures
        this.#session?.plan.lookAt(this.#outputs, this.#pictures)
        if (this.#tasks.doing === 'looking') this.#tasks.drop()
        return this.#show()
      case 'shown':
        this.#acknowledged = true
        return this.#flush()
      case 'held':
        this.#checkpoints.held()
        return this.#offer(!this.#running)
      case 'all':
        this.#asking.push(message.request)
        return this.#next()
      default:
        if (this.#tasks.doing === 'compiling') this.#commands.push(message)
        else this.#obey(message)
    }
  }

  #obey(message: Command): void {
    switch (message.type) {
      case 'run':
        return this.#run(message.until)
      case 'pause':
        if (this.#tasks.doing === 'running') this.#tasks.drop()
        return this.#halt(null)
      case 'step':
        return this.#step()
      case 'reset':
        this.#tasks.drop()
        this.#session?.reset()
        return this.#move(null)
      case 'seek':
        return this.#seek(message.iteration)
      default:
        message satisfies never
    }
  }

  #compile(revision: number, graph: Graph, opening: { readonly from?: Checkpoint } | null): void {
    this.#graph = graph
    this.#tasks.drop()
    this.#tasks.begin('compiling', this.#compiling(revision, graph, opening))
  }

  *#compiling(
    revision: number,
    graph: Graph,
    opening: { readonly from?: Checkpoint } | null,
  ): Gradual<() => void> {
    const program = yield* compileGradually(graph, this.#library)
    this.#revision = revision
    this.#ended = null
    if (opening) this.#session?.close()
    if (opening || !this.#session) {
      const { pace } = this.#around
      const options = { historyBudget, curveBudget, ...(pace === undefined ? {} : { pace }) }
      this.#session = new Session(program, options)
    } else this.#session.replace(program)
    const session = this.#session
    if (opening?.from) session.restore(opening.from)
    if (opening) this.#checkpoints.forget()
    else this.#checkpoints.changed()
    const failed = yield* session.checkGradually()
    return () => {
      const problems: Problem[] = failed ? [...program.problems, failed] : [...program.problems]
      this.#around.post(
        { type: 'compiled', revision, problems, shapes: shapesOf(program) } satisfies Compiled,
        [],
      )
      session.plan.lookAt(this.#outputs, this.#pictures)
      if (this.#running && session.blocked) this.#running = false
      this.#offer(!this.#running)
      for (const command of this.#commands.splice(0)) this.#obey(command)
      this.#show()
    }
  }

  #run(until: number | null): void {
    const session = this.#session
    if (!session) return
    const problem = session.blocked
    if (problem) return this.#halt({ why: 'problem', problem })
    this.#until = until
    this.#ended = null
    this.#speed = new Speed()
    this.#running = true
    this.#soon()
  }

  #halt(ended: Stopped | null): void {
    this.#running = false
    this.#ended = ended
    this.#offer(true)
    this.#show()
  }

  /** Stands at another state. */
  #move(ended: Stopped | null): void {
    this.#checkpoints.changed()
    this.#halt(ended)
  }

  #offer(rests: boolean): void {
    if (this.#session) this.#checkpoints.offer(this.#session, this.#revision, rests, this.#around.now())
  }

  #seek(iteration: number): void {
    const session = this.#session
    if (!session) return
    this.#running = false
    this.#tasks.begin(
      'looking',
      seeking(session, iteration, () => this.#move(null)),
    )
  }

  #step(): void {
    const session = this.#session
    if (!session) return
    if (session.blocked) return this.#halt({ why: 'problem', problem: session.blocked })
    this.#running = false
    this.#tasks.begin(
      'running',
      stepping(session, () => this.#move(this.#why(session))),
    )
  }

  #why(session: Session): Stopped | null {
    const { stopped } = session
    if (!stopped) return null
    return stopped.why === 'problem' ? { why: 'problem', problem: stopped.problem } : { why: 'below' }
  }

  #soon(): void {
    if (this.#waiting) return
    this.#waiting = true
    this.#around.later(() => {
      this.#waiting = false
      if (this.#running && this.#tasks.doing === null) this.#work()
    })
  }

  /** One chunk by the clock, in batches that grow until one takes a fair part of it. */
  #work(): void {
    const session = this.#session
    if (!session) return
    if (session.isLong) return this.#workGradually(session)
    const { now } = this.#around
    const start = now()
    let batch = 1
    do {
      const left = this.#until === null ? Infinity : this.#until - session.iteration
      if (left <= 0) return this.#move({ why: 'finished' })
      const before = now()
      session.run(Math.min(batch, left))
      const ended = this.#why(session)
      if (ended) return this.#move(ended)
      if (now() - before < chunk / 8) batch *= 2
    } while (now() - start < chunk)
    this.#worked(session)
  }

  /** An iteration, with rests. */
  #workGradually(session: Session): void {
    if (this.#until !== null && session.iteration >= this.#until) return this.#halt({ why: 'finished' })
    this.#tasks.begin(
      'running',
      stepping(session, () => {
        const ended = this.#why(session)
        if (ended) this.#move(ended)
        else this.#worked(session)
      }),
    )
  }

  #worked(session: Session): void {
    const time = this.#around.now()
    this.#speed.note(session.iteration, time)
    this.#checkpoints.changed()
    this.#checkpoints.offer(session, this.#revision, false, time)
    this.#show()
    this.#soon()
  }

  #show(): void {
    this.#dirty = true
    this.#flush()
  }

  #flush(): void {
    const session = this.#session
    if (!this.#dirty || !this.#acknowledged || !session || this.#tasks.doing !== null) return this.#next()
    this.#tasks.begin(
      'looking',
      looking(session, () => this.#send(session)),
    )
  }

  #send(session: Session): void {
    this.#dirty = false
    this.#acknowledged = false
    const rests = !this.#running || this.#around.now() - (this.#kept?.time ?? -Infinity) > leisure
    const keptAnew = rests && session.keptState !== this.#kept?.state
    const { frame, transfer } = frameOf(session, {
      revision: this.#revision,
      running: this.#running,
      speed: this.#running ? this.#speed.perSecond : null,
      stopped: this.#ended,
      outputs: this.#outputs,
      pictures: this.#pictures,
      keptAnew,
    })
    if (keptAnew) this.#kept = { state: session.keptState, time: this.#around.now() }
    this.#around.post(frame, transfer)
    this.#next()
  }

  /** What else there is to do when nothing is under way. */
  #next(): void {
    const session = this.#session
    if (!session || this.#tasks.doing !== null) return
    const [request] = this.#asking
    if (request !== undefined) this.#tasks.begin('looking', this.#answering(session, request))
    else if (this.#running) this.#soon()
  }

  *#answering(session: Session, request: number): Gradual<() => void> {
    yield* session.lookAtEverything()
    return () => {
      this.#asking.shift()
      const values = everyOutput(session)
      this.#around.post({ type: 'all', request, iteration: session.iteration, values }, [])
      this.#next()
    }
  }

  #report(doing: Doing, { operation, done }: Rest, seconds: number | null): void {
    const node = this.#graph?.nodes.find(({ id }) => id === operation.node)
    const { perSecond } = this.#speed
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

function* stepping(session: Session, then: () => void): Gradual<() => void> {
  yield* session.runGradually()
  return then
}

function* seeking(session: Session, iteration: number, then: () => void): Gradual<() => void> {
  yield* session.seekGradually(iteration)
  return then
}

function* looking(session: Session, then: () => void): Gradual<() => void> {
  yield* session.lookGradually()
  return then
}
