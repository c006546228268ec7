// A small assembler for WebAssembly: functions as rows of instructions.
import { Bytes } from './bytes.ts'
import { access, bulk, control, laneStore, valueType, type ValueType } from './instructions.ts'

/** The sixteen bytes of a vector. */
const constant = new DataView(new ArrayBuffer(16))
const constantBytes = new Uint8Array(constant.buffer)
const constantWords = new Uint32Array(constant.buffer)

type Access = (typeof access)[keyof typeof access]

/** One function under construction. Every method appends instructions and answers the function, so that calls chain. */
export class Code {
  readonly params: readonly ValueType[]
  readonly results: readonly ValueType[]
  readonly #locals: ValueType[] = []
  readonly #spares = new Map<string, number>()
  readonly #keepsConstants: boolean
  readonly #constants = new Map<string | number, number>()
  /** What runs before the body. */
  readonly #head = new Bytes()
  readonly #body = new Bytes()

  constructor(
    params: readonly ValueType[] = [],
    results: readonly ValueType[] = [],
    { keepsConstants = false } = {},
  ) {
    this.params = params
    this.results = results
    this.#keepsConstants = keepsConstants
  }

  /** How many bytes of instructions there are. */
  get size(): number {
    return this.#body.length
  }

  /** A new local variable, 0 at the start. Parameters come first in the numbering. */
  local(type: ValueType): number {
    return this.params.length + this.#locals.push(type) - 1
  }

  /** A local for the next few instructions: whoever asks for the same type and number gets the same one. */
  spare(type: ValueType, number = 0): number {
    const key = `${type} ${number}`
    const local = this.#spares.get(key) ?? this.local(type)
    this.#spares.set(key, local)
    return local
  }

  /** Instructions without immediates, one after the other. */
  do(...instructions: readonly number[]): this {
    for (const code of instructions) this.#instruction(code)
    return this
  }

  #instruction(code: number): void {
    if (code < 0x100) this.#body.byte(code)
    else {
      this.#body.byte(code >>> 8)
      this.#body.unsigned(code & 0xff)
    }
  }

  #indexed(code: number, index: number): this {
    this.#instruction(code)
    this.#body.unsigned(index)
    return this
  }

  get(local: number): this {
    return this.#indexed(control.localGet, local)
  }
  set(local: number): this {
    return this.#indexed(control.localSet, local)
  }
  tee(local: number): this {
    return this.#indexed(control.localTee, local)
  }
  call(index: number): this {
    return this.#indexed(control.call, index)
  }
  br(depth: number): this {
    return this.#indexed(control.br, depth)
  }
  brIf(depth: number): this {
    return this.#indexed(control.brIf, depth)
  }

  i32(value: number): this {
    this.#instruction(control.i32Const)
    this.#body.signed(value | 0)
    return this
  }
  /** A safe integer. */
  i64(value: number): this {
    this.#instruction(control.i64Const)
    this.#body.signed(value)
    return this
  }
  f32(value: number): this {
    this.#instruction(control.f32Const)
    this.#body.float32(value)
    return this
  }
  f64(value: number): this {
    this.#instruction(control.f64Const)
    this.#body.float64(value)
    return this
  }
  /** Four equal float32 numbers. */
  f32x4(value: number): this {
    for (let lane = 0; lane < 4; lane += 1) constant.setFloat32(4 * lane, value, true)
    return this.#constant()
  }
  /** Two equal float64 numbers. */
  f64x2(value: number): this {
    for (let lane = 0; lane < 2; lane += 1) constant.setFloat64(8 * lane, value, true)
    return this.#constant()
  }
  /** Four 32-bit patterns. */
  bits(...patterns: readonly [number, number, number, number]): this {
    patterns.forEach((bits, lane) => constant.setUint32(4 * lane, bits, true))
    return this.#constant()
  }

  /**
   * Pushes the vector that `constant` holds. V8 builds one out of several instructions wherever it is used, so long
   * code does that once, before its body, and keeps it in a local.
   */
  #constant(): this {
    const [word = 0] = constantWords
    const key = constantWords.every((each) => each === word) ? word : constantWords.join()
    if (!this.#keepsConstants || key === 0) {
      this.#instruction(control.v128Const)
      this.#body.append(constantBytes)
      return this
    }
    const known = this.#constants.get(key) ?? this.local('v128')
    if (!this.#constants.has(key)) {
      this.#constants.set(key, known)
      this.#head.append([control.v128Const >>> 8, control.v128Const & 0xff])
      this.#head.append(constantBytes)
      this.#head.byte(control.localSet)
      this.#head.unsigned(known)
    }
    return this.get(known)
  }

  /** Loads from (or stores to) the address on the stack plus `offset`. Nothing is assumed of the alignment. */
  access([code]: Access, offset = 0): this {
    this.#instruction(code)
    this.#body.byte(0)
    this.#body.unsigned(offset)
    return this
  }
  storeLane([code]: (typeof laneStore)[keyof typeof laneStore], lane: number, offset = 0): this {
    this.#instruction(code)
    this.#body.byte(0)
    this.#body.unsigned(offset)
    this.#body.byte(lane)
    return this
  }
  /** Destination, source, number of bytes → nothing. */
  copyMemory(): this {
    this.#body.append(bulk.copy)
    return this
  }
  /** Destination, value of a byte, number of bytes → nothing. */
  fillMemory(): this {
    this.#body.append(bulk.fill)
    return this
  }

  /** One lane of a vector as a number. */
  extractF32(lane: number): this {
    this.#instruction(control.extractF32)
    this.#body.byte(lane)
    return this
  }
  extractF64(lane: number): this {
    this.#instruction(control.extractF64)
    this.#body.byte(lane)
    return this
  }
  replaceF32(lane: number): this {
    this.#instruction(control.replaceF32)
    this.#body.byte(lane)
    return this
  }
  /** Picks four float32 lanes out of the eight of two vectors. */
  shuffle(...lanes: readonly [number, number, number, number]): this {
    this.#instruction(control.shuffle)
    for (const lane of lanes) for (let byte = 0; byte < 4; byte += 1) this.#body.byte(4 * lane + byte)
    return this
  }

  /** A block that `br` leaves. */
  block(body: () => void): this {
    return this.#nested(control.block, body)
  }
  /** A block that `br` starts again. */
  loop(body: () => void): this {
    return this.#nested(control.loop, body)
  }
  /** Takes an i32 from the stack. */
  if(body: () => void, otherwise?: () => void): this {
    this.#instruction(control.if)
    this.#body.byte(0x40)
    body()
    if (otherwise) {
      this.#instruction(control.else)
      otherwise()
    }
    return this.do(control.end)
  }
  #nested(code: number, body: () => void): this {
    this.#instruction(code)
    this.#body.byte(0x40)
    body()
    return this.do(control.end)
  }

  /** The function as the code section holds it. */
  write(into: Bytes): void {
    const head = new Bytes()
    const runs: { type: ValueType; count: number }[] = []
    for (const type of this.#locals) {
      const last = runs.at(-1)
      if (last?.type === type) last.count += 1
      else runs.push({ type, count: 1 })
    }
    head.unsigned(runs.length)
    for (const { type, count } of runs) {
      head.unsigned(count)
      head.byte(valueType[type])
    }
    into.unsigned(head.length + this.#head.length + this.#body.length + 1)
    into.append(head.view)
    into.append(this.#head.view)
    into.append(this.#body.view)
    into.byte(control.end)
  }
}
