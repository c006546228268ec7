// What a formula may be before it is handed to KaTeX, which would typeset it whatever it costs.

/** Signs of a formula, and what becomes a dozen elements and more: commands, cells, indices, powers. */
export const longest = 600
const mostParts = 120
/** Browsers lay out groups within groups by recursion: at 80 fractions it is felt, at 160 the tab crashes. */
const deepest = 12

/** A formula may use commands, not make any: a definition of a few signs can stand for millions. */
const definition =
  /\\(?:(?:[egx]?def|let|futurelet|global|long)(?![A-Za-z])|(?:re|provide)?newcommand|newenvironment|DeclareMathOperator)/

const openers = new Set(['{', '[', '\\left', '\\begin', '\\begingroup', '\\bgroup'])
const closers = new Set(['}', ']', '\\right', '\\end', '\\endgroup', '\\egroup'])

/** How many parts there are, and how deep groups lie in each other. */
function measure(tex: string): { parts: number; depth: number } {
  let parts = 0
  let depth = 0
  let here = 0
  for (const [part] of tex.matchAll(/\\(?:[A-Za-z]+|[^])|[{}[\]&_^]/g)) {
    if (/^[\\&_^]/.test(part)) parts++
    if (openers.has(part)) depth = Math.max(depth, ++here)
    if (closers.has(part)) here = Math.max(0, here - 1)
  }
  return { parts, depth }
}

/** Why a formula is not typeset, or null. */
export function refusal(tex: string): string | null {
  if (tex.length > longest)
    return `${tex.length.toLocaleString('en')} signs long; at most ${longest.toLocaleString('en')} are typeset`
  if (definition.test(tex)) return 'it defines commands of its own; only those that are there are typeset'
  const { parts, depth } = measure(tex)
  if (depth > deepest) return `nested ${depth} deep; at most ${deepest} are typeset`
  return parts > mostParts
    ? `${parts} commands, cells, indices and powers; at most ${mostParts} are typeset`
    : null
}
