// ELK in a worker of its own, loaded when it is first asked.
import type { ELK } from 'elkjs/lib/elk-api'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import { type Layouter, tidied } from './tidy.ts'

/** What it is loaded for comes with it. */
export { tidied }

let elk: Promise<ELK> | undefined

async function start(): Promise<ELK> {
  const { default: Elk } = await import('elkjs/lib/elk-api.js')
  return new Elk({ workerFactory: () => new Worker(workerUrl) })
}

/** Lays a graph out; fails where the worker cannot be loaded. */
export const layoutByElk: Layouter = async (graph) => {
  elk ??= start()
  try {
    return await (await elk).layout(graph)
  } catch (thrown) {
    elk = undefined // the next one begins anew
    throw thrown
  }
}
