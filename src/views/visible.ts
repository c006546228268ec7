// Text that somebody else wrote: characters that would turn what stands around it are shown instead of obeyed.

/** Embeddings, overrides and isolates, and what has no picture. Marks, which a text from right to left may need, stay. */
const turning = /[\u202A-\u202E\u2066-\u2069]|[^\n\t\P{Cc}]/gu

/** The text as it may be drawn: "\u202e" in place of the character. Direction by letters is for `dir="auto"`. */
export const visible = (text: string): string =>
  text.replace(turning, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
