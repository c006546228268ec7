// The worker: a host on a thread of its own.
import { library } from '../library.ts'
import { Host } from './host.ts'
import type { FromWorker, ToWorker } from './protocol.ts'

/** The little that is used of a dedicated worker's global scope. */
interface Scope {
  postMessage: (message: FromWorker, transfer: Transferable[]) => void
  addEventListener: (type: 'message', listener: (event: MessageEvent<ToWorker>) => void) => void
}
const scope = self as unknown as Scope // the page's typings know windows only

// A message to oneself yields to other messages without the delay of a timer.
const channel = new MessageChannel()
let task: (() => void) | null = null
channel.port1.onmessage = () => guard(() => task?.())

const host = new Host(library, {
  post: (message, transfer) => scope.postMessage(message, transfer),
  later(next) {
    task = next
    channel.port2.postMessage(null)
  },
  now: () => performance.now(),
})

function guard(action: () => void): void {
  try {
    action()
  } catch (thrown) {
    scope.postMessage(
      { type: 'fault', message: thrown instanceof Error ? thrown.message : String(thrown) },
      [],
    )
  }
}

scope.addEventListener('message', ({ data }) => guard(() => host.receive(data)))
