// Opens a link as a new document. It runs nothing, and what cannot be opened leaves the open document alone.
import type { Result } from '../../export/link.ts'
import type { Graph } from '../../graph/document.ts'
import type { Studio } from '../state.svelte.ts'

/** What the sender's run of a graph had arrived at. */
export interface Promised extends Result {
  readonly graph: Graph
}

/** Takes the fragment out of the address, so that loading the page again does not open it again. */
export function takeFragment(): string {
  const { hash, pathname, search } = location
  if (hash !== '') history.replaceState(history.state, '', pathname + search)
  return hash
}

/** Answers with what the link says of its sender's run, if it was opened and says so. */
export async function openLink(studio: Studio, fragment: string): Promise<Promised | null> {
  const { readLink } = await import('../../export/link.ts')
  const opened = readLink(fragment)
  if ('code' in opened) {
    studio.failed = { name: 'The link', problems: [opened], content: null }
    return null
  }
  if (!studio.open(opened.file, 'The link')) return null
  return opened.result && { ...opened.result, graph: studio.graph }
}

/** A pasted text as the fragment of a link to a graph; null if it is none. Mail programs break long lines. */
export function fragmentIn(text: string): string | null {
  if (!/^<?https?:\/\/[^#]*#gradloom\./.test(text)) return null
  const whole = text.replace(/\s+/g, '')
  return whole.slice(whole.indexOf('#'))
}
