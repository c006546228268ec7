// A small static server on loopback, with the security headers of headers.mjs.
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { headersFor } from './headers.mjs'

/** @type {Readonly<Record<string, string>>} */
const kinds = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
}

/**
 * The file that a request means, or null: nothing outside the folder, no folders, nothing hidden.
 * @param {string} folder
 * @param {string} url
 */
function fileFor(folder, url) {
  let path
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
  } catch {
    return null
  }
  if (path.includes('\0')) return null
  if (path.endsWith('/')) path += 'index.html'
  const file = normalize(join(folder, path))
  if (
    !file.startsWith(folder + sep) ||
    path.split('/').some((part) => part.startsWith('.') || part.startsWith('_'))
  )
    return null
  const found = statSync(file, { throwIfNoEntry: false })
  return found?.isFile() ? { file, path, size: found.size } : null
}

/**
 * Serves a folder on 127.0.0.1. With `fixed` only that port will do, otherwise the next free one is taken.
 * @param {string} folder
 * @param {{ port?: number, fixed?: boolean }} [options] port 0: any
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, { port = 0, fixed = false } = {}) {
  const server = createServer((request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const found = isRead ? fileFor(folder, request.url ?? '/') : null
    if (!found) {
      response.writeHead(isRead ? 404 : 405, {
        ...headersFor('/'),
        'Content-Type': 'text/plain; charset=utf-8',
      })
      response.end(isRead ? 'There is nothing here.\n' : 'This server only reads.\n')
      return
    }
    const type = kinds[extname(found.file)] ?? 'application/octet-stream'
    response.writeHead(200, { ...headersFor(found.path), 'Content-Type': type, 'Content-Length': found.size })
    if (request.method === 'HEAD') response.end()
    else
      createReadStream(found.file)
        .on('error', () => response.destroy())
        .pipe(response)
  })
  const last = fixed || port === 0 ? port : port + 50
  const taken = await listen(server, port, last)
  return {
    url: `http://127.0.0.1:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {number} last
 * @returns {Promise<number>}
 */
function listen(server, port, last) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE'
      if (isTaken && port < last) resolve(listen(server, port + 1, last))
      else reject(error)
    })
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error')
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
