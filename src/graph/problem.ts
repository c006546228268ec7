// Problems: one shape and one grammar for everything that can be wrong, wherever it is shown.
import type { Json } from './document.ts'

export type Code =
  | 'NOT_JSON'
  | 'NOT_OUR_FORMAT'
  | 'NEWER_VERSION'
  | 'MIGRATION_FAILED'
  | 'LIMIT_EXCEEDED'
  | 'BAD_VALUE'
  | 'DUPLICATE_ID'
  | 'UNKNOWN_TYPE'
  | 'UNKNOWN_PORT'
  | 'DANGLING_WIRE'
  | 'PORT_OCCUPIED'
  | 'INPUT_MISSING'
  | 'LOOP_WITHOUT_MEMORY'
  | 'SHAPE_MISMATCH'
  | 'NOT_SCALAR'
  | 'NO_GRADIENT_PATH'
  | 'SINGULAR'
  | 'ASSERTION_FAILED'
  | 'NON_FINITE'
  | 'MEMORY_LIMIT'
  | 'TIMEOUT'
  | 'LINK_CUT'

/** "where: what is wrong, with the values; what would be right." */
export interface Problem {
  readonly code: Code
  readonly severity: 'error' | 'warning'
  /** The id of the node it belongs to. */
  readonly node: string | null
  readonly title: string | null
  readonly port: string | null
  /** Where in the file: "nodes[3].params.factor". */
  readonly path: string | null
  readonly expected: Json
  readonly got: Json
  readonly message: string
  /** A next step, when there is one beyond the message. */
  readonly hint: string | null
}

/** What a problem is about, for the first part of its sentence. */
interface Where {
  readonly node?: { readonly id: string; readonly title: string } | null
  readonly port?: string | null
  readonly path?: string | null
}

interface What {
  readonly code: Code
  readonly severity?: Problem['severity']
  readonly wrong: string
  readonly right: string
  readonly expected?: Json
  readonly got?: Json
  readonly hint?: string
}

/** Builds a problem and its sentence: "MatMul (matmul): a is 4×3 and b is 4×4; the 3 columns of a must meet as many rows of b." */
export function problem(where: Where, what: What): Problem {
  const place = where.node ? `${where.node.title} (${where.node.id})` : (where.path ?? 'The file')
  return {
    code: what.code,
    severity: what.severity ?? 'error',
    node: where.node?.id ?? null,
    title: where.node?.title ?? null,
    port: where.port ?? null,
    path: where.path ?? null,
    expected: what.expected ?? what.right,
    got: what.got ?? what.wrong,
    message: `${place}: ${what.wrong}; ${what.right}.`,
    hint: what.hint ?? null,
  }
}
