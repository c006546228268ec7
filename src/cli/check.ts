// Check: everything that is wrong with graph files, shapes included, without running them.
import { compile } from '../engine/compile.ts'
import type { Problem } from '../graph/problem.ts'
import { library } from '../library.ts'
import type { Given } from './command.ts'
import { exits, Refusal, type Exit } from './refusal.ts'
import { plainProblem, problemLine } from './show-problems.ts'
import { isError, loadFile, nameOf } from './source.ts'
import { coloursOf, print, visible, visibleJson, type Colours } from './terminal.ts'

interface Verdict {
  readonly file: string
  readonly nodes: number
  readonly wires: number
  readonly problems: readonly Problem[]
}

async function judge(file: string): Promise<Verdict> {
  try {
    const { graph, problems } = await loadFile(file)
    if (!graph) return { file, nodes: 0, wires: 0, problems }
    const found = compile(graph, library).problems
    return { file, nodes: graph.nodes.length, wires: graph.wires.length, problems: [...problems, ...found] }
  } catch (thrown) {
    if (thrown instanceof Refusal) return { file, nodes: 0, wires: 0, problems: thrown.problems }
    throw thrown
  }
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

function shown({ file, nodes, wires, problems }: Verdict, colours: Colours): string {
  const name = nameOf(file)
  if (problems.length > 0) return problems.map((each) => problemLine(each, name, colours)).join('')
  return `${visible(name)}: ${colours.green('fine')}, ${counted(nodes, 'node')}, ${counted(wires, 'wire')}\n`
}

export async function check({ operands, switches }: Given): Promise<Exit> {
  const isJson = switches.has('json')
  const colours = coloursOf(process.stdout)
  const verdicts: Verdict[] = []
  for (const file of operands) {
    const verdict = await judge(file)
    verdicts.push(verdict)
    if (!isJson) print(shown(verdict, colours))
  }
  const all = verdicts.flatMap(({ problems }) => problems)
  if (isJson) {
    const files = verdicts.map(({ problems, ...rest }) => ({ ...rest, errors: problems.map(plainProblem) }))
    print(`${visibleJson(JSON.stringify({ errors: all.map(plainProblem), files }))}\n`)
  }
  return all.some(isError) ? exits.refused : exits.done
}
