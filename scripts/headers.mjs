// The headers that everything is served with: the one place that says them, for our servers and for the _headers file of static hosts.

/** @typedef {Record<string, string>} Headers */

/** A policy as a header spells it.
 * @param {Record<string, string>} directives */
const policy = (directives) =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')

const pageDirectives = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
  'frame-ancestors': "'none'",
}

// A worker has a policy of its own, from the headers of its own file: ours computes and talks to the page only.
const workerDirectives = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'connect-src': "'none'",
}

const forever = 'public, max-age=31536000, immutable'
const everywhere = {
  'Content-Security-Policy': policy(pageDirectives),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

/** Where the build puts what it names by its content, and so never changes. */
export const folders = { assets: 'assets', workers: 'workers' }

// Static hosts add up every rule that matches a path. So none says what another one contradicts: where two
// policies meet, on workers, browsers obey both, which is the stricter one.
/** @type {ReadonlyArray<{ path: string, headers: Headers }>} */
const rules = [
  { path: '/*', headers: everywhere },
  { path: '/', headers: { 'Cache-Control': 'no-cache' } },
  { path: '/index.html', headers: { 'Cache-Control': 'no-cache' } },
  { path: `/${folders.assets}/*`, headers: { 'Cache-Control': forever } },
  {
    path: `/${folders.workers}/*`,
    headers: { 'Cache-Control': forever, 'Content-Security-Policy': policy(workerDirectives) },
  },
]

/** @param {string} pattern @param {string} path */
const matches = (pattern, path) =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern

/** The headers of a built file, by the path of its address.
 * @param {string} path
 * @returns {Headers} */
export function headersFor(path) {
  const matching = rules.filter((rule) => matches(rule.path, path)).map((rule) => rule.headers)
  return Object.assign({ 'Cache-Control': 'no-cache' }, ...matching)
}

/** The headers while developing, but for those on caching, which are the development server's own business. The page
 * may also take the styles that are put into it on every change, and be told of changes.
 * @param {boolean} isWorker
 * @returns {Headers} */
export function developmentHeaders(isWorker) {
  const directives = isWorker
    ? workerDirectives
    : {
        ...pageDirectives,
        'style-src': "'self' 'unsafe-inline'",
        'connect-src': "'self' ws://localhost:* ws://127.0.0.1:*",
      }
  return { ...everywhere, 'Content-Security-Policy': policy(directives) }
}

/** The same rules as the file that static hosts read. */
export function headersFile() {
  const block = (/** @type {{ path: string, headers: Headers }} */ { path, headers }) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  return rules.map(block).join('\n\n') + '\n'
}
