// What is seen at a cursor (t, k) of an iteration that is taken apart: pure, from the steps and their numbers.
import type { Walked } from '../../editor/host.ts'
import type { Matrix } from '../../numeric/matrix.ts'
import type { Picture } from '../../picture.ts'
import type { Shown } from '../../views/live.ts'
import { visible } from '../../views/visible.ts'
import type { Anatomy, ToldPart, ToldStep } from '../../worker/protocol.ts'

export interface Cursor {
  readonly anatomy: Anatomy
  /** Steps that are done; the last of them is the current one. */
  readonly done: number
  /** Parts done of the next step, where one has stepped into it: that is the current one then. */
  readonly inside: number | null
}

export const currentOf = ({ anatomy: { steps }, done, inside }: Cursor): ToldStep | null =>
  steps[inside === null ? done - 1 : done] ?? null

export const partOf = (cursor: Cursor): ToldPart | null =>
  cursor.inside === null ? null : (currentOf(cursor)?.parts[cursor.inside - 1] ?? null)

/** What happens there, in words. */
export function sentenceOf(cursor: Cursor): string {
  const { iteration } = cursor.anatomy
  const start =
    iteration === 0
      ? 'Nothing is computed yet'
      : `Iteration ${iteration} begins: the memories have taken in their next values`
  return partOf(cursor)?.sentence ?? currentOf(cursor)?.sentence ?? start
}

/** "iteration 12 · backward 3 of 7 · ∂loss/∂Ŷ" */
export function statusOf(cursor: Cursor): string {
  const { anatomy, inside } = cursor
  const start = `iteration ${anatomy.iteration}`
  const [current, part] = [currentOf(cursor), partOf(cursor)]
  if (!current) return `${start} · before its first step`
  if (part && inside !== null)
    return `${start} · ${current.phase} ${inside} of ${current.parts.length} · ${visible(part.title)}`
  const same = anatomy.steps.filter(({ phase }) => phase === current.phase)
  return `${start} · ${current.phase} ${same.indexOf(current) + 1} of ${same.length} · ${visible(current.title)}`
}

/** What the canvas makes of it. */
export function walkedOf(cursor: Cursor): Walked {
  const { steps } = cursor.anatomy
  const current = currentOf(cursor)
  const reached = new Set(steps.slice(0, cursor.done).map(({ node }) => node))
  if (current) reached.add(current.node)
  const order = new Map<string, readonly number[]>()
  for (const [index, { node }] of steps.entries()) order.set(node, [...(order.get(node) ?? []), index + 1])
  return {
    current: current?.node ?? null,
    phase: current?.phase ?? null,
    pale: new Set(steps.map(({ node }) => node).filter((node) => !reached.has(node))),
    order,
    lit: partOf(cursor)?.of ?? null,
  }
}

type Slopes = NonNullable<Shown['slopes']>

/** The gradients that have arrived: none before the backward pass, within it those that it has come to. */
export function slopesAt(cursor: Cursor, all: Slopes): Slopes {
  const { anatomy, done, inside } = cursor
  const first = anatomy.steps.findIndex(({ phase }) => phase === 'backward')
  if (first < 0 || done > first) return all
  if (done < first || inside === null) return new Map()
  const arrived = new Set(
    currentOf(cursor)
      ?.parts.slice(0, inside)
      .map(({ of }) => of),
  )
  return new Map([...all].filter(([output]) => arrived.has(output)))
}

/** Nodes up to the cursor show this iteration, later ones still the one before. */
export function shownAt(cursor: Cursor): Pick<Shown, 'iteration' | 'values' | 'pictures'> {
  const { anatomy, done } = cursor
  const later = anatomy.steps.slice(done)
  const unsettled = new Set(later.flatMap(({ settles }) => settles))
  const pending = new Set(later.map(({ node }) => node))
  const values = new Map<string, Matrix>()
  for (const [output, value] of anatomy.values) {
    const shown = unsettled.has(output) ? anatomy.before.get(output) : value
    if (shown) values.set(output, shown)
  }
  const pictures = new Map<string, Picture>()
  for (const [node, picture] of anatomy.pictures) {
    const shown = pending.has(node) ? anatomy.picturesBefore.get(node) : picture
    if (shown) pictures.set(node, shown)
  }
  return { iteration: anatomy.iteration, values, pictures }
}
