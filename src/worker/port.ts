// Ports: where an engine is spoken to, a worker or else the page itself.
import type { ToWorker } from './protocol.ts'

export type Port = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>

export const startWorker = (): Port => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })

/** A port to a host in the page, which is loaded when it is first needed; until then messages wait. */
export function startInPage(): Port {
  const waiting: ToWorker[] = []
  let receive: ((message: ToWorker) => void) | null = null
  let ended = false
  const port: Port = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    postMessage: (message: ToWorker) => {
      if (ended) return
      if (receive) receive(message)
      else waiting.push(message)
    },
    terminate: () => {
      receive?.({ type: 'pause' })
      ended = true
      port.onmessage = null
    },
  }
  import('./in-page.ts').then(
    ({ hostIn }) => {
      receive = hostIn(port)
      for (const message of waiting.splice(0)) receive(message)
    },
    (thrown) => {
      const event = new ErrorEvent('error', { message: String(thrown) })
      port.onerror?.call(port as Worker, event) // the client does not ask who calls
    },
  )
  return port
}
