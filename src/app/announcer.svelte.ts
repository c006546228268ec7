// What the page says by the way: a message in the corner and the same in words for screen readers.
import { visible } from '../views/visible.ts'
import { Timers } from './timers.ts'

export type Tone = 'plain' | 'good' | 'bad'

export interface Message {
  readonly id: number
  readonly text: string
  readonly tone: Tone
  readonly action: { readonly label: string; readonly do: () => void } | null
}

const mostMessages = 3
/** How long a message stays, in milliseconds: longer where there is more to read or to do. */
const stay = { plain: 5000, good: 5000, bad: 12_000, action: 12_000 }

const isPassing = ({ tone, action }: Message): boolean => tone !== 'bad' && action === null

export class Announcer {
  messages = $state.raw<readonly Message[]>([])
  /** For the live region. */
  spoken = $state('')
  #count = 0
  #timers = new Timers()

  say(words: string, tone: Tone = 'plain', action: Message['action'] = null): void {
    const text = visible(words)
    const id = ++this.#count
    // What was said by the way gives way to what is said now.
    for (const old of this.messages) if (old.text === text || isPassing(old)) this.dismiss(old.id)
    this.messages = [...this.messages.slice(1 - mostMessages), { id, text, tone, action }]
    // A space that cannot be seen makes a sentence new that is said twice.
    this.spoken = this.spoken === text ? `${text}\u00A0` : text
    this.resume(id)
  }

  /** Words for screen readers alone. */
  whisper(text: string): void {
    this.spoken = visible(text)
  }

  dismiss(id: number): void {
    this.hold(id)
    this.messages = this.messages.filter((message) => message.id !== id)
  }

  /** The message stays while someone points at it. */
  hold(id: number): void {
    this.#timers.stop(id)
  }

  resume(id: number): void {
    const message = this.messages.find((each) => each.id === id)
    if (!message) return
    this.#timers.start(id, message.action ? stay.action : stay[message.tone], () => this.dismiss(id))
  }
}
