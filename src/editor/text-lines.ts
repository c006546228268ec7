// Text in lines of a width, where no browser breaks them.
import { textWidth } from './text-width.ts'

type Weight = 'normal' | 'bold'

/** As much of a text as fits, with … for the rest. */
export function fitted(text: string, width: number, size: number, weight: Weight = 'normal'): string {
  // Nobody reads more of it in a line; measuring it all would take as long as it is.
  const start = [...text.slice(0, 1000)]
  if (start.length === text.length && textWidth(text, size, weight) <= width) return text
  let kept = ''
  for (const letter of start) {
    if (textWidth(`${kept}${letter}…`, size, weight) > width) break
    kept += letter
  }
  return kept.length === text.length ? text : `${kept}…`
}

/** At most so many lines, broken between words; the last one ends with … where there is more. */
export function wrapped(
  text: string,
  width: number,
  size: number,
  most: number,
  weight: Weight = 'normal',
): readonly string[] {
  const lines: string[] = []
  let open = text.split('\n').flatMap((part) => [...part.split(/\s+/).filter(Boolean), '\n'])
  while (open.length > 0 && lines.length < most) {
    let [line = ''] = open
    let used = 1
    if (line === '\n') line = ''
    else
      for (; used < open.length && open[used] !== '\n'; used += 1) {
        const longer = `${line} ${open[used] ?? ''}`
        if (textWidth(longer, size, weight) > width) break
        line = longer
      }
    if (line !== '' && open[used] === '\n') used += 1
    open = open.slice(used)
    const isLast = lines.length === most - 1 && open.length > 0
    lines.push(fitted(isLast ? `${line} ${open.slice(0, 50).join(' ')}` : line, width, size, weight))
  }
  return lines.length > 0 ? lines : ['']
}
