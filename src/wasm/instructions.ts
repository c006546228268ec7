// The instructions of WebAssembly that we use, by type; those with a prefix carry it in their upper byte.

const PREFIX = 0xfd00
const simd = (code: number): number => PREFIX + code

export const valueType = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const
export type ValueType = keyof typeof valueType

export const i32 = {
  eqz: 0x45,
  eq: 0x46,
  ne: 0x47,
  ltS: 0x48,
  add: 0x6a,
  sub: 0x6b,
  mul: 0x6c,
  and: 0x71,
  or: 0x72,
  wrapI64: 0xa7,
} as const

export const i64 = {
  add: 0x7c,
  sub: 0x7d,
  and: 0x83,
  shl: 0x86,
  shrS: 0x87,
  shrU: 0x88,
  reinterpretF64: 0xbd,
  toF64S: 0xb9,
} as const

export const f32 = {
  lt: 0x5d,
  gt: 0x5e,
  abs: 0x8b,
  neg: 0x8c,
  nearest: 0x90,
  sqrt: 0x91,
  add: 0x92,
  sub: 0x93,
  mul: 0x94,
  div: 0x95,
  convertI32S: 0xb2,
  demoteF64: 0xb6,
} as const

export const f64 = {
  eq: 0x61,
  ne: 0x62,
  lt: 0x63,
  gt: 0x64,
  abs: 0x99,
  neg: 0x9a,
  floor: 0x9c,
  sqrt: 0x9f,
  add: 0xa0,
  sub: 0xa1,
  mul: 0xa2,
  div: 0xa3,
  copysign: 0xa6,
  convertI32S: 0xb7,
  promoteF32: 0xbb,
  reinterpretI64: 0xbf,
} as const

export const v128 = {
  not: simd(0x4d),
  and: simd(0x4e),
  andnot: simd(0x4f),
  or: simd(0x50),
  xor: simd(0x51),
  bitselect: simd(0x52),
  anyTrue: simd(0x53),
} as const

export const i32x4 = {
  eq: simd(0x37),
  shl: simd(0xab),
  shrS: simd(0xac),
  sub: simd(0xb1),
  minS: simd(0xb6),
  minU: simd(0xb7),
} as const

export const i64x2 = {
  shl: simd(0xcb),
  shrU: simd(0xcd),
  sub: simd(0xd1),
  add: simd(0xce),
  eq: simd(0xd6),
} as const

export const f32x4 = {
  splat: simd(0x13),
  ne: simd(0x42),
  lt: simd(0x43),
  gt: simd(0x44),
  nearest: simd(0x6a),
  sqrt: simd(0xe3),
  add: simd(0xe4),
  sub: simd(0xe5),
  mul: simd(0xe6),
  div: simd(0xe7),
  demoteF64x2Zero: simd(0x5e),
} as const

export const f64x2 = {
  eq: simd(0x47),
  ne: simd(0x48),
  lt: simd(0x49),
  gt: simd(0x4a),
  abs: simd(0xec),
  neg: simd(0xed),
  sqrt: simd(0xef),
  add: simd(0xf0),
  sub: simd(0xf1),
  mul: simd(0xf2),
  div: simd(0xf3),
  pmin: simd(0xf6),
  pmax: simd(0xf7),
  convertLowI32x4S: simd(0xfe),
  promoteLowF32x4: simd(0x5f),
} as const

/** Control, variables and constants; their immediates are written by `Code`. */
export const control = {
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  return: 0x0f,
  call: 0x10,
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  v128Const: simd(0x0c),
  shuffle: simd(0x0d),
  extractF32: simd(0x1f),
  replaceF32: simd(0x20),
  extractF64: simd(0x21),
} as const

/** Loads and stores with the exponent of their natural alignment. */
export const access = {
  loadF32: [0x2a, 2],
  storeF32: [0x38, 2],
  load: [simd(0x00), 4],
  load32Splat: [simd(0x09), 2],
  load64Splat: [simd(0x0a), 3],
  store: [simd(0x0b), 4],
  load32Zero: [simd(0x5c), 2],
  load64Zero: [simd(0x5d), 3],
} as const

/** Stores of one lane: code, exponent of the alignment. */
export const laneStore = { store32Lane: [simd(0x5a), 2], store64Lane: [simd(0x5b), 3] } as const

/** memory.copy and memory.fill have a prefix of their own. */
export const bulk = { copy: [0xfc, 10, 0, 0], fill: [0xfc, 11, 0] } as const
