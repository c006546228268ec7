// The run as the page sees it: what was asked of the engine and what it last said.
import { type Graph, emptyGraph } from '../graph/document.ts'
import type { Problem } from '../graph/problem.ts'
import { Live } from '../views/live.ts'
import { EngineClient } from '../worker/client.ts'
import type {
  Address,
  Anatomy,
  Explained,
  Place,
  Busy,
  Digest,
  Frame,
  Stopped,
  Unfolded,
} from '../worker/protocol.ts'
import { computesTheSame } from './computation.ts'
import { type Shapes, noShapes } from './shapes.ts'

/** Milliseconds between numbers of a run that is on: nobody reads them faster, and each lays out the page anew. */
const readable = 100

export class Run {
  running = $state(false)
  /** What computes; null before the first frame. */
  executor = $state<Frame['executor'] | null>(null)
  /** What takes long and is under way. */
  busy = $state.raw<Busy | null>(null)
  /** The page itself computes, for want of a worker. */
  inPage = $state(false)
  iteration = $state(0)
  /** The smallest and the largest iteration that can be sought. */
  first = $state(0)
  reached = $state(0)
  speed = $state<number | null>(null)
  loss = $state<number | null>(null)
  stopped = $state.raw<Stopped | null>(null)
  /** The outputs that gradients can be looked at of. */
  losses = $state.raw<readonly string[]>([])
  /** What the engine found wrong with the graph. */
  problems = $state.raw<readonly Problem[]>([])
  /** The graph that this was found in. */
  judged = $state.raw<Graph>(emptyGraph)
  shapes = $state.raw<Shapes>(noShapes)
  /** It stands where numbers are out of range. */
  readonly isOut = $derived.by(() => {
    const { running, stopped, loss } = this
    const isNoticed = stopped?.why === 'problem' && stopped.problem.code === 'NON_FINITE'
    return !running && (isNoticed || (loss !== null && !Number.isFinite(loss)))
  })
  /** What is drawn, outside of Svelte's state. */
  readonly live = new Live()

  /** Hears that the run goes elsewhere: whoever looks into an iteration has to stop. */
  moved: () => void = () => undefined

  readonly #client: EngineClient
  #revision = 0
  /** When the numbers were last told. */
  #told = -Infinity
  /** The graph as the engine will have it. */
  #graph: Graph = emptyGraph
  /** The graph as the engine has it. */
  #sent: Graph = emptyGraph
  #unsent: { readonly graph: Graph; readonly frame: number } | null = null

  constructor(lost: (reason: string, from: number | null) => void, inPage: () => void) {
    this.#client = new EngineClient({
      compiled: ({ problems, shapes }) => {
        this.judged = this.#sent
        this.busy = null
        this.problems = problems
        this.shapes = shapes
      },
      frame: (frame) => this.#show(frame),
      busy: (busy) => {
        this.busy = busy
      },
      lost: (reason, from) => {
        this.#stand()
        lost(reason, from)
      },
      inPage: () => {
        this.inPage = true
        inPage()
      },
    })
  }

  /** A document from its start. Nothing runs. */
  open(graph: Graph): void {
    this.moved()
    this.#forget()
    this.#stand()
    this.iteration = this.first = this.reached = 0
    this.loss = null
    this.problems = []
    this.shapes = noShapes
    this.#graph = this.#sent = this.judged = graph
    this.#client.open(++this.#revision, graph)
  }

  /** The same document, changed: sent once per animation frame, or at once where nothing is drawn. */
  edit(graph: Graph): void {
    if (computesTheSame(graph, this.#graph)) return
    this.moved()
    this.#graph = graph
    this.#forget()
    if (document.visibilityState === 'hidden') return this.#send(graph)
    this.#unsent = { graph, frame: requestAnimationFrame(() => this.#flush()) }
  }

  /** Runs until so many iterations are done. */
  start(until: number | null): void {
    this.moved()
    this.#flush()
    this.running = true
    this.stopped = null
    this.#client.run(until)
  }

  pause(): void {
    this.#flush()
    this.running = false
    this.busy = null
    this.#client.pause()
  }

  step(): void {
    this.moved()
    this.#flush()
    this.#client.step()
  }

  reset(): void {
    this.moved()
    this.#flush()
    this.running = false
    this.#client.reset()
  }

  seek(iteration: number): void {
    this.moved()
    this.#flush()
    this.#client.seek(iteration)
  }

  look(outputs: readonly string[], pictures: readonly string[], slopes: string | null = null): void {
    this.#client.look(outputs, pictures, slopes)
  }

  /** Has loaded what it takes to look closely. */
  prepare(): void {
    this.#client.prepare()
  }

  /** The iteration that is shown, taken apart. */
  dissect(): Promise<Anatomy | null> {
    this.#flush()
    return this.#client.dissect()
  }

  /** How a cell of what is shown came about. */
  explain(address: Address, loss: string, place: Place): Promise<Explained | null> {
    this.#flush()
    return this.#client.explain(address, loss, place)
  }

  /** A graph with one of its blocks opened. */
  unfold(graph: Graph, node: string): Promise<Unfolded | null> {
    return this.#client.unfold(graph, node)
  }

  /** By which another run knows whether it arrived at the same state. */
  digest(iteration: number): Promise<Digest | null> {
    this.#flush()
    return this.#client.digest(iteration)
  }

  #forget(): void {
    if (this.#unsent) cancelAnimationFrame(this.#unsent.frame)
    this.#unsent = null
  }

  #flush(): void {
    const graph = this.#unsent?.graph
    this.#forget()
    if (graph) this.#send(graph)
  }

  #send(graph: Graph): void {
    this.#sent = graph
    this.#client.edit(++this.#revision, graph)
  }

  #stand(): void {
    this.running = false
    this.busy = null
    this.speed = null
    this.stopped = null
  }

  #show(frame: Frame): void {
    this.running = frame.running
    this.busy = null
    this.executor = frame.executor
    this.stopped = frame.stopped
    if (frame.losses.join() !== this.losses.join()) this.losses = frame.losses
    if (!frame.running || performance.now() - this.#told >= readable) this.#tell(frame)
    this.live.publish({ ...frame, kept: frame.kept ?? this.live.current.kept })
  }

  #tell({ iteration, first, reached, speed, loss }: Frame): void {
    this.iteration = iteration
    this.first = first
    this.reached = reached
    this.speed = speed
    this.loss = loss
    this.#told = performance.now()
  }
}
