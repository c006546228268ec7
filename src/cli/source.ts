// Sources: a graph file, or standard input, as a graph.
import { readFile } from 'node:fs/promises'
import type { Graph } from '../graph/document.ts'
import { load, type Loaded } from '../graph/load.ts'
import { maxBytes } from '../graph/limits.ts'
import { problem, type Problem } from '../graph/problem.ts'
import { Refusal } from './refusal.ts'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
}

/** The system's reason in words. */
export function reasonOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  return reasons[code] ?? (thrown instanceof Error ? thrown.message : String(thrown))
}

/** Reads no more than is needed to see that it is too much. */
async function readInput(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of process.stdin as AsyncIterable<Uint8Array>) {
    pieces.push(piece) // bytes, as no encoding is set
    bytes += piece.length
    if (bytes > maxBytes) break
  }
  return Buffer.concat(pieces)
}

/** What people call a file: standard input has no name. */
export const nameOf = (file: string): string => (file === '-' ? 'standard input' : file)

export async function loadFile(file: string): Promise<Loaded> {
  try {
    return load(file === '-' ? await readInput() : await readFile(file))
  } catch (thrown) {
    const wrong = `it cannot be read: ${reasonOf(thrown)}`
    const what = { code: 'BAD_VALUE', wrong, right: 'name a graph file that exists' } as const
    throw new Refusal([problem({ path: nameOf(file) }, what)], nameOf(file))
  }
}

export const isError = ({ severity }: Problem): boolean => severity === 'error'

/** The graph of a file that can be opened; warnings about the file go along. */
export async function openGraph(
  file: string,
): Promise<{ readonly graph: Graph; readonly warnings: readonly Problem[] }> {
  const { graph, problems } = await loadFile(file)
  if (!graph || problems.some(isError)) throw new Refusal(problems, nameOf(file))
  return { graph, warnings: problems }
}
