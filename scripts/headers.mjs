// The security headers of every answer: one source for the server, the dev server and the file for static hosts.

const page = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
]

/** A worker's rights come with its own file: it may compute, and reach nobody. */
const worker = ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'none'", "base-uri 'none'"]

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** Files whose names carry a hash of their content never change. */
const isHashed = (/** @type {string} */ path) => path.startsWith('/assets/')
const isWorker = (/** @type {string} */ path) => /\/worker-[^/]*\.js$/.test(path)

/** @param {string} path of the answer, from the root: "/index.html" */
export const headersFor = (path) => ({
  'Content-Security-Policy': (isWorker(path) ? worker : page).join('; '),
  ...always,
  'Cache-Control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
})

/** For the dev server: hot reloading needs a socket to itself, and styles that it inserts. */
export const devHeaders = () => ({
  'Content-Security-Policy': page
    .map((rule) => (rule.startsWith('connect-src') ? `${rule} ws:` : rule.startsWith('style-src') ? `${rule} 'unsafe-inline'` : rule))
    .join('; '),
  ...always,
})

/** The text of a `_headers` file. */
export const headersFile = () =>
  [
    ['/*', '/index.html'],
    ['/assets/*', '/assets/any.js'],
    ['/assets/worker-*', '/assets/worker-any.js'],
  ]
    .map(([pattern, path]) => {
      const lines = Object.entries(headersFor(path)).map(([name, value]) => `  ${name}: ${value}`)
      return [pattern, ...lines].join('\n')
    })
    .join('\n\n') + '\n'
