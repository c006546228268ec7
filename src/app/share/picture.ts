// The picture of the open graph as files: SVG as it is drawn, PNG painted from it by the browser.
import { drawGraph, type Drawing } from '../../editor/drawing.ts'
import { withText } from '../../export/png.ts'
import { metadataOf } from '../../export/svg.ts'
import type { Shown } from '../../views/live.ts'
import type { Studio } from '../state.svelte.ts'

/** Pixels of a picture, and of a side of it: browsers paint no larger ones, and phones have not the memory. */
const mostPixels = 16e6
const longestSide = 8192
/** How long a picture waits for what is not on the screen, in milliseconds. */
const patience = 1000

/** What all nodes show, also those that are not on the screen. */
async function everyPicture(studio: Studio): Promise<Shown> {
  const { run, graph, library } = studio
  const nodes = graph.nodes.filter(({ type }) => library.get(type)?.definition.picture).map(({ id }) => id)
  const isThere = ({ pictures }: Shown) => nodes.every((id) => pictures.has(id))
  if (isThere(run.live.current)) return run.live.current
  run.look([], nodes)
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      stop()
      studio.gaze.look()
      resolve(run.live.current)
    }
    const timer = setTimeout(done, patience)
    const stop = run.live.subscribe((shown) => {
      if (isThere(shown)) queueMicrotask(done)
    })
  })
}

const drawn = (studio: Studio, shown: Shown, metadata: ReturnType<typeof metadataOf> | null): Drawing =>
  drawGraph({ graph: studio.graph, library: studio.library, shapes: studio.run.shapes, shown, metadata })

export async function asSvg(studio: Studio): Promise<string> {
  return drawn(studio, await everyPicture(studio), metadataOf(studio.document.text)).svg
}

/** Twice as many pixels as on the canvas, as far as that is possible. */
export const pixelsFor = ({ width, height }: Pick<Drawing, 'width' | 'height'>): number =>
  Math.min(2, Math.sqrt(mostPixels / (width * height)), longestSide / width, longestSide / height)

export async function asPng(studio: Studio): Promise<Uint8Array<ArrayBuffer>> {
  const drawing = drawn(studio, await everyPicture(studio), null)
  const scale = pixelsFor(drawing)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.floor(drawing.width * scale))
  canvas.height = Math.max(1, Math.floor(drawing.height * scale))
  const address = URL.createObjectURL(new Blob([drawing.svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  } finally {
    URL.revokeObjectURL(address)
  }
  const painted = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!painted) throw new Error('The browser could not paint the picture.')
  return withText(new Uint8Array(await painted.arrayBuffer()), studio.document.text)
}
