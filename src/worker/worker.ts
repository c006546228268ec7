// The worker: a host on a thread of its own.
import { attend } from './attend.ts'
import type { FromWorker, ToWorker } from './protocol.ts'

/** The little that is used of a dedicated worker's global scope. */
interface Scope {
  postMessage: (message: FromWorker, transfer: Transferable[]) => void
  addEventListener: (type: 'message', listener: (event: MessageEvent<ToWorker>) => void) => void
}
const scope = self as unknown as Scope // the page's typings know windows only

const receive = attend((message, transfer) => scope.postMessage(message, transfer))
scope.addEventListener('message', ({ data }) => receive(data))
