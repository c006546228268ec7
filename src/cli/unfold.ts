// Unfold: a graph with one of its blocks opened into the nodes that it stands for.
import { writeFile } from 'node:fs/promises'
import { unfold } from '../engine/unfold.ts'
import { save } from '../graph/save.ts'
import { library } from '../library.ts'
import type { Given } from './command.ts'
import { exits, misused, Refusal, type Exit } from './refusal.ts'
import { nameOf, openGraph, reasonOf } from './source.ts'
import { print, say, visible, visibleJson } from './terminal.ts'

export async function unfoldNode({
  operands: [file = '-', id = ''],
  switches,
  values,
}: Given): Promise<Exit> {
  const { graph } = await openGraph(file)
  const unfolded = unfold(graph, library, id)
  if ('problem' in unfolded) throw new Refusal([unfolded.problem], nameOf(file))
  const text = save(unfolded.graph)
  const [out] = values.get('out') ?? []
  if (out === undefined || out === '-') {
    print(visibleJson(text))
    return exits.done
  }
  try {
    await writeFile(out, text)
  } catch (thrown) {
    throw misused(
      out,
      `it cannot be written: ${reasonOf(thrown)}`,
      'name a file in a folder that exists and can be written to',
    )
  }
  const { added } = unfolded
  if (switches.has('json')) print(`${visibleJson(JSON.stringify({ out, added }))}\n`)
  else say(`${visible(out)}: ${added.length} nodes in place of ${id}\n`)
  return exits.done
}
