// What the measurement of the page does inside of it, put there before the page's own scripts: `measuring`.

/** What the page said to its worker and heard from it, so that both can be counted and repeated. */
const watched = { opened: null, address: '', worker: null, iteration: 0, frames: 0 }

globalThis.Worker = class extends Worker {
  constructor(address, options) {
    super(address, options)
    watched.worker ??= this
    watched.address ||= String(address)
    this.addEventListener('message', ({ data }) => {
      if (this !== watched.worker || data.type !== 'frame') return
      watched.iteration = data.iteration
      watched.frames += 1
    })
  }

  postMessage(message, transfer) {
    if (this === watched.worker && message.type === 'open') watched.opened = message
    super.postMessage(message, transfer)
  }
}

const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))
const runButton = () => document.querySelector('[aria-label="Run controls"] button')
const perSecond = (count, since) => (count / (performance.now() - since)) * 1000

/** Settled when the flagship is computed, can be run, and is on the screen: at that time. */
const interactive = new Promise((resolve) => {
  const look = () => {
    const isComputed = watched.frames > 0 && document.querySelector('canvas') !== null
    if (!isComputed || !runButton() || runButton().disabled) return requestAnimationFrame(look)
    // What is drawn in this frame is on the screen when the next one begins.
    requestAnimationFrame(() => resolve(performance.now()))
  }
  requestAnimationFrame(look)
})

/** Milliseconds since navigation began. */
async function started() {
  const end = await interactive
  const [paint] = performance.getEntriesByName('first-contentful-paint')
  return { painted: paint.startTime, interactive: end }
}

/** Opens a graph as if its file were dropped on the page. */
async function open(graph) {
  const { frames } = watched
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([JSON.stringify(graph)], 'busy.json', { type: 'application/json' }))
  globalThis.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }))
  const heatmaps = graph.nodes.filter(({ type }) => type === 'heatmap').length
  while (watched.frames === frames || document.querySelectorAll('canvas').length < heatmaps) await wait(0.05)
  await wait(0.5)
}

/** Runs with everything drawn: iterations, frames of the page and of the worker per second. */
async function drawn(seconds) {
  let frames = 0
  let counts = true
  const count = () => {
    frames += 1
    if (counts) requestAnimationFrame(count)
  }
  runButton().click()
  await wait(1)
  requestAnimationFrame(count)
  const since = performance.now()
  const before = { ...watched }
  await wait(seconds)
  counts = false
  const found = {
    iterations: perSecond(watched.iteration - before.iteration, since),
    frames: perSecond(frames, since),
    shown: perSecond(watched.frames - before.frames, since),
  }
  runButton().click()
  await wait(0.5)
  return found
}

/** The same document in another worker, of which nothing is looked at: iterations per second. */
async function alone(seconds) {
  const worker = new Worker(watched.address, { type: 'module' })
  const nextFrame = () =>
    new Promise((resolve) => {
      const hear = ({ data }) => {
        if (data.type !== 'frame') return
        worker.removeEventListener('message', hear)
        resolve(data)
      }
      worker.addEventListener('message', hear)
    })
  // The worker holds every frame back until the last one is said to be shown.
  const iteration = async () => {
    const frame = nextFrame()
    worker.postMessage({ type: 'shown' })
    return (await frame).iteration
  }
  const opened = nextFrame()
  worker.postMessage(watched.opened)
  await opened
  worker.postMessage({ type: 'run', until: null })
  await wait(1)
  const before = await iteration()
  const since = performance.now()
  await wait(seconds)
  const found = perSecond((await iteration()) - before, since)
  worker.terminate()
  return found
}

globalThis.measuring = { started, open, drawn, alone }
