// A hand on the canvas: opens a graph as if its file were dropped, and moves a real mouse while frames are counted.

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ perSecond: number, slow: number }} Frames the 95th percentile in milliseconds */
/** @typedef {readonly [x: number, y: number]} Spot */

const moves = 120

/** Counts frames from now on. @param {Page} page */
export const watchFrames = (page) =>
  page.evaluate(() => {
    /** @type {number[]} */
    const frames = []
    Object.assign(globalThis, { frameTimes: frames })
    const step = (/** @type {number} */ now) => {
      frames.push(now)
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })

/** @param {Page} page @param {unknown} graph */
export const drop = (page, graph) =>
  page.evaluate((text) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([text], 'grid.json', { type: 'application/json' }))
    Object.assign(globalThis, { dropped: performance.now() })
    dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }))
  }, JSON.stringify(graph))

/** Waits until all wires are drawn and nodes are there, and answers how many milliseconds after the drop that was painted.
 * @param {Page} page @param {number} wires at least
 * @returns {Promise<number>} */
export const opened = (page, wires) =>
  page.evaluate(
    (count) =>
      new Promise((resolve) => {
        const look = () => {
          const lines = document.querySelectorAll('.wire .line')
          const isThere = lines.length === count || (count === 1 && lines.length > 0)
          const isDrawn = isThere && [...lines].every((line) => line.getAttribute('d'))
          if (!isDrawn || !document.querySelector('[data-node]')) return requestAnimationFrame(look)
          requestAnimationFrame((now) => resolve(now - (Reflect.get(globalThis, 'dropped') ?? 0)))
        }
        requestAnimationFrame(look)
      }),
    wires,
  )

/** A place on the ground, beside all nodes and wires. @param {Page} page @returns {Promise<Spot>} */
export const groundAt = (page) =>
  page.evaluate(() => {
    const { left, right, top, bottom } =
      document.querySelector('.canvas')?.getBoundingClientRect() ?? new DOMRect()
    for (let y = bottom - 80; y > top; y -= 7)
      for (let x = right - 8; x > left + 480; x -= 7)
        if (document.elementFromPoint(x, y)?.matches('.canvas, .canvas > *'))
          return /** @type {const} */ ([x, y])
    throw new Error('there is no free place on the canvas')
  })

/** The upper edge of a node in the middle. @param {Page} page @returns {Promise<Spot>} */
export const nodeAt = (page) =>
  page.evaluate(() => {
    for (const node of document.querySelectorAll('[data-node]')) {
      const { left, top, width, height } = node.getBoundingClientRect()
      const spot = /** @type {const} */ ([left + width / 2, top + Math.min(8, height / 4)])
      const isFree = left > 400 && left < 800 && top > 250 && top < 500
      if (isFree && node.contains(document.elementFromPoint(...spot))) return spot
    }
    throw new Error('there is no node in the middle of the canvas')
  })

/** @param {Page} page @param {'pan' | 'zoom' | 'drag'} kind @param {Spot} start
 * @returns {Promise<Frames>} */
export async function gesture(page, kind, [x, y]) {
  await page.mouse.move(x, y)
  if (kind !== 'zoom') await page.mouse.down()
  await page.evaluate(() => void Reflect.get(globalThis, 'frameTimes').splice(0))
  for (let move = 1; move <= moves; move++) {
    // There and back again, and as fast as a mouse tells.
    const step = move < moves / 2 ? move : moves - move
    if (kind === 'zoom') await page.mouse.wheel(0, Math.floor(move / 6) % 2 === 0 ? 12 : -12)
    else await page.mouse.move(x - 4 * step, y + step)
    await page.waitForTimeout(8)
  }
  /** @type {number[]} */
  const frames = await page.evaluate(() => Reflect.get(globalThis, 'frameTimes').slice())
  if (kind !== 'zoom') await page.mouse.up()
  await page.waitForTimeout(1500)
  const lengths = frames.slice(1).map((now, index) => now - (frames[index] ?? now))
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  const slow = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length * 0.95)] ?? NaN
  return { perSecond: (lengths.length / whole) * 1000, slow }
}

/** Moves what is selected by the keyboard: milliseconds of script for the key and in the frame that shows it, the median
 * of several. What waits for a later frame is not in it.
 * @param {Page} page @returns {Promise<number>} */
export async function editing(page) {
  await page.evaluate(() => {
    /** @type {number[]} */
    const works = []
    Object.assign(globalThis, { works })
    let [start, frame] = [0, 0]
    const press = () => {
      start = performance.now()
      requestAnimationFrame(() => (frame = performance.now()))
    }
    // Behind all that listens, and in the frame behind all that the key has asked for.
    const pressed = () => {
      const handled = performance.now() - start
      requestAnimationFrame(() => works.push(handled + performance.now() - frame))
    }
    addEventListener('keydown', press, { capture: true })
    addEventListener('keydown', pressed)
  })
  for (let times = 0; times < 10; times++) {
    await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(400)
  }
  /** @type {number[]} */
  const works = await page.evaluate(() => Reflect.get(globalThis, 'works'))
  return works.toSorted((a, b) => a - b)[Math.floor(works.length / 2)] ?? NaN
}
