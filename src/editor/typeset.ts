// Typesets the formula of a node, scaled down where it is larger than its room.
import { typeset } from '../prose/typeset.ts'

/** Puts a formula into an element. Answers how to stop. */
export function typesetWithin(element: HTMLElement, tex: string, width: number, height: number): () => void {
  const fit = () => {
    const inner = element.querySelector<HTMLElement>('.katex-html')
    const scale = Math.min(1, width / (inner?.offsetWidth || 1), height / (inner?.offsetHeight || 1))
    element.style.transform = `translate(-50%, -50%) scale(${scale})`
  }
  return typeset({ element, tex, display: true, done: fit })
}
