// What a text is made of once it has been read: plain data, whoever draws it.

export type Span =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'struck'; readonly spans: readonly Span[] }
  | { readonly kind: 'link'; readonly to: string; readonly spans: readonly Span[] }
  | { readonly kind: 'formula'; readonly tex: string; readonly display: boolean }
  | { readonly kind: 'break' }

export interface Cell {
  readonly align: 'left' | 'center' | 'right' | null
  readonly spans: readonly Span[]
}

export type Block =
  /** `tight` is a paragraph of a list without empty lines: its text needs no room of its own. */
  | { readonly kind: 'paragraph'; readonly tight: boolean; readonly spans: readonly Span[] }
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  /** A reason tells why the text stands as it was written. */
  | { readonly kind: 'code'; readonly text: string; readonly reason?: string }
  | { readonly kind: 'formula'; readonly tex: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  /** A list with a first number is an ordered one. */
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly head: readonly Cell[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'rule' }
