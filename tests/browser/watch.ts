// Watches a page for what must not be seen while one composes: anything red, and nodes that lie on each other.
import type { Page } from 'playwright-core'

/** From now on everything that is red for a moment, or lies on something, is written down. */
export const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    const bad = [
      ...['[role=alert]', '.failing', '.sign.error', 'li.error', '.status.bad', 'p.refused'],
      ...['.wire.broken', '[aria-invalid=true]', '.button.error', 'li.bad'],
    ].join(', ')
    const look = () => {
      for (const each of document.querySelectorAll(bad)) {
        const text = each.textContent.trim()
        if (text !== '' || !each.matches('[role=alert]')) seen.push(`${each.getAttribute('class')}: ${text}`)
      }
      const boxes = [...document.querySelectorAll<HTMLElement>('[data-node]')]
        .map((node) => ({ id: node.dataset['node'], box: node.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0)
      for (const [i, a] of boxes.entries())
        for (const b of boxes.slice(i + 1)) {
          const apart =
            a.box.right <= b.box.left ||
            b.box.right <= a.box.left ||
            a.box.bottom <= b.box.top ||
            b.box.bottom <= a.box.top
          if (!apart) seen.push(`${a.id} lies on ${b.id}`)
        }
    }
    new MutationObserver(look).observe(document.body, {
      ...{ subtree: true, childList: true, attributes: true, characterData: true },
    })
  })
/** What was seen since, in words. */
export const watched = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)
