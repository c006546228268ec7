// Where nodes and their ports lie for the wires that pass them.
import type { Point } from '../graph/document.ts'
import type { Socket, Spot } from './ground.ts'
import { type Face, socketAt } from './layout.ts'
import type { Port, Ports, Side } from './ports.ts'

const outwards = { input: -1, output: 1 } as const

export function socketOf(
  node: string,
  at: Point,
  face: Face,
  ports: Ports,
  side: Side,
  port: string,
): Socket {
  const [x, y] = socketAt(face, ports, side, port)
  return { node, key: `${side} ${node}.${port}`, at: [at[0] + x, at[1] + y], outwards: outwards[side] }
}

export function spotOf(node: string, at: Point, face: Face, ports: Ports): Spot {
  const { width, height } = face
  const sockets = [...ports.inputs, ...ports.outputs].map(({ side, name }: Port) =>
    socketOf(node, at, face, ports, side, name),
  )
  return { id: node, box: { x: at[0], y: at[1], width, height }, sockets }
}

/** The grid that moved nodes snap to, in pixels. */
export const grid = 16
export const onGrid = (place: number): number => Math.round(place / grid) * grid
