// What the page looks at: pictures of nodes, and numbers of outputs, each for as long as somebody shows them.

type Tell = (outputs: readonly string[], pictures: readonly string[], slopes: string | null) => void

export class Gaze {
  readonly #tell: Tell
  readonly #outputs = new Set<readonly string[]>()
  #pictures: readonly string[] = []
  #slopes: string | null = null

  /** `tell` hears of every change. */
  constructor(tell: Tell) {
    this.#tell = tell
  }

  /** The nodes whose pictures are on the screen; left out, those that were. */
  look(pictures = this.#pictures): void {
    this.#pictures = pictures
    this.#tell([...new Set([...this.#outputs].flat())], pictures, this.#slopes)
  }

  /** The loss whose gradients are wanted; empty: the first one; null: none. */
  lookAtSlopes(loss: string | null): void {
    this.#slopes = loss
    this.look()
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
