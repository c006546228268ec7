// Typesets the formula of a node, scaled down where it is larger than its room.
import { typeset } from '../prose/typeset.ts'

/** Puts a formula into an element. Answers how to stop. */
export function typesetWithin(element: HTMLElement, tex: string, width: number, height: number): () => void {
  // Told when the page is laid out anyway: to ask for the size of each formula would lay it out for each.
  const measured = new ResizeObserver(([entry]) => {
    const [size] = entry?.borderBoxSize ?? []
    if (!size || size.inlineSize === 0) return
    measured.disconnect()
    const scale = Math.min(1, width / size.inlineSize, height / size.blockSize)
    element.style.transform = `translate(-50%, -50%) scale(${scale})`
  })
  const fit = () => {
    const inner = element.querySelector('.katex-html')
    if (inner) measured.observe(inner)
  }
  const stop = typeset({ element, tex, display: true, named: true, done: fit })
  return () => {
    stop()
    measured.disconnect()
  }
}
