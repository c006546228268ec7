// The binary encodings: whole numbers of variable length, floating-point numbers, names.
import { describe, expect, it } from 'vitest'
import { Bytes } from '../../src/wasm/bytes.ts'

const written = (write: (bytes: Bytes) => void): number[] => {
  const bytes = new Bytes()
  write(bytes)
  return [...bytes.view]
}

describe('whole numbers take seven bits a byte', () => {
  it.each([
    [0, [0]],
    [127, [127]],
    [128, [0x80, 1]],
    [624485, [0xe5, 0x8e, 0x26]],
    [2 ** 32 - 1, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('without sign: %d', (value, bytes) => {
    expect(written((to) => to.unsigned(value))).toEqual(bytes)
  })

  it.each([
    [0, [0]],
    [-0, [0]],
    [63, [63]],
    [64, [0xc0, 0]],
    [-1, [0x7f]],
    [-64, [0x40]],
    [-65, [0xbf, 0x7f]],
    [-123456, [0xc0, 0xbb, 0x78]],
    [2 ** 31 - 1, [0xff, 0xff, 0xff, 0xff, 0x07]],
    [-(2 ** 31), [0x80, 0x80, 0x80, 0x80, 0x78]],
    [2 ** 35, [0x80, 0x80, 0x80, 0x80, 0x80, 1]],
    [-(2 ** 53 - 1), [0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x70]],
  ])('with sign: %d', (value, bytes) => {
    expect(written((to) => to.signed(value))).toEqual(bytes)
  })
})

it('writes floating-point numbers with the low byte first', () => {
  expect(written((to) => to.float32(1))).toEqual([0, 0, 0x80, 0x3f])
  expect(written((to) => to.float32(-0))).toEqual([0, 0, 0, 0x80])
  expect(written((to) => to.float64(-2))).toEqual([0, 0, 0, 0, 0, 0, 0, 0xc0])
})

it('writes names behind their length in bytes', () => {
  expect(written((to) => to.text('aᵀ'))).toEqual([4, 0x61, 0xe1, 0xb5, 0x80])
})

it('keeps what it holds while it grows', () => {
  const bytes = new Bytes()
  for (let value = 0; value < 1000; value += 1) bytes.byte(value & 0xff)
  bytes.append(new Uint8Array(5000).fill(7))
  expect(bytes.length).toBe(6000)
  expect(bytes.view.every((byte, at) => byte === (at < 1000 ? at & 0xff : 7))).toBe(true)
})
