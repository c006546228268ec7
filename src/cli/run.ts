// Run: a graph from its file to its results.
import { compile } from '../engine/compile.ts'
import type { Program } from '../engine/program.ts'
import { problem, type Problem } from '../graph/problem.ts'
import { didYouMean } from '../graph/words.ts'
import { library } from '../library.ts'
import type { Given } from './command.ts'
import { runJson } from './as-json.ts'
import { runText } from './as-text.ts'
import { isGuarded, runGuarded, tellGuard } from './guard.ts'
import { perform, type Ending } from './perform.ts'
import { progressBar } from './progress.ts'
import { exits, misused, Refusal, type Exit } from './refusal.ts'
import { settingsFrom, timeoutIn } from './settings.ts'
import { problemLine } from './show-problems.ts'
import { isError, nameOf, openGraph } from './source.ts'
import { coloursOf, print, say, visibleJson, widthOf } from './terminal.ts'

function checkWatched({ outputs, graph }: Program, watch: readonly string[]): void {
  for (const name of watch) {
    if (outputs.has(name)) continue
    const [id = '', ...rest] = name.split('.')
    const node = graph.nodes.find((each) => each.id === id)
    const kind = node && library.get(node.type)
    if (!node || !kind || rest.length !== 1) {
      const right = 'it must be id.port, an output of a node of this graph'
      throw misused(
        '--watch',
        `${name === '' ? 'a name' : name} is no output`,
        right,
        didYouMean(name, outputs.keys()),
        'UNKNOWN_PORT',
      )
    }
    const ports = Object.keys(kind.definition.outputs)
    const right = ports.length === 0 ? 'this kind of node has none' : `its outputs are ${ports.join(', ')}`
    const named = { id, title: node.title ?? kind.definition.title }
    const what = {
      code: 'UNKNOWN_PORT',
      wrong: `there is no output called ${rest.join('.')}`,
      right,
    } as const
    throw new Refusal([problem({ node: named, path: '--watch' }, what)])
  }
}

function exitOf(stopped: Ending | null): Exit {
  if (stopped === null || stopped.code === 'STOP_BELOW') return exits.done
  return stopped.code === 'TIMEOUT' ? exits.timedOut : exits.failed
}

/** Warnings belong to people: JSON holds the results and nothing else. */
function warn(problems: readonly Problem[], file: string): void {
  const colours = coloursOf(process.stderr)
  for (const each of problems) say(problemLine(each, file, colours))
}

export async function run(given: Given): Promise<Exit> {
  const [file = '-'] = given.operands
  const isJson = given.switches.has('json')
  const timeout = timeoutIn(given)
  if (timeout !== Infinity && !isGuarded()) return runGuarded(timeout)
  const opened = await openGraph(file)
  const { graph, settings } = settingsFrom(given, opened.graph)
  const start = performance.now()
  const program = compile(graph, library)
  const compileSeconds = (performance.now() - start) / 1000
  const problems = [...opened.warnings, ...program.problems]
  if (problems.some(isError)) throw new Refusal(problems, nameOf(file))
  checkWatched(program, settings.watch)
  if (!isJson) warn(problems, nameOf(file))
  const bar = isJson ? null : progressBar(settings.iterations)
  const performed = perform(program, settings, bar?.show ?? null)
  tellGuard()
  bar?.clear()
  if (isJson) for (const piece of runJson(performed, compileSeconds)) print(visibleJson(piece))
  else print(runText(performed, compileSeconds, widthOf(process.stdout), coloursOf(process.stdout)))
  return exitOf(performed.stopped)
}
