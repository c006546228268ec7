// Blocks that are opened fold again: the same wires, the same bits; and where the inside was changed they say so.
import { expect, test } from 'vitest'
import { compile } from '../../src/engine/compile.ts'
import { Session } from '../../src/engine/session.ts'
import { unfold } from '../../src/engine/unfold.ts'
import { foldableFrame } from '../../src/graph/blocks.ts'
import { type Graph, wireKey } from '../../src/graph/document.ts'
import { connect, disconnect, removeNodes, setParam } from '../../src/graph/edits.ts'
import { enframe, fold } from '../../src/graph/fold.ts'
import { load } from '../../src/graph/load.ts'
import { save } from '../../src/graph/save.ts'
import { library } from '../../src/library.ts'
import { descent } from './building.ts'

function lossesOf(graph: Graph): Float32Array | undefined {
  const session = new Session(compile(graph, library))
  session.run(2000)
  return session.series[0]?.values.slice()
}

function opened(graph: Graph, id: string): Graph {
  const found = unfold(graph, library, id)
  if ('problem' in found) throw new Error(found.problem.message)
  return enframe(graph, found.graph, (block) => ({ title: block.id })).graph
}

const frameOf = (graph: Graph, title: string) => graph.frames.find((frame) => frame.title === title)?.id ?? ''
function closed(graph: Graph, title: string): Graph {
  const found = fold(graph, frameOf(graph, title))
  if ('why' in found) throw new Error(found.why)
  return found.graph
}
const why = (graph: Graph, title: string) => {
  const found = fold(graph, frameOf(graph, title))
  return 'why' in found ? found.why : null
}
const keys = ({ wires }: Graph) => wires.map(wireKey).toSorted()

test.each(['mse', 'sgd', 'backward'])('%s: unfold, fold, unfold, to the same bits', (id) => {
  const graph = descent()
  const losses = lossesOf(graph)
  // What is kept in the file is enough.
  const once = load(save(opened(graph, id))).graph ?? graph
  const back = once.frames.toReversed().reduce((next, { title }) => closed(next, title), once)
  expect(back.frames).toEqual([])
  expect(keys(back)).toEqual(keys(graph))
  expect(back.nodes.map(({ id: name, type, params }) => [name, type, params]).toSorted()).toEqual(
    graph.nodes.map(({ id: name, type, params }) => [name, type, params]).toSorted(),
  )
  for (const each of [once, back, opened(back, id)]) expect(lossesOf(each)).toEqual(losses)
})

test('all at once, and back one after the other', () => {
  const graph = descent()
  const all = opened(opened(graph, 'backward'), 'sgd')
  expect(all.frames.map(({ title }) => title).toSorted()).toEqual(['backward', 'mse', 'sgd'])
  // A gradient reads what is inside of the loss: that stays open as long as it does.
  expect(why(all, 'mse')).toMatch(/leads out, which the block does not give/)
  expect(keys(['backward', 'mse', 'sgd'].reduce(closed, all))).toEqual(keys(graph))
})

test('the frame of a block is found from its parts', () => {
  const graph = opened(descent(), 'mse')
  const parts = new Set(graph.frames[0]?.around)
  expect(foldableFrame(graph, parts)).toBe(frameOf(graph, 'mse'))
  expect(foldableFrame(graph, new Set(['matmul']))).toBe(null)
})

test('what was changed inside is not folded away', () => {
  const graph = opened(descent(), 'sgd')
  const [scale = ''] = graph.nodes.map(({ id }) => id).filter((id) => id.startsWith('sgd_scale'))
  expect(why(setParam(graph, scale, 'factor', 0.25), 'sgd')).toBe('what is inside was changed')
  expect(why(removeNodes(graph, [scale]), 'sgd')).toBe('what is inside was changed')
})

test('what comes in may come from elsewhere meanwhile', () => {
  const graph = opened(descent(), 'mse')
  const into = graph.wires.find(({ from, to }) => from.node === 'identity' && to.node.startsWith('mse_'))
  if (!into) throw new Error('the target leads nowhere')
  const other = connect(disconnect(graph, into), library, { node: 'M', port: 'out' }, into.to)
  if ('problem' in other) throw new Error('M cannot be the target')
  expect(keys(closed(other.graph, 'mse'))).toContain('M.out>mse.target')
})
