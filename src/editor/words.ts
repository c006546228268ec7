// How things on the canvas are called, for people who read them and for those who hear them.
import type { GraphNode } from '../graph/document.ts'
import { isPlaceholderId } from '../graph/read.ts'
import type { NodeDefinition } from '../node.ts'
import { visible } from '../views/visible.ts'

/** The name that a node goes by. */
export const titleOf = (node: GraphNode, definition: NodeDefinition | undefined): string =>
  visible(node.title ?? definition?.title ?? (node.type === '' ? 'Unreadable' : node.type))

/** What is quietly said beside the title: its kind, or its own name where the title is already its kind. */
export function bynameOf(node: GraphNode, definition: NodeDefinition | undefined): string {
  if (isPlaceholderId(node.id)) return ''
  return node.title === undefined ? node.id : (definition?.title ?? visible(node.type))
}

/** "learningRate" as people write it: "learning rate". Single capitals stay. */
export const spaced = (name: string): string =>
  name
    .replace(
      /([a-z0-9])([A-Z])(?=[a-z])/g,
      (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`,
    )
    .replace(/_/g, ' ')

export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`
