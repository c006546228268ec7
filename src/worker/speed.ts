// Speed: iterations per second over the last half second.
export class Speed {
  #marks: { readonly iteration: number; readonly time: number }[] = []

  note(iteration: number, time: number): void {
    this.#marks.push({ iteration, time })
    while (this.#marks.length > 2 && time - (this.#marks[0]?.time ?? time) > 500) this.#marks.shift()
  }

  get perSecond(): number | null {
    const first = this.#marks[0]
    const last = this.#marks.at(-1)
    if (!first || !last || last.time <= first.time) return null
    return ((last.iteration - first.iteration) / (last.time - first.time)) * 1000
  }
}
