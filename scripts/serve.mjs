// A server of the built page on loopback: known by its own address only, and of a patience that ends.
import { realpath } from 'node:fs/promises'
import { createServer } from 'node:http'
import { Socket } from 'node:net'
import { answer, lastWords, refuse } from './answer.mjs'

/** @typedef {import('node:http').Server} Server */

const address = '127.0.0.1'

/** What a broken request is answered with, where it is not simply bad.
 * @type {Record<string, number>} */
const statuses = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/** @param {Error & { code?: string }} error
 * @param {import('node:stream').Duplex} socket */
function hangUp({ code = '' }, socket) {
  // After the first answer, a client that sends several requests at once could take these words for another one.
  const isFresh = socket instanceof Socket && socket.bytesWritten === 0
  if (isFresh && socket.writable) socket.end(lastWords(statuses[code] ?? 400), () => socket.destroy())
  else socket.destroy()
}

/** The names by which a browser on this machine asks for the server.
 * @param {number} port */
function hostsOf(port) {
  const names = [address, 'localhost']
  return new Set([...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])])
}

/**
 * Serves a folder on 127.0.0.1. With `fixed` only that port will do, otherwise the next free one is taken.
 * @param {string} folder
 * @param {{ port?: number, fixed?: boolean, patience?: number }} [options] port 0: any; patience: how many
 *   milliseconds a request may take to come in
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(folder, { port = 0, fixed = false, patience = 10_000 } = {}) {
  const site = { folder: await realpath(folder), hosts: hostsOf(port) }
  const server = createServer({
    ...{ headersTimeout: patience, requestTimeout: patience, connectionsCheckingInterval: patience / 4 },
    keepAliveTimeout: patience / 2,
    // Without a host a request is answered like one with a wrong host, with all headers.
    requireHostHeader: false,
  })
  server.maxConnections = 500
  // Nobody has to wait for a client that takes nothing in.
  server.setTimeout(3 * patience)
  server.on('request', (request, response) => void answer(request, response, site))
  server.on('checkContinue', (request, response) => void answer(request, response, site))
  server.on('checkExpectation', (_, response) => refuse(response, 417))
  server.on('clientError', hangUp)
  const last = fixed || port === 0 ? port : port + 50
  const taken = await listen(server, port, last)
  site.hosts = hostsOf(taken)
  return {
    url: `http://${address}:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/**
 * @param {Server} server
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
    server.listen(port, address, () => {
      server.removeAllListeners('error')
      // A connection that could not be taken in is nobody's trouble but its own.
      server.on('error', () => {})
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : port)
    })
  })
}
