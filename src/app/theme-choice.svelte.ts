// Light or dark: what the system wants until a person chooses, remembered from then on.

export type Theme = 'light' | 'dark'

const place = 'gradloom:theme'

function remembered(): Theme | null {
  try {
    const found = localStorage.getItem(place)
    return found === 'light' || found === 'dark' ? found : null
  } catch {
    return null // storage is blocked: the system's choice holds
  }
}

export class ThemeChoice {
  #system = matchMedia('(prefers-color-scheme: dark)')
  #dark = $state(this.#system.matches)
  #chosen = $state<Theme | null>(remembered())

  constructor() {
    this.#system.addEventListener('change', ({ matches }) => (this.#dark = matches))
    this.#show()
  }

  get theme(): Theme {
    return this.#chosen ?? (this.#dark ? 'dark' : 'light')
  }

  set(theme: Theme): void {
    this.#chosen = theme
    this.#show()
    try {
      localStorage.setItem(place, theme)
    } catch {
      // Storage is blocked: the choice holds for this visit.
    }
  }

  /** As the system wants it again. */
  forget(): void {
    this.#chosen = null
    delete document.documentElement.dataset['theme']
    try {
      localStorage.removeItem(place)
    } catch {
      // Storage is blocked: there is nothing to forget.
    }
  }

  #show(): void {
    if (this.#chosen) document.documentElement.dataset['theme'] = this.#chosen
    // The browser's own bars follow the page, not the system.
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
      if (this.#chosen)
        meta.content = getComputedStyle(document.documentElement).getPropertyValue('--surface')
    }
  }
}
