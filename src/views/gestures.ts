// Keeps what happens inside a control from the canvas around it, which drags, zooms and has keys of its own.

export const stop = (event: Event): void => event.stopPropagation()

/** Keys that belong to the page wherever the focus is. */
const ofThePage = (event: KeyboardEvent): boolean =>
  event.ctrlKey || event.metaKey || event.key === 'Tab' || event.key === 'Escape' || /^F\d+$/.test(event.key)

/** Letters, arrows, Delete … inside a control are not shortcuts. Listen in the capture phase: Svelte delegates keys. */
export function ownKeys(event: KeyboardEvent): void {
  if (!ofThePage(event)) event.stopPropagation()
}

/** A wheel over a field in use moves nothing behind it. */
export function ownWheel(event: WheelEvent & { currentTarget: Element }): void {
  if (event.currentTarget.contains(document.activeElement)) event.stopPropagation()
}
