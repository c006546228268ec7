// What a primitive node computes, as plain data: from it the engine makes machine code, to the bits that `run` gives.
import type { Over } from './numeric/reduce.ts'

/** Functions of one number. */
export type Unary =
  'copy' | 'negate' | 'square' | 'sqrt' | 'abs' | 'sign' | 'relu' | 'exp' | 'log' | 'tanh' | 'sigmoid'

/** Functions of one number and a parameter of the node. */
export type Parametric = 'scale' | 'power' | 'round'

/** Functions of two numbers; `gate` is the first where the second is above zero, else 0. */
export type Binary = 'add' | 'subtract' | 'multiply' | 'divide' | 'greater' | 'gate'

/** A kernel, its operands named by the ports of the node. It writes the first output. */
export type Kernel =
  | { readonly does: 'unary'; readonly by: Unary; readonly of: string }
  | { readonly does: 'parametric'; readonly by: Parametric; readonly of: string; readonly param: number }
  | { readonly does: 'binary'; readonly by: Binary; readonly a: string; readonly b: string }
  | { readonly does: 'product'; readonly a: string; readonly b: string }
  | { readonly does: 'transpose'; readonly of: string }
  | { readonly does: 'sum' | 'mean'; readonly of: string; readonly over: Over }
  /** Summed back to the shape of the output. */
  | { readonly does: 'sumTo'; readonly of: string }
  | { readonly does: 'trace' | 'norm'; readonly of: string }
  /** The number of the iteration. */
  | { readonly does: 'time' }
