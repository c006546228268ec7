// What the page looks at: pictures of nodes, and numbers of outputs, each for as long as somebody shows them.

export class Gaze {
  readonly #tell: (outputs: readonly string[], pictures: readonly string[]) => void
  readonly #outputs = new Set<readonly string[]>()
  #pictures: readonly string[] = []

  /** `tell` hears of every change. */
  constructor(tell: (outputs: readonly string[], pictures: readonly string[]) => void) {
    this.#tell = tell
  }

  /** The nodes whose pictures are on the screen; left out, those that were. */
  look(pictures = this.#pictures): void {
    this.#pictures = pictures
    this.#tell([...new Set([...this.#outputs].flat())], pictures)
  }

  /** Asks for the numbers of outputs ("id.port"), until the answer is called. */
  lookInto(outputs: readonly string[]): () => void {
    this.#outputs.add(outputs)
    this.look()
    return () => {
      this.#outputs.delete(outputs)
      this.look()
    }
  }
}
