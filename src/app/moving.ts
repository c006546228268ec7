// Nodes that change their places by a command glide there, so that eyes can follow. The style sheet says how.

/** Milliseconds; a little longer than the transition. */
const duration = 400

/** Does what moves nodes, and resolves when they are there. Who wants less motion sees them there at once: the style sheet knows. */
export function moving(area: HTMLElement | null, move: () => void): Promise<void> {
  area?.classList.add('moving')
  move()
  return new Promise((resolve) => {
    setTimeout(() => {
      area?.classList.remove('moving')
      resolve()
    }, duration)
  })
}
