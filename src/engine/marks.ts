// Marks: the places that matter in a row of values.

/** The places of the lowest and the highest finite value, and of the first two values that are not finite. */
export class Marks {
  low = -1
  high = -1
  odd = -1
  secondOdd = -1
  lowest = Infinity
  highest = -Infinity

  /** Forgets everything. */
  clear(): void {
    this.low = this.high = this.odd = this.secondOdd = -1
    this.lowest = Infinity
    this.highest = -Infinity
  }

  /** Goes on with the values of some places; of equal values the first counts. */
  scan(values: Float32Array, left: number, right: number): void {
    let { low, high, lowest, highest } = this
    for (let index = left; index < right; index += 1) {
      const value = values[index] ?? NaN
      if (value - value !== 0) this.#keepOdd(index)
      else {
        if (value < lowest) {
          low = index
          lowest = value
        }
        if (value > highest) {
          high = index
          highest = value
        }
      }
    }
    this.low = low
    this.high = high
    this.lowest = lowest
    this.highest = highest
  }

  #keepOdd(place: number): void {
    if (this.odd < 0) this.odd = place
    else if (this.secondOdd < 0) this.secondOdd = place
  }
}
