// A server in a process of its own, and what is said to a server and heard from it, byte by byte: fetch would tidy it up.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'

export interface Apart {
  readonly port: number
  /** What it complained of so far, or that it has ended. */
  trouble(): string
  end(): void
}

const script = `
import { serve } from ${JSON.stringify(join(import.meta.dirname, '..', '..', 'scripts', 'serve.mjs'))}
const [folder, patience] = process.argv.slice(1)
const { url } = await serve(folder, { patience: Number(patience) })
console.log(new URL(url).port)
`

/** Serves a folder in a process of its own, which requests could really end. */
export async function serveApart(folder: string, patience: number): Promise<Apart> {
  const words = ['--input-type=module', '--eval', script, folder, String(patience)]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  let trouble = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (trouble += text))
  child.on('exit', (code, signal) => (trouble += `It ended: ${code ?? signal}.`))
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return { port: Number(port.toString()), trouble: () => trouble, end: () => void child.kill() }
}

export interface Talk {
  readonly socket: Socket
  /** All that was heard, as bytes in a string, when the other side has ended the connection. */
  readonly heard: Promise<string>
}

/** Says something and listens until the server hangs up; not in time is an error. */
export function say(port: number, words: string, patience = 30_000): Talk {
  let heard = ''
  const socket = connect(port, '127.0.0.1', () => socket.write(words, 'latin1'))
  const whole = new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error(`The server did not hang up after ${JSON.stringify(words.slice(0, 300))}.`))
      socket.destroy()
    }, patience)
    socket.setEncoding('latin1').on('data', (text: string) => (heard += text))
    // A connection that is cut is an end like any other: what counts is what was heard.
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(late)
      resolve(heard)
    })
  })
  return { socket, heard: whole }
}

export interface Answer {
  readonly status: number
  /** By names in small letters. */
  readonly headers: ReadonlyMap<string, string>
}

/** The answers in what was heard. No file of the tests holds such a line. */
export const answersIn = (heard: string): Answer[] =>
  [...heard.matchAll(/HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n(.*?)\r\n\r\n/gs)].map(([, status, lines = '']) => ({
    status: Number(status),
    headers: new Map(
      lines.split('\r\n').map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
      }),
    ),
  }))
