// The light colours of the page for pictures that leave it, and text in them. theme.css says the same to the page.
import { type Attributes, type Markup, element, words } from './svg.ts'

export const light = {
  ground: '#f6f6f4',
  surface: '#ffffff',
  line: '#e1e1dc',
  lineStrong: '#8a8a85',
  ink: '#1d2125',
  inkSoft: '#474d54',
  inkFaint: '#656b73',
  accent: '#7440b5',
  accentSoft: '#f1eafa',
  value: '#0068a5',
  valueSoft: '#e3f0f8',
  gradient: '#ad4900',
  gradientSoft: '#fcebdd',
  memory: '#00754f',
  memorySoft: '#dff3ea',
  error: '#b3261e',
  errorSoft: '#fbe7e5',
  warningSoft: '#fbf1d6',
} as const

/** Whatever the machine has: a picture brings no fonts along. */
export const sans =
  'system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, sans-serif'

/** A line of text, by its base line. */
export const line = (x: number, y: number, text: string, attributes: Attributes = {}): Markup =>
  element('text', { x, y, fill: light.ink, 'font-size': 12, ...attributes }, words(text))
