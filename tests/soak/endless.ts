// A run without an end: how much memory page and worker hold at its start and at its end.
import { chromium, type CDPSession, type Page } from 'playwright-core'
import type { Launch } from '../../scripts/browser.mjs'

export interface Held {
  /** Bytes on the heaps after their garbage is gone, buffers included. */
  readonly page: number
  readonly worker: number
  readonly elements: number
  readonly status: string
}

interface Usage {
  readonly usedSize: number
  readonly embedderHeapUsedSize?: number
  readonly backingStorageSize?: number
}

const bytesOf = ({ usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 }: Usage): number =>
  usedSize + embedderHeapUsedSize + backingStorageSize

/** A line to the page's worker, which the debugger of the page leads to. */
async function workerOf(debug: CDPSession): Promise<(method: string) => Promise<unknown>> {
  const attached = new Promise<string>((resolve) => {
    debug.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId)
    })
  })
  await debug.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  })
  const sessionId = await attached
  let count = 0
  return (method) => {
    const id = ++count
    const answered = new Promise<unknown>((resolve) => {
      debug.on('Target.receivedMessageFromTarget', ({ message }) => {
        const answer = JSON.parse(message) as { readonly id?: number; readonly result?: unknown } // the protocol's own form
        if (answer.id === id) resolve(answer.result)
      })
    })
    void debug.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
    return answered
  }
}

async function begin(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('group', { name: /^SGD/ }).waitFor()
  await page.getByRole('textbox', { name: 'Stop at iteration' }).fill('1000000000000')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
}

/** Lets the flagship run for so long, and answers with what was held a while after it began, and at the end. */
export async function runEndlessly(
  launch: Launch,
  address: string,
  milliseconds: number,
): Promise<readonly [Held, Held]> {
  const browser = await chromium.launch(launch)
  try {
    const page = await browser.newPage()
    await begin(page, address)
    const debug = await page.context().newCDPSession(page)
    const ask = await workerOf(debug)
    const held = async (): Promise<Held> => {
      await debug.send('HeapProfiler.collectGarbage')
      await ask('HeapProfiler.collectGarbage')
      return {
        page: bytesOf(await debug.send('Runtime.getHeapUsage')),
        worker: bytesOf((await ask('Runtime.getHeapUsage')) as Usage),
        elements: await page.locator('*').count(),
        status: (await page.getByRole('status').first().textContent()) ?? '',
      }
    }
    // Curves and kept states fill their room first.
    await page.waitForTimeout(Math.min(20_000, milliseconds / 3))
    const first = await held()
    await page.waitForTimeout(milliseconds)
    return [first, await held()]
  } finally {
    await browser.close()
  }
}
