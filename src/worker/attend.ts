// Attends to a host wherever it lives, in a worker or in the page: its messages, its turns, and what goes wrong.
import { library } from '../library.ts'
import { Host } from './host.ts'
import type { Post, ToWorker } from './protocol.ts'

/** Answers what takes messages in. `pace`: nanoseconds between rests, where others are not to be kept waiting. */
export function attend(post: Post, pace?: number): (message: ToWorker) => void {
  // A message to oneself yields to other messages without the delay of a timer.
  const channel = new MessageChannel()
  const tasks: (() => void)[] = []
  channel.port1.onmessage = () => guard(() => tasks.shift()?.())

  function guard(action: () => void): void {
    try {
      action()
    } catch (thrown) {
      post({ type: 'fault', message: thrown instanceof Error ? thrown.message : String(thrown) }, [])
    }
  }

  const host = new Host(library, {
    post,
    later(task) {
      tasks.push(task)
      channel.port2.postMessage(null)
    },
    now: () => performance.now(),
    ...(pace === undefined ? {} : { pace }),
  })
  post({ type: 'ready' }, [])
  return (message) => guard(() => host.receive(message))
}
