// The page's end of the engine: typed messages, at most one frame per animation frame, a new worker when one hangs.
import type { Checkpoint } from '../engine/checkpoint.ts'
import type { Graph } from '../graph/document.ts'
import { type Port, startInPage, startWorker } from './port.ts'
import type {
  Address,
  Anatomy,
  Explained,
  Place,
  Busy,
  Compiled,
  Digest,
  Frame,
  FromWorker,
  ToWorker,
  Unfolded,
} from './protocol.ts'
import { Watchdog, beat } from './watchdog.ts'

/** Who hears what the engine says. */
export interface Listener {
  compiled: (compiled: Compiled) => void
  /** Called inside an animation frame, with the latest frame only. */
  frame: (frame: Frame) => void
  /** Something takes long; it is over when anything else is heard. */
  busy: (busy: Busy) => void
  /** The engine was lost and started again at an iteration that the page knew; or given up until the next edit: null. */
  lost: (reason: string, from: number | null) => void
  /** There is no worker to be had: the page computes, from now on. */
  inPage: () => void
}

type All = Extract<FromWorker, { type: 'all' }>
/** What a request is answered with. */
type Answer = Extract<FromWorker, { request: number }>

/** While a run is on the worker speaks all the time; to compile a graph it may take longer. */
const patience = { running: 2000, compiling: 20_000 }

export class EngineClient {
  readonly #listener: Listener
  #start: () => Port
  readonly #startInPage: () => Port
  readonly #watchdog = new Watchdog()
  #worker: Port | null = null
  /** It has said something: its program has loaded. */
  #isReady = false
  #isInPage = false
  /** A state of the run of the open document, for the next worker. */
  #checkpoint: Checkpoint | null = null
  /** What a new worker must be told, and the number that tells old answers from new ones. */
  #document: { readonly revision: number; readonly graph: Graph } | null = null
  #look: ToWorker | null = null
  /** Frames of the document before the last `open` are not shown. */
  #opened = 0
  #compiling = false
  #running = false
  /** It was in the middle of something when it last spoke. */
  #busy = false
  #waiting: Frame | null = null
  /** Nobody has asked for anything since the last restart: what is lost now would be lost again. */
  #fragile = false
  #requests = new Map<number, (answer: Answer | null) => void>()

  constructor(listener: Listener, start = startWorker, inPage = startInPage) {
    this.#listener = listener
    this.#start = start
    this.#startInPage = inPage
    setInterval(() => this.#tick(), beat)
  }

  open(revision: number, graph: Graph): void {
    this.#opened = revision
    this.#running = false
    this.#fragile = false
    this.#checkpoint = null
    this.#submit('open', revision, graph)
  }

  edit(revision: number, graph: Graph): void {
    this.#fragile = false
    this.#submit(this.#worker ? 'edit' : 'open', revision, graph)
  }

  run(until: number | null): void {
    this.#running = true
    this.#command({ type: 'run', until })
  }

  pause(): void {
    this.#running = false
    this.#command({ type: 'pause' })
  }

  step(): void {
    this.#command({ type: 'step' })
  }

  reset(): void {
    this.#running = false
    this.#checkpoint = null
    this.#command({ type: 'reset' })
  }

  seek(iteration: number): void {
    this.#running = false
    // What comes after it may go another way.
    if ((this.#checkpoint?.iteration ?? 0) > iteration) this.#checkpoint = null
    this.#command({ type: 'seek', iteration })
  }

  look(outputs: readonly string[], pictures: readonly string[], slopes: string | null = null): void {
    this.#look = {
      type: 'look',
      outputs: [...outputs],
      pictures: [...pictures],
      ...(slopes !== null && { slopes }),
    }
    this.#send(this.#look)
  }

  /** Every output, computed from the state that is shown; null if the engine is lost meanwhile. */
  async all(): Promise<All | null> {
    const answer = await this.#ask((request) => ({ type: 'all', request }))
    return answer?.type === 'all' ? answer : null
  }

  /** The digest of the state at an iteration; null if there is none, or if the engine is lost meanwhile. */
  async digest(iteration: number): Promise<Digest | null> {
    const answer = await this.#ask((request) => ({ type: 'digest', request, iteration }))
    return answer?.type === 'digest' ? answer.digest : null
  }

  prepare(): void {
    this.#send({ type: 'prepare' })
  }

  /** The iteration that is shown, taken apart; null where the engine is lost meanwhile. */
  async dissect(): Promise<Anatomy | null> {
    const answer = await this.#ask((request) => ({ type: 'dissect', request }))
    return answer?.type === 'anatomy' ? answer.anatomy : null
  }

  /** How a cell came about; null where there is no such cell, or the engine is lost meanwhile. */
  async explain(address: Address, loss: string, place: Place): Promise<Explained | null> {
    const answer = await this.#ask((request) => ({ type: 'explain', request, address, loss, ...place }))
    return answer?.type === 'explained' ? answer.explained : null
  }

  /** A graph with one of its blocks opened; null where the engine is lost meanwhile. */
  async unfold(graph: Graph, node: string): Promise<Unfolded | null> {
    const answer = await this.#ask((request) => ({ type: 'unfold', request, graph, node }))
    return answer?.type === 'unfolded' ? answer.unfolded : null
  }

  #ask(question: (request: number) => ToWorker): Promise<Answer | null> {
    if (!this.#worker) return Promise.resolve(null)
    const request = Math.max(0, ...this.#requests.keys()) + 1
    return new Promise((resolve) => {
      this.#requests.set(request, resolve)
      this.#send(question(request))
    })
  }

  #submit(type: 'open' | 'edit', revision: number, graph: Graph): void {
    this.#document = { revision, graph }
    this.#compiling = true
    const fresh = !this.#worker
    this.#worker ??= this.#begin()
    if (!fresh) return this.#send({ type, revision, graph })
    const from = this.#checkpoint
    this.#send({ type: 'open', revision, graph, ...(from && { from }) })
    if (this.#look) this.#send(this.#look)
  }

  /** What a person asked for: a lost engine is started once more for it. */
  #command(message: ToWorker): void {
    this.#fragile = false
    if (!this.#worker && this.#document) this.#submit('open', this.#document.revision, this.#document.graph)
    this.#send(message)
  }

  #send(message: ToWorker): void {
    this.#worker?.postMessage(message)
  }

  #begin(): Port {
    const worker = this.#open()
    this.#isReady = false
    const own = (action: () => void) => {
      if (worker === this.#worker) action()
    }
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => own(() => this.#receive(data))
    worker.onmessageerror = () => own(() => this.#lose('The engine sent something unreadable'))
    worker.onerror = (event) =>
      own(() => this.#lose(`The engine failed (${event.message || 'its program did not load'})`))
    return worker
  }

  /** A policy may forbid workers, and a browser may lack them. */
  #open(): Port {
    try {
      return this.#start()
    } catch {
      this.#goInPage()
      return this.#start()
    }
  }

  #goInPage(): void {
    this.#isInPage = true
    this.#start = this.#startInPage
    this.#listener.inPage()
  }

  #receive(message: FromWorker): void {
    this.#watchdog.heard()
    this.#isReady = true
    this.#busy = message.type === 'busy'
    switch (message.type) {
      case 'ready':
        return
      case 'busy':
        return this.#listener.busy(message)
      case 'checkpoint':
        this.#checkpoint = message.checkpoint
        return this.#send({ type: 'held' })
      case 'compiled':
        if (message.revision === this.#document?.revision) {
          this.#compiling = false
          this.#listener.compiled(message)
        }
        return
      case 'frame':
        if (!this.#waiting) requestAnimationFrame(() => this.#show())
        this.#waiting = { ...message, kept: message.kept ?? this.#waiting?.kept ?? null }
        return
      case 'all':
      case 'digest':
      case 'anatomy':
      case 'explained':
      case 'unfolded':
        this.#requests.get(message.request)?.(message)
        this.#requests.delete(message.request)
        return
      case 'fault':
        return this.#lose(`The engine failed (${message.message})`)
      default:
        message satisfies never
    }
  }

  /** The worker sends no other frame before this one is said to be shown: a page that does not draw gets none. */
  #show(): void {
    const frame = this.#waiting
    this.#waiting = null
    if (!frame) return
    this.#send({ type: 'shown' })
    if (frame.revision < this.#opened) return
    this.#running = frame.running
    this.#listener.frame(frame)
  }

  #tick(): void {
    const awake = document.visibilityState === 'visible' && !this.#waiting
    const owes = awake && this.#worker !== null && (this.#running || this.#compiling || this.#busy)
    const limit = this.#compiling ? patience.compiling : patience.running
    if (this.#watchdog.tick(performance.now(), owes, limit)) this.#lose('The engine did not answer')
  }

  /** Starts a new worker with the same document, unless it is that document which cannot even be opened. */
  #lose(reason: string): void {
    const neverCame = !this.#isReady && !this.#isInPage
    const again = neverCame || (!this.#compiling && !this.#fragile)
    this.#fragile ||= !neverCame
    this.#worker?.terminate()
    this.#worker = null
    this.#watchdog.heard()
    this.#running = false
    this.#compiling = false
    this.#busy = false
    this.#waiting = null
    for (const resolve of this.#requests.values()) resolve(null)
    this.#requests.clear()
    if (neverCame) this.#goInPage()
    if (again && this.#document) this.#submit('open', this.#document.revision, this.#document.graph)
    if (!neverCame) this.#listener.lost(reason, again ? (this.#checkpoint?.iteration ?? 0) : null)
  }
}
