// Questions: what is asked of the state, answered when there is time, first come, first served.
import type { Gradual } from '../engine/gradual.ts'
import type { Session } from '../engine/session.ts'
import type { Library } from '../node.ts'
import type { Dissector, Sloping } from './dissector.ts'
import { everyOutput } from './frame.ts'
import type { Anatomy, Explain, Explained, FromWorker, ToWorker } from './protocol.ts'
import type { Surroundings } from './surroundings.ts'
import type { Tasks } from './tasks.ts'

export type Question = Extract<ToWorker, { readonly request: number }>

/** Nobody looks at gradients. */
const flat: Sloping = { slopes: new Map(), losses: [] }

const isClose = ({ type }: Question): boolean => type === 'dissect' || type === 'explain' || type === 'unfold'

export class Questions {
  readonly #library: Library
  readonly #around: Surroundings
  readonly #tasks: Tasks
  readonly #ready: () => void
  #asking: Question[] = []
  /** Loaded when somebody looks closely for the first time; undefined where it cannot be. */
  #dissector: Dissector | null | undefined = null
  #isLoading = false

  /** `ready` is called when what was waited for has come. */
  constructor(library: Library, around: Surroundings, tasks: Tasks, ready: () => void) {
    this.#library = library
    this.#around = around
    this.#tasks = tasks
    this.#ready = ready
  }

  ask(question: Question): void {
    this.#asking.push(question)
    if (isClose(question)) this.#load()
  }

  prepare(): void {
    this.#load()
  }

  /** Whether somebody looks closely all the time. */
  lookClosely(isWanted: boolean): void {
    if (isWanted) this.#load()
    else if (!this.#asking.some(isClose)) this.#dissector?.release()
  }

  #load(): void {
    if (this.#dissector || this.#isLoading) return
    this.#isLoading = true
    const loaded = (dissector: Dissector | undefined) => {
      this.#isLoading = false
      this.#dissector = dissector
      this.#ready()
    }
    import('./dissector.ts').then(
      ({ Dissector }) => loaded(new Dissector(this.#library, this.#around.pace)),
      () => loaded(undefined),
    )
  }

  *slopes(session: Session, loss: string | null): Gradual<Sloping> {
    return loss !== null && this.#dissector ? yield* this.#dissector.slopes(session, loss) : flat
  }

  /** Begins to answer the next question, and calls back when it is answered; false if there is none that can be. */
  answerNext(session: Session, then: () => void): boolean {
    const [question] = this.#asking
    if (!question || (isClose(question) && this.#isLoading)) return false
    const { request } = question
    const answer = (message: FromWorker) => {
      this.#asking = this.#asking.filter((each) => each !== question)
      this.#around.post(message, [])
      then()
    }
    switch (question.type) {
      case 'all':
        this.#tasks.begin('looking', session.lookGradually(session.plan.steps), () =>
          answer({ type: 'all', request, iteration: session.iteration, values: everyOutput(session) }),
        )
        return true
      case 'digest':
        this.#tasks.begin('looking', session.digestGradually(question.iteration), (digest) =>
          answer({ type: 'digest', request, digest }),
        )
        return true
      case 'dissect':
        this.#tasks.begin('looking', this.#anatomy(session), (anatomy) =>
          answer({ type: 'anatomy', request, anatomy }),
        )
        return true
      case 'explain':
        this.#tasks.begin('looking', this.#explain(session, question), (explained) =>
          answer({ type: 'explained', request, explained }),
        )
        return true
      case 'unfold':
        answer({
          type: 'unfolded',
          request,
          unfolded: this.#dissector?.unfold(question.graph, question.node) ?? null,
        })
        return true
      default:
        return question satisfies never
    }
  }

  *#explain(session: Session, question: Explain): Gradual<Explained | null> {
    return this.#dissector ? yield* this.#dissector.explain(session, question) : null
  }

  *#anatomy(session: Session): Gradual<Anatomy | null> {
    return this.#dissector ? yield* this.#dissector.anatomy(session) : null
  }
}
