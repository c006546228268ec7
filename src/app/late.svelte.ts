// Parts of the page that are not there from its start: loaded when they are first shown, or when the page has nothing else to do.
import type { Component } from 'svelte'

export class LatePart<Props extends Record<string, unknown>> {
  /** Null until it is here. */
  component = $state.raw<Component<Props> | null>(null)
  hasFailed = $state(false)
  #load: () => Promise<{ default: Component<Props> }>
  #loading: Promise<void> | undefined

  constructor(load: () => Promise<{ default: Component<Props> }>) {
    this.#load = load
  }

  /** Never rejects: what could not be loaded is said. */
  load(): Promise<void> {
    this.#loading ??= this.#load().then(
      ({ default: component }) => {
        this.component = component
      },
      () => {
        this.hasFailed = true
      },
    )
    return this.#loading
  }
}

const parts: { load: () => Promise<void> }[] = []

/** A part of the page that is loaded late: `late(() => import('./Part.svelte'))`, shown by Late. */
export function late<Props extends Record<string, unknown>>(
  load: () => Promise<{ default: Component<Props> }>,
): LatePart<Props> {
  const part = new LatePart(load)
  parts.push(part)
  return part
}

/** Code that is loaded when it is first needed: ask for it as often as you like. */
export function lateCode<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined
  const get = (): Promise<T> =>
    (loading ??= load().catch((thrown: unknown) => {
      loading = undefined
      throw thrown
    }))
  parts.push({
    load: () =>
      get().then(
        () => undefined,
        () => undefined,
      ),
  })
  return get
}

/** Loads all that is still missing, one after the other, so that it is there when the network or the server is not. */
export async function loadTheRest(): Promise<void> {
  for (const part of parts) await part.load()
}
