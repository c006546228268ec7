// All nodes, found by their files. The only file that sees nodes/.
import type { Library, NodeDefinition, NodeKind } from './node.ts'

const files = import.meta.glob<NodeDefinition>('../nodes/*/*.ts', { eager: true, import: 'default' })

function kind([path, definition]: [string, NodeDefinition]): NodeKind {
  const [shelf = '', file = ''] = path.split('/').slice(-2)
  return { type: file.replace(/\.ts$/, ''), shelf, definition }
}

/** Every kind of node, by its type: the name of its file. */
export const library: Library = new Map(
  Object.entries(files)
    .map(kind)
    .map((each) => [each.type, each]),
)
