// --set: parameters given on the command line, checked as those of a file are.
import type { Graph, Json } from '../graph/document.ts'
import { setParam } from '../graph/edits.ts'
import { problem } from '../graph/problem.ts'
import { resolve } from '../graph/resolve.ts'
import { didYouMean } from '../graph/words.ts'
import { library } from '../library.ts'
import { misused, Refusal } from './refusal.ts'

const form = 'it must be --set id.param=JSON, such as --set sgd.momentum=0.5'

function readValue(path: string, text: string): Json {
  try {
    return JSON.parse(text) as Json // what JSON.parse answers is Json
  } catch {
    const quoted = `Text needs quotes, and those need others around them: ${path.replace(' ', " '")}=${JSON.stringify(text)}'.`
    if (text === '') throw misused(path, 'the value is missing', form)
    throw misused(path, `${text} is not JSON`, form, quoted)
  }
}

const list = (names: readonly string[]): string =>
  `${names.slice(0, 12).join(', ')}${names.length > 12 ? ' …' : ''}`

function setOne(graph: Graph, argument: string): Graph {
  const equals = argument.indexOf('=')
  const [id = '', param = '', ...more] = argument.slice(0, Math.max(0, equals)).split('.')
  if (equals < 0 || id === '' || param === '' || more.length > 0)
    throw misused('--set', `${argument} names no parameter`, form)
  const path = `--set ${id}.${param}`
  const node = graph.nodes.find((each) => each.id === id && each.raw === undefined)
  if (!node) {
    const ids = graph.nodes.filter(({ raw }) => raw === undefined).map((each) => each.id)
    throw misused(
      path,
      `there is no node ${id}`,
      `the nodes of this graph are ${list(ids)}`,
      didYouMean(id, ids),
    )
  }
  const kind = library.get(node.type)
  if (!kind) return graph
  const named = { id, title: node.title ?? kind.definition.title }
  const names = Object.keys(kind.definition.params)
  const refuse = (wrong: string, right: string, hint: string | null, got: Json) =>
    new Refusal([
      problem(
        { node: named, path },
        { code: 'BAD_VALUE', wrong, right, got, ...(hint !== null && { hint }) },
      ),
    ])
  if (!names.includes(param)) {
    const right =
      names.length > 0 ? `its parameters are ${names.join(', ')}` : 'this kind of node has no parameters'
    throw refuse(`there is no parameter called ${param}`, right, didYouMean(param, names), param)
  }
  const value = readValue(path, argument.slice(equals + 1))
  const [wrong] = resolve(kind.definition, new Map([[param, value]])).problems
  if (wrong) throw refuse(wrong.wrong, wrong.right, wrong.hint, wrong.got)
  return setParam(graph, id, param, value)
}

/** The graph with parameters set: each argument is id.param=JSON. */
export const applySettings = (graph: Graph, given: readonly string[]): Graph => given.reduce(setOne, graph)
