// A run as text for people: the losses, what was watched, what the graph shows, and how it ended.
import { describe } from '../numeric/matrix.ts'
import { lossLines } from './loss-table.ts'
import { matrixLines } from './matrix-text.ts'
import type { Performance } from './perform.ts'
import { visible, type Colours } from './terminal.ts'
import { thousands } from './thousands.ts'
import { wrapped } from './wrap.ts'

/** "Ŷ = W · M (matmul.out)" */
function nameOf({ program }: Performance, id: string, port: string | null): string {
  const title = program.graph.nodes.find((node) => node.id === id)?.title ?? program.titles.get(id) ?? id
  return visible(`${title} (${port === null ? id : `${id}.${port}`})`)
}

function heading(run: Performance, { bold, dim }: Colours): string {
  const { graph, arithmetic } = run.program
  return `${bold(visible(graph.title))}\n${dim(`${thousands(run.iterations)} ${run.iterations === 1 ? 'iteration' : 'iterations'}, ${arithmetic} arithmetic`)}`
}

function watchedBlocks(run: Performance, width: number, { bold }: Colours): string[] {
  return [...run.watched].flatMap(([name, snapshots]) => {
    const [id = '', port = ''] = name.split('.')
    return snapshots.map(({ iteration, matrix }) => {
      const title = `${bold(nameOf(run, id, port))} at iteration ${iteration}, ${describe(matrix)}`
      return [title, ...matrixLines(matrix, width)].join('\n')
    })
  })
}

/** What nodes show of themselves that can be said in text. */
function pictureBlocks(run: Performance, width: number, { bold, green, red }: Colours): string[] {
  const { program, plan } = run
  return program.operations.flatMap((operation) => {
    const picture = operation.kind.definition.picture?.(plan.inputsOf(operation), operation.params)
    const name = bold(nameOf(run, operation.node, null))
    switch (picture?.kind) {
      case 'table':
        return [[name, ...matrixLines(picture.matrix, width, picture.decimals)].join('\n')]
      case 'text': {
        const paint = { good: green, bad: red, plain: (text: string) => text }[picture.tone]
        return [`${name}: ${paint(visible(picture.text))}`]
      }
      case 'heatmap':
      case 'lines':
      case undefined:
        return []
      default:
        return picture satisfies never
    }
  })
}

function shortTime(seconds: number): string {
  if (seconds >= 1) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`
  return `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms`
}

function ending(
  { stopped, iterations, seconds }: Performance,
  compileSeconds: number,
  width: number,
  colours: Colours,
): string {
  const { dim, green, red, yellow } = colours
  const speed =
    seconds > 0 && iterations > 0 ? `, ${thousands(Math.round(iterations / seconds))} iterations/s` : ''
  const time = dim(`${shortTime(seconds)}${speed}; compiled in ${shortTime(compileSeconds)}`)
  if (stopped === null) return `${green('Finished')} in ${time}`
  const paint = stopped.code === 'STOP_BELOW' ? green : stopped.code === 'TIMEOUT' ? yellow : red
  const sentence = wrapped(`Stopped: ${visible(stopped.message)}`, width).join('\n')
  return `${sentence.replace('Stopped', paint('Stopped'))}\n${time}`
}

export function runText(run: Performance, compileSeconds: number, width: number, colours: Colours): string {
  const losses = lossLines(run.series, width, colours).join('\n')
  const blocks = [
    heading(run, colours),
    losses,
    ...watchedBlocks(run, width, colours),
    ...pictureBlocks(run, width, colours),
    ending(run, compileSeconds, width, colours),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}
