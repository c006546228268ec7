// Typesets formulas with KaTeX, which is loaded when the first one is to be seen.

const load = () =>
  Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(([katex]) => katex.default)
let loading: ReturnType<typeof load> | null = null

/** Puts a formula into an element, scaled down where it is larger than its room. Answers how to stop. */
export function typeset(element: HTMLElement, tex: string, width: number, height: number): () => void {
  let wanted = true
  // Told when the page is laid out anyway: to ask for the size of each formula would lay it out for each.
  const measured = new ResizeObserver(([entry]) => {
    const [size] = entry?.borderBoxSize ?? []
    if (!size || size.inlineSize === 0) return
    measured.disconnect()
    const scale = Math.min(1, width / size.inlineSize, height / size.blockSize)
    element.style.transform = `translate(-50%, -50%) scale(${scale})`
  })
  loading ??= load()
  loading.then(
    (katex) => {
      if (!wanted) return
      const options = { displayMode: true, throwOnError: false, trust: false, strict: false } as const
      katex.render(tex, element, options)
      const inner = element.querySelector('.katex-html')
      if (inner) measured.observe(inner)
    },
    () => {
      // Offline before it was ever loaded: the room stays empty, and the next formula tries again.
      loading = null
    },
  )
  return () => {
    wanted = false
    measured.disconnect()
  }
}
