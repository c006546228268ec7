// What a person has chosen for the window, remembered by this browser: switches that are no part of a document.

const place = (name: string): string => `gradloom:${name}`

function remembered(name: string, usual: boolean): boolean {
  try {
    const found = localStorage.getItem(place(name))
    return found === null ? usual : found === 'on'
  } catch {
    return usual // storage is blocked
  }
}

export class Switch {
  isOn = $state(false)
  readonly #name: string
  readonly #usual: boolean

  constructor(name: string, usual: boolean) {
    this.#name = name
    this.#usual = usual
    this.isOn = remembered(name, usual)
  }

  toggle(): void {
    this.isOn = !this.isOn
    try {
      localStorage.setItem(place(this.#name), this.isOn ? 'on' : 'off')
    } catch {
      // Storage is blocked: it holds for this visit.
    }
  }

  forget(): void {
    this.isOn = this.#usual
    try {
      localStorage.removeItem(place(this.#name))
    } catch {
      // Storage is blocked: there is nothing to forget.
    }
  }
}

export class Choices {
  /** Nodes that are moved come to lie on a grid. */
  readonly snap = new Switch('snap', false)
  readonly minimap = new Switch('minimap', true)
  /** What flows through the wires, and the gradients with respect to it. */
  readonly values = new Switch('values', false)
  readonly gradients = new Switch('gradients', false)
  /** When each node comes, while one walks through an iteration. */
  readonly order = new Switch('order', true)

  forget(): void {
    this.snap.forget()
    this.minimap.forget()
    this.values.forget()
    this.gradients.forget()
    this.order.forget()
  }
}
