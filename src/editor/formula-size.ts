// How much room a formula takes, judged by its source: KaTeX arrives later, and nothing may jump when it does.

/** Type size of formulas on nodes, in pixels. */
export const formulaType = 15

/** What stands for nothing that is seen. */
const unseen =
  /\\(?:operatorname|text|textstyle|displaystyle|left|right|mathrm|mathbf|hat|bar|tilde|vec)\b|\\[;,!:]|[{}]/g
const wide = /\\(?:sum|prod|int|leftarrow|rightarrow|infty|max|min|sqrt)/g
const command = /\\[A-Za-z]+/g

/** Everything that stands above or below something else makes a formula taller. */
const isTall = (tex: string): boolean =>
  /\\frac|\\(?:max|min)_|\\begin/.test(tex) || /(?<!\\textstyle)\\sum_/.test(tex)

/** Of a fraction and of the cases of a brace, only the wider part counts. */
const flattened = (tex: string): string =>
  tex
    .replace(
      /\\begin\{cases\}(.*?)\\end\{cases\}/g,
      (_, cases: string) => `{ ${longest(cases.split('\\\\'))} `,
    )
    .replace(
      /\\frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}/g,
      (_, over: string, under: string) => longest([over, under]),
    )

const longest = (parts: readonly string[]): string =>
  parts.reduce((a, b) => (emsOf(b) > emsOf(a) ? b : a), '')

/** Ems of a line: letters at full size, indices and powers at seven tenths, signs with the space around them. */
function emsOf(tex: string): number {
  let ems = 0
  const spaced = tex
    .replace(/\\quad/g, '   ')
    .replace(unseen, (each) => (each === '{' || each === '}' ? each : ''))
  const small = spaced.replace(/[_^](\{[^{}]*\}|\\?[A-Za-z0-9]+?)/g, (_, part: string) => {
    ems += 0.42 * [...part.replace(command, 'x').replace(/[{}\\ ]/g, '')].length
    return ''
  })
  const letters = small.replace(wide, 'MM').replace(command, 'M')
  for (const each of letters.replace(/[{}]/g, '')) {
    if (each === ' ') ems += 0.12
    else if (/[=+\-<>·×]/.test(each)) ems += 1.2
    else if (/[A-Z]/.test(each)) ems += 0.78
    else ems += /[(),.|/]/.test(each) ? 0.42 : 0.55
  }
  return ems
}

/** The room for a formula in pixels, at the type size of nodes. */
export const formulaSize = (tex: string): { readonly width: number; readonly height: number } => ({
  width: Math.ceil(emsOf(flattened(tex)) * formulaType),
  height: isTall(tex) ? 48 : 24,
})
