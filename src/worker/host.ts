// The host: a session behind messages. Runs in short chunks, and sends a frame only when the last one is on the screen.
import { compile } from '../engine/compile.ts'
import { Session } from '../engine/session.ts'
import type { Graph } from '../graph/document.ts'
import type { Library } from '../node.ts'
import type { Problem } from '../graph/problem.ts'
import { frameOf, everyOutput, shapesOf } from './frame.ts'
import type { Compiled, FromWorker, Stopped, ToWorker } from './protocol.ts'

/** Where the host lives: how it sends, waits and reads the clock (milliseconds). */
export interface Surroundings {
  readonly post: (message: FromWorker, transfer: ArrayBuffer[]) => void
  /** Lets other messages in, then goes on. */
  readonly later: (task: () => void) => void
  readonly now: () => number
}

const chunk = 8
/** Milliseconds between films of kept pictures while a run is on: nobody reads them faster. */
const leisure = 250
const historyBudget = 64e6
const curveBudget = 64e6

export class Host {
  readonly #library: Library
  readonly #around: Surroundings
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
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'open':
        return this.#compile(message.revision, message.graph, true)
      case 'edit':
        return this.#compile(message.revision, message.graph, false)
      case 'run':
        return this.#run(message.until)
      case 'pause':
        return this.#halt(null)
      case 'step':
        return this.#step()
      case 'reset':
        this.#session?.reset()
        return this.#halt(null)
      case 'seek':
        this.#session?.seek(message.iteration)
        return this.#halt(null)
      case 'look':
        this.#outputs = message.outputs
        this.#pictures = message.pictures
        this.#session?.plan.lookAt(this.#outputs, this.#pictures)
        return this.#show()
      case 'shown':
        this.#acknowledged = true
        return this.#flush()
      case 'all':
        return this.#all(message.request)
      case 'digest': {
        const digest = this.#session?.digestAt(message.iteration) ?? null
        return this.#around.post({ type: 'digest', request: message.request, digest }, [])
      }
      default:
        message satisfies never
    }
  }

  #compile(revision: number, graph: Graph, anew: boolean): void {
    const program = compile(graph, this.#library)
    this.#revision = revision
    this.#ended = null
    if (anew) this.#running = false
    if (anew) this.#session?.close()
    if (anew || !this.#session) this.#session = new Session(program, { historyBudget, curveBudget })
    else this.#session.replace(program)
    const failed = this.#session.check()
    const problems: Problem[] = failed ? [...program.problems, failed] : [...program.problems]
    this.#around.post(
      { type: 'compiled', revision, problems, shapes: shapesOf(program) } satisfies Compiled,
      [],
    )
    this.#session.plan.lookAt(this.#outputs, this.#pictures)
    if (this.#running && this.#session.blocked) this.#running = false
    this.#show()
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
    this.#show()
  }

  #step(): void {
    const session = this.#session
    if (!session) return
    if (session.blocked) return this.#halt({ why: 'problem', problem: session.blocked })
    session.run(1)
    this.#halt(this.#why(session))
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
      if (this.#running) this.#work()
    })
  }

  /** One chunk by the clock, in batches that grow until one takes a fair part of it. */
  #work(): void {
    const session = this.#session
    if (!session) return
    const { now } = this.#around
    const start = now()
    let batch = 1
    do {
      const left = this.#until === null ? Infinity : this.#until - session.iteration
      if (left <= 0) return this.#halt({ why: 'finished' })
      const before = now()
      session.run(Math.min(batch, left))
      const ended = this.#why(session)
      if (ended) return this.#halt(ended)
      if (now() - before < chunk / 8) batch *= 2
    } while (now() - start < chunk)
    this.#speed.note(session.iteration, now())
    this.#show()
    this.#soon()
  }

  #show(): void {
    this.#dirty = true
    this.#flush()
  }

  #flush(): void {
    const session = this.#session
    if (!this.#dirty || !this.#acknowledged || !session) return
    this.#dirty = false
    this.#acknowledged = false
    session.look()
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
  }

  #all(request: number): void {
    const session = this.#session
    if (!session) return
    session.plan.lookAtEverything()
    session.look()
    const values = everyOutput(session)
    session.plan.lookAt(this.#outputs, this.#pictures)
    this.#around.post({ type: 'all', request, iteration: session.iteration, values }, [])
  }
}

/** Iterations per second over the last half second. */
class Speed {
  #marks: { readonly iteration: number; readonly time: number }[] = []

  note(iteration: number, time: number): void {
    this.#marks.push({ iteration, time })
    while (this.#marks.length > 2 && time - (this.#marks[0]?.time ?? time) > 500) this.#marks.shift()
  }

  get perSecond(): number | null {
    const first = this.#marks[0]
    const last = this.#marks.at(-1)
    if (!first || !last || last.time <= first.time) return null
    return ((last.iteration - first.iteration) / (last.time - first.time)) * 1000
  }
}
