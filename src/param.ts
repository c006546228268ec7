// Parameters of nodes: each names its control, its default and what it means.

interface Limits {
  readonly min?: number
  readonly max?: number
  readonly step?: number
}
export interface NumberParam extends Limits {
  readonly control: 'number'
  readonly default: number
  readonly docs: string
  /** 'log' for numbers that are tried by powers of ten, such as a learning rate. */
  readonly scale?: 'linear' | 'log'
}
export interface IntegerParam extends Limits {
  readonly control: 'integer'
  readonly default: number
  readonly docs: string
}
/** A number that may be absent. */
export interface MaybeParam extends Limits {
  readonly control: 'maybe'
  readonly default: null
  readonly docs: string
}
export interface ChoiceParam<T extends string = string> {
  readonly control: 'choice'
  readonly options: readonly T[]
  readonly default: T
  readonly docs: string
}
export interface MatrixParam {
  readonly control: 'matrix'
  readonly default: readonly (readonly number[])[]
  readonly docs: string
}
export interface ListParam {
  readonly control: 'list'
  readonly default: readonly number[]
  readonly docs: string
}
export interface TextParam {
  readonly control: 'text'
  readonly default: string
  readonly docs: string
}
/** A range of values, or "auto". */
export interface RangeParam {
  readonly control: 'range'
  readonly default: 'auto'
  readonly docs: string
}
export type Param =
  NumberParam | IntegerParam | MaybeParam | ChoiceParam | MatrixParam | ListParam | TextParam | RangeParam

export const number = (
  value: number,
  docs: string,
  rest: Limits & { readonly scale?: 'linear' | 'log' } = {},
): NumberParam => ({ control: 'number', default: value, docs, ...rest })
export const integer = (value: number, docs: string, limits: Limits = {}): IntegerParam => ({
  control: 'integer',
  default: value,
  docs,
  ...limits,
})
export const maybe = (docs: string, limits: Limits = {}): MaybeParam => ({
  control: 'maybe',
  default: null,
  docs,
  ...limits,
})
/** The first option is the default. */
export const choice = <const T extends string>(
  options: readonly [T, ...T[]],
  docs: string,
): ChoiceParam<T> => ({
  control: 'choice',
  options,
  default: options[0],
  docs,
})
export const rows = (value: readonly (readonly number[])[], docs: string): MatrixParam => ({
  control: 'matrix',
  default: value,
  docs,
})
export const list = (value: readonly number[], docs: string): ListParam => ({
  control: 'list',
  default: value,
  docs,
})
export const text = (value: string, docs: string): TextParam => ({ control: 'text', default: value, docs })
export const range = (docs: string): RangeParam => ({ control: 'range', default: 'auto', docs })

export type ParamValue<P extends Param = Param> = P extends NumberParam | IntegerParam
  ? number
  : P extends MaybeParam
    ? number | null
    : P extends ChoiceParam<infer T>
      ? T
      : P extends MatrixParam
        ? readonly (readonly number[])[]
        : P extends ListParam
          ? readonly number[]
          : P extends TextParam
            ? string
            : 'auto' | readonly [number, number]
