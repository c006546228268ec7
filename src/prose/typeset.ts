// Typesets formulas with KaTeX, which is loaded when the first one is to be seen: a few milliseconds of them at each frame.
import type katex from 'katex'
import { refusal } from './formula.ts'

type Katex = typeof katex
/** Part of KaTeX that its types leave out: what it would draw, before there are elements. */
interface Node {
  readonly attributes?: Record<string, string>
  readonly children?: readonly Node[]
}
interface Tree extends Node {
  toNode(): HTMLElement
}
interface Inner {
  __renderToDomTree(tex: string, options: object): Tree
}

interface Wish {
  readonly element: HTMLElement
  readonly tex: string
  readonly display: boolean
  /** Its element has a name already: MathML for screen readers is left out. */
  readonly named?: boolean
  /** Told when the formula stands there, or why it does not. */
  readonly done: (reason: string | null) => void
}

/** How long formulas may hold up a frame, in milliseconds. */
const slice = 4

const load = () =>
  Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(([katex]) => katex.default)
let loading: ReturnType<typeof load> | null = null

/** Some signs have a style attribute, which the page's policy blocks. It is put aside and set as the policy allows. */
function elementOf(tree: Tree): HTMLElement {
  const nodes: Node[] = [tree]
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    const { attributes } = node
    if (attributes?.['style'] !== undefined) {
      attributes['data-style'] = attributes['style']
      delete attributes['style']
    }
    nodes.push(...(node.children ?? []))
  }
  const element = tree.toNode()
  for (const each of element.querySelectorAll<HTMLElement | SVGElement>('[data-style]')) {
    each.style.cssText = each.dataset['style'] ?? ''
    each.removeAttribute('data-style')
  }
  return element
}

function fulfil(katex: Katex, { element, tex, display, named = false, done }: Wish): void {
  const options = {
    displayMode: display,
    output: named ? 'html' : 'htmlAndMathml',
    throwOnError: true,
    trust: false,
    strict: 'ignore',
    maxExpand: 500,
    maxSize: 10,
  } as const
  try {
    // Named so by KaTeX, and exported for its own extensions.
    const tree = (katex as unknown as Inner).__renderToDomTree(tex, options)
    element.replaceChildren(elementOf(tree))
  } catch (error) {
    return done(error instanceof katex.ParseError ? error.rawMessage : 'it cannot be typeset')
  }
  done(null)
}

const wishes = new Set<Wish>()
let isAtWork = false

function work(katex: Katex): void {
  const end = performance.now() + slice
  for (const wish of wishes) {
    if (performance.now() >= end) break
    wishes.delete(wish)
    fulfil(katex, wish)
  }
  isAtWork = wishes.size > 0
  if (isAtWork) requestAnimationFrame(() => work(katex))
}

function begin(): void {
  isAtWork = true
  loading ??= load()
  loading.then(work, () => {
    // Offline before it was ever loaded: the sources stay, and the next formula tries again.
    loading = null
    isAtWork = false
    wishes.clear()
  })
}

/** Puts a formula into an element when its turn comes. Answers how to stop. */
export function typeset(wish: Wish): () => void {
  const reason = refusal(wish.tex)
  if (reason !== null) {
    wish.done(reason)
    return () => undefined
  }
  wishes.add(wish)
  if (!isAtWork) begin()
  return () => void wishes.delete(wish)
}
