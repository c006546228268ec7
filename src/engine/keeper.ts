// The keeper: pictures kept every so many iterations, as nodes ask for them.
import type { Numbers } from '../numeric/matrix.ts'
import type { Kept } from '../picture.ts'
import { finish, type Gradual } from './gradual.ts'
import type { Plan } from './plan.ts'
import type { Step } from './planned.ts'
import { reads, type Value } from './program.ts'

/** So many pictures of a node are kept; of a longer run every second one goes, and from then on half as many come. */
const most = 96

interface Post {
  readonly node: string
  /** As the node asks for it. */
  readonly asked: number
  /** As it is done: in a long run a multiple of that. */
  every: number
  readonly value: Value
  readonly steps: readonly Step[]
}

/** A picture, and the loss of its iteration as soon as it is known. */
type Picture = Omit<Kept, 'loss'> & { loss: number | null }

export class Keeper {
  readonly #kept = new Map<string, Picture[]>()
  #plan: Plan
  #posts: readonly Post[]
  /** Whether a picture takes long to compute: then it is kept gradually. */
  isLong: boolean
  /** Another object whenever something has changed. */
  state: object = {}

  constructor(plan: Plan) {
    this.#plan = plan
    this.#posts = posts(plan)
    this.isLong = this.#takesLong()
  }

  #takesLong(): boolean {
    return this.#posts.some(({ steps }) => this.#plan.isLong(steps))
  }

  /** Goes on with another plan; what was kept stays for nodes that still keep. */
  adopt(plan: Plan): void {
    if (firstLoss(plan) !== firstLoss(this.#plan))
      for (const kept of this.#kept.values()) for (const picture of kept) picture.loss = null
    this.#plan = plan
    const before = new Map(this.#posts.map((post) => [post.node, post]))
    this.#posts = posts(plan)
    for (const post of this.#posts) {
      const { asked, every } = before.get(post.node) ?? post
      if (asked === post.asked) post.every = every
    }
    this.isLong = this.#takesLong()
    this.state = {}
    const keeping = new Set(this.#posts.map(({ node }) => node))
    for (const node of this.#kept.keys()) if (!keeping.has(node)) this.#kept.delete(node)
  }

  /** After how many iterations the next picture is due, from this one on. */
  get due(): number {
    const { iteration } = this.#plan.context
    return Math.min(...this.#posts.map(({ every }) => every - (iteration % every)))
  }

  /** Keeps what is due at the state of this iteration. */
  keep(): void {
    if (this.#posts.length > 0) finish(this.keepGradually())
  }

  *keepGradually(): Gradual {
    const { iteration } = this.#plan.context
    for (const post of this.#posts) {
      const { node, every, value, steps } = post
      if (iteration % every !== 0) continue
      const kept = this.#kept.get(node) ?? []
      if ((kept.at(-1)?.iteration ?? -1) >= iteration) continue
      yield* this.#plan.workbench.compute(steps)
      this.#kept.set(node, kept)
      this.state = {}
      const matrix = this.#plan.buffers.get(value)
      if (matrix) kept.push({ iteration, loss: null, matrix: { ...matrix, data: matrix.data.slice() } })
      if (kept.length <= most) continue
      post.every *= 2
      this.#kept.set(
        node,
        kept.filter((picture) => picture.iteration % post.every === 0),
      )
    }
  }

  /** Remembers the loss of an iteration where a picture was kept: the recorder may not know it for good. */
  note(iteration: number, loss: Numbers): void {
    for (const { node, every } of this.#posts) {
      if (iteration % every !== 0) continue
      const picture = this.#kept.get(node)?.at(-1)
      if (picture?.iteration !== iteration) continue
      picture.loss = loss[0] ?? null
      this.state = {}
    }
  }

  /** Forgets pictures after an iteration. */
  cut(iteration: number): void {
    this.state = {}
    for (const kept of this.#kept.values()) while ((kept.at(-1)?.iteration ?? -1) > iteration) kept.pop()
  }

  /** By node; the loss of each iteration is looked up, and where that fails it is the one that was noted. */
  all(loss: (iteration: number) => number | null): Map<string, Kept[]> {
    return new Map(
      [...this.#kept].map(([node, kept]) => [
        node,
        kept.map((each) => ({ ...each, loss: loss(each.iteration) ?? each.loss })),
      ]),
    )
  }
}

function firstLoss({ program }: Plan): string | null {
  const [first] = program.recordings
  return first ? `${first.plot} ${first.from}` : null
}

function posts(plan: Plan): Post[] {
  return plan.program.operations.flatMap((operation) => {
    const every = operation.kind.definition.keeps?.(operation.params) ?? 0
    const [value] = every > 0 ? reads(operation) : []
    if (!value) return []
    return [{ node: operation.node, asked: every, every, value, steps: plan.stepsFor([value]) }]
  })
}
