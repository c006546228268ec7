// What tabs say to each other about documents. Nothing is taken on trust: texts are read from the store.

/** Something was written to this record; or its writer is asked to let another tab write it. */
export interface Word {
  readonly type: 'written' | 'give'
  readonly key: string
}

const isWord = (data: unknown): data is Word => {
  const { type, key } = (data ?? {}) as Record<string, unknown>
  return (type === 'written' || type === 'give') && typeof key === 'string'
}

export class Channel {
  readonly #channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('gradloom')

  /** `hear` is called with what other tabs say. */
  constructor(hear: (word: Word) => void) {
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isWord(data)) hear(data)
    })
  }

  say(word: Word): void {
    this.#channel?.postMessage(word)
  }

  close(): void {
    this.#channel?.close()
  }
}
