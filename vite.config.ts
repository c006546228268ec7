// How the page is built and served while developing.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'
import { devHeaders, headersFile } from './scripts/headers.mjs'

/** The headers for static hosts, beside the page. */
const headers = (): Plugin => ({
  name: 'gradloom-headers',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() })
  },
})

export default defineConfig({
  plugins: [svelte(), headers()],
  server: { headers: devHeaders() },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    outDir: 'dist/page',
    // Inline data would need a wider policy than our own files do.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
