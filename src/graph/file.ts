// The file as a whole: its top-level fields to a graph, and what is wrong with them.
import type { Fields, Graph, Json, RunSettings } from './document.ts'
import { emptyGraph } from './document.ts'
import { type Flaw, type JsonObject, type Reader } from './fields.ts'
import { aCount, aListOf, aNumber, aText, aTitle, anObject, fieldsOf } from './fields.ts'
import { frames, nodes, notes, readList, wires } from './read.ts'
import { shown } from './words.ts'
import { withLiterals, rememberKeys } from './written.ts'

export const format = 'gradloom'
export const currentVersion = 1

const aRounding: Reader<Graph['arithmetic']> = (json) =>
  json === 'separate' || json === 'fused' ? { value: json } : { right: 'it must be "separate" or "fused"' }

const ofFile = {
  title: aTitle,
  about: aText,
  arithmetic: aRounding,
  run: anObject,
  nodes: aListOf('nodes'),
  wires: aListOf('wires'),
  frames: aListOf('frames'),
  notes: aListOf('notes'),
  lesson: anObject,
}

const ofRun = { iterations: aCount, stopBelow: aNumber }

/** The fields of the file that this version knows, in their order. */
export const fileKeys: readonly string[] = ['format', 'version', ...Object.keys(ofFile)]

/** What can be read is taken out of `left`; what cannot stays there, beside the unknown. */
function take<T>(left: Map<string, Json>, key: string, reader: Reader<T>): T | undefined {
  const json = left.get(key)
  if (json === undefined) return undefined
  const read = reader(json)
  if ('right' in read) return undefined
  left.delete(key)
  return read.value
}

function readRun(json: JsonObject | undefined): RunSettings {
  if (!json) return emptyGraph.run
  const extra = taken(json)
  const iterations = take(extra, 'iterations', ofRun.iterations) ?? emptyGraph.run.iterations
  const stopBelow = take(extra, 'stopBelow', ofRun.stopBelow)
  return { iterations, ...(stopBelow !== undefined && { stopBelow }), extra }
}

/** The fields of an object, to be taken out one by one. */
function taken(object: JsonObject): Map<string, Json> {
  const fields = fieldsOf(object)
  const left = withLiterals(fields, new Map(fields))
  rememberKeys(left, [...fields.keys()])
  return left
}

/** A file of the current version as a graph. Top-level fields that cannot be read stay in `extra` under their names. */
export function readGraph(file: JsonObject): Graph {
  const extra = taken(file)
  extra.delete('format')
  if (extra.get('version') === currentVersion) extra.delete('version')
  const lesson = take(extra, 'lesson', ofFile.lesson)
  return {
    title: take(extra, 'title', ofFile.title) ?? emptyGraph.title,
    about: take(extra, 'about', ofFile.about) ?? '',
    arithmetic: take(extra, 'arithmetic', ofFile.arithmetic) ?? emptyGraph.arithmetic,
    run: readRun(take(extra, 'run', ofFile.run)),
    nodes: readList(nodes, take(extra, 'nodes', ofFile.nodes) ?? []),
    wires: readList(wires, take(extra, 'wires', ofFile.wires) ?? []),
    frames: readList(frames, take(extra, 'frames', ofFile.frames) ?? []),
    notes: readList(notes, take(extra, 'notes', ofFile.notes) ?? []),
    ...(lesson && { lesson }),
    extra,
  }
}

function flawsOf(extra: Fields, readers: Readonly<Record<string, Reader<unknown>>>, prefix: string): Flaw[] {
  return Object.entries(readers).flatMap(([key, reader]) => {
    const json = extra.get(key)
    const read = json === undefined ? null : reader(json)
    if (json === undefined || !read || 'value' in read) return []
    return [{ path: `${prefix}${key}`, wrong: `${key} is ${shown(json)}`, right: read.right, got: json }]
  })
}

/** What could not be read at the top of the file. */
export const fileFlaws = ({ extra, run }: Graph): Flaw[] => [
  ...flawsOf(extra, ofFile, ''),
  ...flawsOf(run.extra, ofRun, 'run.'),
]
