// The host in the page itself, for browsers that give no worker: it rests often, so that the page stays usable.
import { attend } from './attend.ts'
import type { FromWorker, ToWorker } from './protocol.ts'

/** Nanoseconds between rests: half a picture of the screen. */
const pace = 6e6

/** Gives a port its host. Messages go both ways in tasks of their own, as with a worker. */
export function hostIn(port: Pick<Worker, 'onmessage'>): (message: ToWorker) => void {
  const say = (data: FromWorker) => {
    port.onmessage?.call(port as Worker, new MessageEvent('message', { data })) // the client does not ask who calls
  }
  const receive = attend((message) => queueMicrotask(() => say(message)), pace)
  return (message) => queueMicrotask(() => receive(message))
}
