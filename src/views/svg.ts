// SVG as text, for pictures that leave the page: elements and attributes are ours, and everything else is escaped.

/** An element with what is in it. Made by `element` and `words` alone, so that no text is ever taken for markup. */
export interface Markup {
  readonly markup: string
}

export type Attributes = Readonly<Record<string, string | number | null>>

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // Readers of XML would make a new line of it.
  '\r': '&#13;',
}

/** What XML cannot hold, however it is written, and what would turn the direction of all that follows. */
const unfit =
  // eslint-disable-next-line no-control-regex -- those are what is looked for
  /[\0-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const escaped = (text: string): string => text.replace(/[&<>"'\r]/g, (each) => escapes[each] ?? each)

/** Tenths of a pixel are fine enough. What is no number lies at 0. */
export const tenth = (x: number): number => (Number.isFinite(x) ? Math.round(x * 10) / 10 : 0)

const valueOf = (value: string | number): string =>
  typeof value === 'number' ? String(tenth(value)) : escaped(value.replace(unfit, '\ufffd'))

/** Attributes that are null are left out. */
export function element(name: string, attributes: Attributes, ...content: readonly Markup[]): Markup {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [` ${key}="${valueOf(value)}"`],
  )
  const start = `<${name}${given.join('')}`
  const inside = content.map(({ markup }) => markup).join('')
  return { markup: inside === '' ? `${start}/>` : `${start}>${inside}</${name}>` }
}

/** Text to be read. */
export const words = (text: string): Markup => ({ markup: escaped(text.replace(unfit, '\ufffd')) })

/** Text of which every character counts: it must be fit for XML. */
export const verbatim = (text: string): Markup => ({ markup: escaped(text) })
