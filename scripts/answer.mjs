// What a server of the built page answers: its files as they are asked for, and a sentence where there is none.
import { once } from 'node:events'
import { ReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { STATUS_CODES } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { negotiate } from '@fastify/accept-negotiator'
import send from '@fastify/send'
import { endings } from './compress.mjs'
import { headersFor } from './headers.mjs'

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** What is served, and the names by which the server is known.
 * @typedef {{ folder: string, hosts: ReadonlySet<string> }} Site */

/** @type {Record<number, string>} */
const sentences = {
  400: 'This is not a request.',
  404: 'There is nothing here.',
  405: 'This server only reads.',
  408: 'The request did not come to its end.',
  412: 'The file is not the one that was expected.',
  416: 'The file has no such part.',
  417: 'This server does nothing special.',
  421: 'This server answers to its own address only, the one that it printed when it started.',
  431: 'The headers of the request are too long.',
  500: 'The file could not be read.',
}

/** The answer to what is not served. It has the headers of the file that was meant, and is never kept.
 * @param {number} status
 * @param {string} [name] */
function refusal(status, name = '/') {
  const text = `${sentences[status] ?? STATUS_CODES[status]}\n`
  const headers = {
    ...headersFor(name),
    'Cache-Control': 'no-cache',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(text)),
    ...(status === 405 && { Allow: 'GET, HEAD' }),
  }
  return { text, headers }
}

/** The same for a connection on which nobody could read a request.
 * @param {number} status */
export function lastWords(status) {
  const { text, headers } = refusal(status)
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', text].join('\r\n')
}

/** @param {Response} response
 * @param {number} status
 * @param {string} [name]
 * @param {Record<string, string>} [more] */
export function refuse(response, status, name, more) {
  const { text, headers } = refusal(status, name)
  response.writeHead(status, { ...headers, ...more }).end(text)
}

// Names that a build gives. No others are looked up: nothing hidden, no `_headers`, no `..`, no backslashes or devices.
const served = /^\/(?!_)[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/

/** @param {string} path */
function decode(path) {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}

/** Whether there is a file of just this name: not a link to one, and not the same file by another name, which
 * systems that ignore case have.
 * @param {string} file */
async function isFile(file) {
  try {
    return (await realpath(file)) === file && (await stat(file)).isFile()
  } catch {
    return false
  }
}

/** @param {string} name */
function typeOf(name) {
  const type = send.mime.getType(name) ?? 'application/octet-stream'
  return send.isUtf8MimeType(type) ? `${type}; charset=utf-8` : type
}

const encodings = [...Object.keys(endings), 'identity']

/** How a request wants a file compressed, where that is there.
 * @param {Request} request
 * @param {string} file */
async function encodingFor({ headers }, file) {
  const encoding = negotiate(String(headers['accept-encoding'] ?? ''), encodings) ?? 'identity'
  const ending = endings[encoding]
  return ending && (await isFile(file + ending)) ? encoding : undefined
}

/** Passes all on. A build can shorten a file meanwhile: then who asked is not to wait for the rest, or take the next
 * answer for it.
 * @param {number} length */
function whole(length) {
  return async function* (/** @type {AsyncIterable<Buffer>} */ parts) {
    let left = length
    for await (const part of parts) {
      left -= part.length
      yield part
    }
    if (left > 0) throw new Error('The file has got shorter.')
  }
}

/** Sends a file that is there.
 * @param {Request} request
 * @param {Response} response
 * @param {string} folder
 * @param {string} name */
async function sendFile(request, response, folder, name) {
  const encoding = await encodingFor(request, join(folder, name))
  const found = await send(request, encoding ? name + endings[encoding] : name, {
    ...{ root: folder, index: false, cacheControl: false, contentType: false },
  })
  const { statusCode, stream, type } = found
  if (type !== 'file') {
    stream.destroy()
    const range = found.headers['Content-Range']
    refuse(response, statusCode, name, range ? { 'Content-Range': range } : {})
    return
  }
  // A build can take the file away just now: then there is still time to say so.
  const isRead = stream instanceof ReadStream
  if (isRead) await once(stream, 'open')
  response.writeHead(statusCode, {
    ...{ ...found.headers, ...headersFor(name), Vary: 'Accept-Encoding' },
    ...(statusCode !== 304 && { 'Content-Type': typeOf(name) }),
    ...(statusCode !== 304 && encoding && { 'Content-Encoding': encoding }),
  })
  if (isRead) await pipeline(stream, whole(Number(found.headers['Content-Length'])), response)
  else response.end()
}

// Requests with these are followed by what we do not read, a body or another protocol: the answer ends the connection.
const followed = ['content-length', 'transfer-encoding', 'upgrade']

/** @param {Request} request
 * @param {Response} response
 * @param {Site} site */
async function respond(request, response, { folder, hosts }) {
  const { url = '', headers, method } = request
  if (followed.some((header) => headers[header] !== undefined)) response.shouldKeepAlive = false
  // A page from elsewhere can have its own name lead here. Then its requests tell that name, and it reads nothing.
  const target = URL.canParse(url) ? new URL(url) : null
  const asked = [headers.host ?? '', target?.host ?? headers.host ?? '']
  if (!asked.every((host) => hosts.has(host.toLowerCase()))) return refuse(response, 421)
  if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405)
  const path = decode(target?.pathname ?? url.replace(/[?#].*/, ''))
  const name = path === '/' ? '/index.html' : path
  if (!served.test(name) || !(await isFile(join(folder, name)))) return refuse(response, 404)
  await sendFile(request, response, folder, name)
}

/** Answers a request, whatever it is. Where a file cannot be read to its end, the connection ends.
 * @param {Request} request
 * @param {Response} response
 * @param {Site} site */
export async function answer(request, response, site) {
  try {
    await respond(request, response, site)
  } catch {
    if (response.headersSent) response.destroy()
    else refuse(response, 500)
  }
}
