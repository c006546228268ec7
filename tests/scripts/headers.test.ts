// The headers of the build: one policy for the page, a stricter one for workers, the same for every host.
import { expect, it } from 'vitest'
import { developmentHeaders, headersFile, headersFor } from '../../scripts/headers.mjs'

const policyOf = (headers: Readonly<Record<string, string>>) =>
  new Map(
    headers['Content-Security-Policy']?.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources.join(' ')]
    }),
  )

/** What a static host sends: all rules that match, joined where two speak of the same header. */
function hosted(path: string): Map<string, string[]> {
  const sent = new Map<string, string[]>()
  for (const block of headersFile().trim().split('\n\n')) {
    const [pattern = '', ...lines] = block.split('\n')
    const isMatch = pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
    if (!isMatch) continue
    for (const [, name = '', value = ''] of lines.map((line) => /^ {2}([^:]+): (.*)$/.exec(line) ?? []))
      sent.set(name, [...(sent.get(name) ?? []), value])
  }
  return sent
}

it('allows the page its own files, and nothing to be written into it', () => {
  const policy = policyOf(headersFor('/index.html'))
  expect(policy.get('default-src')).toBe("'none'")
  expect(policy.get('script-src')).toBe("'self' 'wasm-unsafe-eval'")
  expect(policy.get('style-src')).toBe("'self'")
})

it('lets a worker compute and reach nobody', () => {
  const policy = policyOf(headersFor('/workers/worker-1a2b.js'))
  expect(Object.fromEntries(policy)).toEqual({
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'connect-src': "'none'",
  })
})

it('has browsers keep what is named by its content, and ask again for everything else', () => {
  expect(headersFor('/assets/index-1a2b.js')['Cache-Control']).toContain('immutable')
  for (const path of ['/', '/index.html', '/icon.svg'])
    expect(headersFor(path)['Cache-Control']).toBe('no-cache')
})

it.each(['/', '/index.html', '/assets/index-1a2b.js', '/workers/worker-1a2b.js'])(
  'says the same to hosts that add up their rules: %s',
  (path) => {
    const sent = hosted(path)
    for (const [name, value] of Object.entries(headersFor(path))) expect(sent.get(name)?.at(-1)).toBe(value)
    const doubled = [...sent].filter(([, values]) => values.length > 1).map(([name]) => name)
    expect(doubled).toEqual(path.startsWith('/workers/') ? ['Content-Security-Policy'] : [])
  },
)

it('loosens only styles and connections while developing', () => {
  const developing = policyOf(developmentHeaders(false))
  const loosened = [...policyOf(headersFor('/'))].filter(
    ([name, sources]) => developing.get(name) !== sources,
  )
  expect(loosened.map(([name]) => name)).toEqual(['style-src', 'connect-src'])
  expect(policyOf(developmentHeaders(true))).toEqual(policyOf(headersFor('/workers/')))
})
