// The plane cut into cells, so that what lies near a place is found without asking everything.

/** Places further out than so many cells count as being there. */
const furthest = 2 ** 20
/** What touches more cells than these is everywhere. */
const most = 4096

const within = (index: number): number => Math.min(Math.max(index, -furthest), furthest) + furthest

export class Grid<Cell> {
  readonly #width: number
  readonly #height: number
  readonly #cells = new Map<number, Cell>()
  readonly #empty: () => Cell
  readonly #everywhere: Cell

  /** Cells as high as Infinity make columns of the grid. */
  constructor(width: number, height: number, empty: () => Cell) {
    this.#width = width
    this.#height = height
    this.#empty = empty
    this.#everywhere = empty()
  }

  /** The cells where a thing of this extent is kept. */
  of(left: number, top: number, right: number, bottom: number): Cell[] {
    return this.#covered(left, top, right, bottom) ?? [this.#everywhere]
  }

  /** The cells where everything is kept that touches this rectangle; null if it is too large to look at. */
  near(left: number, top: number, right: number, bottom: number): Cell[] | null {
    const cells = this.#covered(left, top, right, bottom)
    cells?.push(this.#everywhere)
    return cells
  }

  #covered(left: number, top: number, right: number, bottom: number): Cell[] | null {
    const [x1, x2] = [within(Math.floor(left / this.#width)), within(Math.floor(right / this.#width))]
    const [y1, y2] = [within(Math.floor(top / this.#height)), within(Math.floor(bottom / this.#height))]
    if (!((x2 - x1 + 1) * (y2 - y1 + 1) <= most)) return null
    const cells: Cell[] = []
    for (let x = x1; x <= x2; x++) {
      for (let y = y1; y <= y2; y++) {
        const index = x * 4 * furthest + y
        let cell = this.#cells.get(index)
        if (!cell) this.#cells.set(index, (cell = this.#empty()))
        cells.push(cell)
      }
    }
    return cells
  }
}
