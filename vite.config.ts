// How the page is built and served while developing. The command line is built by scripts/build.mjs.
import type { IncomingMessage } from 'node:http'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Connect, type Plugin } from 'vite'
import { developmentHeaders, folders, headersFile, headersFor } from './scripts/headers.mjs'

/** What is asked for. It need not be an address: `//` is none. */
const askedFor = ({ url = '/' }: IncomingMessage) => {
  const [path = '', query = ''] = url.split('?', 2)
  return { path, query: new URLSearchParams(query) }
}

const sending =
  (headers: (asked: ReturnType<typeof askedFor>) => Record<string, string>): Connect.NextHandleFunction =>
  (request, response, next) => {
    for (const [name, value] of Object.entries(headers(askedFor(request)))) response.setHeader(name, value)
    next()
  }

/** Sends the headers of the production server from Vite's own servers, and writes them down for static hosts. */
const headers: Plugin = {
  name: 'gradloom:headers',
  configureServer({ middlewares }) {
    middlewares.use(sending(({ query }) => developmentHeaders(query.has('worker_file'))))
  },
  configurePreviewServer({ middlewares }) {
    middlewares.use(sending(({ path }) => headersFor(path)))
  },
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() })
  },
}

export default defineConfig({
  base: './',
  plugins: [svelte(), headers],
  build: {
    outDir: 'dist/page',
    target: 'es2022',
    // The policy allows no fonts and scripts from data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.md' },
    assetsDir: folders.assets,
    // How long each plugin took is of no use to who starts the tool on a slow machine.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: {
        entryFileNames: `${folders.workers}/[name]-[hash].js`,
        chunkFileNames: `${folders.workers}/[name]-[hash].js`,
      },
    },
  },
  preview: { host: '127.0.0.1' },
  server: { host: '127.0.0.1' },
})
