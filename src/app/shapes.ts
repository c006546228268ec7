// What the engine knows of shapes before anything runs, by "id.port".
import type { Compiled } from '../worker/protocol.ts'

export type Shapes = Compiled['shapes']

export const noShapes: Shapes = new Map()
