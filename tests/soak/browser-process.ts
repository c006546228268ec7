// A browser as a process of its own, with a profile that outlives it: it can be quit, and it can be killed.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { Launch } from '../../scripts/browser.mjs'

/** How a browser ends: told to by itself, by the system, or without a chance to do anything. */
export type Ending = 'quit' | 'SIGTERM' | 'SIGKILL'

export interface BrowserProcess {
  readonly browser: Browser
  /** A page at an address, in the profile. */
  open: (address: string) => Promise<Page>
  /** Answers when the process is gone, with the moment at which it was told to go. */
  end: (how: Ending) => Promise<number>
}

/** Runs something with a folder for a profile, which is gone afterwards. */
export async function withProfile<T>(run: (profile: string) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'gradloom-profile-'))
  try {
    return await run(profile)
  } finally {
    // Processes of a browser that was killed may still write for a moment.
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

export async function startBrowser(launch: Launch, profile: string): Promise<BrowserProcess> {
  const own = [
    '--headless',
    '--window-size=1280,800',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank',
  ]
  const child = spawn(launch.executablePath, [...launch.args, ...own], {
    env: launch.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const socket = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString()
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    })
    void gone.then(() => reject(new Error(`The browser ended before it began: ${said}`)))
    child.once('error', reject)
  })
  const browser = await chromium.connectOverCDP(socket)
  const session = await browser.newBrowserCDPSession()
  const [context] = browser.contexts()
  if (!context) throw new Error('The browser has no profile.')
  return {
    browser,
    open: async (address) => {
      const page = await context.newPage()
      await page.goto(address)
      return page
    },
    end: async (how) => {
      const at = Date.now()
      // Whoever quits does not always live to answer.
      if (how === 'quit') session.send('Browser.close').catch(() => null)
      else child.kill(how)
      await gone
      return at
    },
  }
}
