// Frames: what is looked at, copied out of the session so that it can be handed over.
import type { Program } from '../engine/program.ts'
import type { Session } from '../engine/session.ts'
import type { Matrix, Shape } from '../numeric/matrix.ts'
import type { Kept, Picture } from '../picture.ts'
import type { Frame, Stopped } from './protocol.ts'

/** Columns of pixels that a curve is thinned for. */
export const columns = 320
/** Pictures of one node that are worth sending. */
const mostKept = 48

export interface Wanted {
  readonly revision: number
  readonly running: boolean
  readonly speed: number | null
  readonly stopped: Stopped | null
  readonly outputs: readonly string[]
  readonly pictures: readonly string[]
  readonly slopes: ReadonlyMap<string, Matrix>
  readonly losses: readonly string[]
  /** Whether the pictures that are kept are others than in the frame before. */
  readonly keptAnew: boolean
}

const copy = (matrix: Matrix): Matrix => ({ ...matrix, data: matrix.data.slice() })

const ownPicture = (picture: Picture): Picture =>
  'matrix' in picture ? { ...picture, matrix: copy(picture.matrix) } : picture

export const shapesOf = ({ outputs }: Program): Map<string, Shape> =>
  new Map([...outputs].flatMap(([name, { shape }]): [string, Shape][] => (shape ? [[name, shape]] : [])))

/** What runs: a session, or a lens beside it. */
type Running = Pick<Session, 'plan' | 'program'>

export function everyOutput({ plan, program }: Running): Map<string, Matrix> {
  return new Map(
    [...program.outputs.keys()].flatMap((name): [string, Matrix][] => {
      const found = plan.read(name)
      return found ? [[name, copy(found)]] : []
    }),
  )
}

/** The pictures of the named nodes, or of all. */
export function picturesOf(
  { program, plan }: Running,
  nodes: ReadonlySet<string> | null,
): Map<string, Picture> {
  const found = new Map<string, Picture>()
  for (const operation of program.operations) {
    const { picture } = operation.kind.definition
    if (picture && (nodes === null || nodes.has(operation.key)))
      found.set(operation.key, ownPicture(picture(plan.inputsOf(operation), operation.params)))
  }
  return found
}

/** An even choice with the first and the last. */
function some(kept: readonly Kept[]): readonly Kept[] {
  if (kept.length <= mostKept) return kept
  return Array.from(
    { length: mostKept },
    (_, index) => kept[Math.round((index * (kept.length - 1)) / (mostKept - 1))] ?? [],
  ).flat()
}

export function frameOf(session: Session, wanted: Wanted): { frame: Frame; transfer: ArrayBuffer[] } {
  const values = new Map<string, Matrix>()
  for (const name of wanted.outputs) {
    const found = session.plan.read(name)
    if (found) values.set(name, copy(found))
  }
  const frame: Frame = {
    type: 'frame',
    revision: wanted.revision,
    iteration: session.iteration,
    first: session.first,
    reached: session.reached,
    running: wanted.running,
    executor: session.executor,
    speed: wanted.speed,
    loss: session.loss,
    values,
    slopes: wanted.slopes,
    losses: wanted.losses,
    pictures: picturesOf(session, new Set(wanted.pictures)),
    curves: session.curves(columns),
    kept: wanted.keptAnew ? new Map([...session.kept].map(([node, kept]) => [node, some(kept)])) : null,
    stopped: wanted.stopped,
  }
  return { frame, transfer: buffersIn(frame) }
}

/** Everything that was copied for this frame alone may be handed over instead of copied again. */
function buffersIn({ values, slopes, pictures, curves }: Frame): ArrayBuffer[] {
  const matrices = [...values.values(), ...slopes.values()]
  const buffers: ArrayBufferLike[] = matrices.map(({ data }) => data.buffer)
  for (const picture of pictures.values()) if ('matrix' in picture) buffers.push(picture.matrix.data.buffer)
  for (const plot of curves.values()) for (const { x, y } of plot) buffers.push(x.buffer, y.buffer)
  return buffers.filter((buffer) => buffer instanceof ArrayBuffer)
}
