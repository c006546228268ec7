// How series are told apart: Okabe and Ito's colours, darkened or lightened to be read on the ground, and dashes.
interface Style {
  readonly light: string
  readonly dark: string
  /** Lengths in pixels of strokes and gaps. */
  readonly dash: readonly number[]
}

const styles: readonly Style[] = [
  { light: '#0072b2', dark: '#56b4e9', dash: [] },
  { light: '#d55e00', dark: '#ff8f4a', dash: [7, 3] },
  { light: '#008a63', dark: '#2fc99a', dash: [2, 3] },
  { light: '#b0508a', dark: '#e39cc5', dash: [9, 3, 2, 3] },
  { light: '#8a6d00', dark: '#e6c229', dash: [4, 2] },
  { light: '#1f1f1f', dark: '#f0f0f0', dash: [12, 4] },
  { light: '#2d86bf', dark: '#9fd4f5', dash: [2, 2, 6, 2] },
]

/** The colour and dashes of the series at an index; from the eighth on, dashes go with other colours. */
export function seriesStyle(
  index: number,
  dark: boolean,
): { readonly colour: string; readonly dash: readonly number[] } {
  const style = styles[index % styles.length]
  const dashes = styles[(index + Math.floor(index / styles.length)) % styles.length]
  return { colour: (dark ? style?.dark : style?.light) ?? '', dash: dashes?.dash ?? [] }
}

export const seriesStyles = styles.length
