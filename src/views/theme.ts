// Whether the page is dark, for what is painted rather than styled: one listener for everyone.
import { createSubscriber } from 'svelte/reactivity'

const preference = () => matchMedia('(prefers-color-scheme: dark)')

const subscribe = createSubscriber((update) => {
  const media = preference()
  const attributes = new MutationObserver(update)
  attributes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  media.addEventListener('change', update)
  return () => {
    attributes.disconnect()
    media.removeEventListener('change', update)
  }
})

export const theme = {
  /** Reactive where it is read in an effect or a template. */
  get dark(): boolean {
    subscribe()
    const chosen = document.documentElement.dataset['theme']
    return chosen === undefined || chosen === '' ? preference().matches : chosen === 'dark'
  },
}
