// Requests that no browser sends, made at random: targets, headers and the ways to leave a request unfinished.
import { below, pick, type Random } from '../graph/mutate.ts'

const files = [
  '/',
  '/index.html',
  '/icon.svg',
  '/workers/worker-1a2b.js',
  '/assets/font-3c4d.woff2',
  '/passing.js',
]

const hosts = (port: number): readonly string[] => [
  ...[
    `localhost:${port}`,
    `LocalHost:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port + 1}`,
    `evil.example:${port}`,
    '',
  ],
  ...[
    `[::1]:${port}`,
    `127.0.0.1.evil.example:${port}`,
    `0x7f.1:${port}`,
    'x'.repeat(300),
    `a@127.0.0.1:${port}`,
  ],
]

const targets = (port: number): readonly string[] => [
  ...[
    '/',
    '/index.html',
    '/index.html?x=1',
    '/index.html/',
    '/icon.svg%2fx',
    '/index.html%2e',
    '/workers/w.js',
  ],
  ...[
    '//',
    '///',
    '//index.html',
    '/./index.html',
    '/workers/../index.html',
    '/workers',
    '/workers/',
    '/passing.js',
  ],
  ...['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%2e%2e%2fsecret.txt', '/.%2e/secret.txt'],
  ...['/%252e%252e/secret.txt', '/..%c0%afsecret.txt', '/%uff0e%uff0e/secret.txt', '//../secret.txt'],
  ...['/..\\secret.txt', '/..%5csecret.txt', '/workers\\w.js', '/workers%5cw.js', '/\\index.html'],
  ...[
    '/%00',
    '/index.html%00',
    '/%00/../secret.txt',
    '/index.html%0d%0aX-Evil:%201',
    '/%',
    '/%zz',
    '/%E0%A4%A',
  ],
  ...[
    '/con',
    '/nul.txt',
    '/aux',
    '/COM1',
    '/index.html::$DATA',
    '/index.html.',
    '/INDEX.HTML',
    '/INDEX~1.HTM',
  ],
  ...[
    '/link.txt',
    '/out/secret.txt',
    '/out',
    '/round/round/index.html',
    '/.env',
    '/_headers',
    '/_HEADERS',
    '/%5fheaders',
  ],
  ...['/__proto__', '/constructor', '/toString', '/~', '/*', '/?', '/#x', '/;', `/${'a'.repeat(300)}`],
  ...[
    `/${'a/'.repeat(3000)}`,
    `/${'../'.repeat(1000)}secret.txt`,
    `/${'%2e'.repeat(1000)}`,
    `/?${'x'.repeat(6000)}`,
  ],
  ...[
    '*',
    `http://127.0.0.1:${port}/index.html`,
    `http://127.0.0.1:${port}/../secret.txt`,
    'http://evil.example/',
  ],
  ...['http://', 'http:///index.html', 'https://[::1]/', 'file:///etc/passwd', 'data:text/html,x'],
]

const headers: readonly string[] = [
  ...[
    'bytes=0-3',
    'bytes=-1',
    'bytes=-99999',
    'bytes=3-',
    'bytes=5-2',
    'bytes=99999-',
    'bytes=0-0,2-3',
    'bytes=abc',
  ],
  ...[
    'bytes=',
    'bytes=-',
    'bytes=0-9'.repeat(500),
    `bytes=${'9'.repeat(400)}-`,
    'bytes=1e3-',
    'lines=1-2',
    'bytes=NaN-NaN',
  ],
]
  .map((range) => `Range: ${range}`)
  .concat(
    ...[
      'yesterday',
      '0',
      '-1',
      'Thu, 01 Jan 1970 00:00:00 GMT',
      'Fri, 31 Feb 9999 99:99:99 GMT',
      '',
      '""',
      '*',
    ].map((when) =>
      ['Modified-Since', 'Unmodified-Since', 'Match', 'None-Match', 'Range'].map(
        (what) => `If-${what}: ${when}`,
      ),
    ),
    ...[
      'br',
      'gzip',
      '*',
      'br;q=0',
      'gzip;q=9e99',
      ';;;,,,=',
      'identity;q=0',
      'x'.repeat(3000),
      'a,'.repeat(2000),
    ].map((encoding) => [`Accept-Encoding: ${encoding}`]),
    ...['Host: evil.example', 'Host: ', 'Cookie: '.concat('c'.repeat(5000)), 'X-A: 1\r\n'.repeat(100).trim()],
    ...[
      'Connection: upgrade\r\nUpgrade: websocket',
      'Upgrade: h2c',
      'Connection: close, upgrade',
      'Expect: 200-ok',
    ],
    ...[
      'Content-Length: 0',
      'Content-Type: x',
      'Cache-Control: no-cache',
      'Forwarded: host=evil',
      'Origin: null',
    ],
  )

const methods = [
  ...Array<string>(9).fill('GET'),
  'HEAD',
  'HEAD',
  'POST',
  'PUT',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
]

/** Another spelling of a target: letters as percent codes, parts cut or doubled. Still something that can be sent. */
function respelled(target: string, random: Random): string {
  const at = 1 + below(random, target.length)
  const letter = target.charCodeAt(at)
  switch (below(random, 4)) {
    case 0:
      return letter
        ? `${target.slice(0, at)}%${letter.toString(16).padStart(2, '0')}${target.slice(at + 1)}`
        : target
    case 1:
      return target.slice(0, at)
    case 2:
      return target + target.slice(0, 200)
    default:
      return (
        target.slice(0, at) +
        pick(random, ['/', '%2f', '..', '%00', '%', '\\', '//', '.', '%C3']) +
        target.slice(at)
      )
  }
}

/** A request that can be read, whatever it asks for; `last` ends the connection after its answer. */
export function request(random: Random, port: number, last: boolean): string {
  let target = pick(random, random() < 0.3 ? files : targets(port))
  if (target.startsWith('/')) for (let n = below(random, 3); n > 0; n--) target = respelled(target, random)
  const host = random() < 0.9 ? `127.0.0.1:${port}` : pick(random, hosts(port))
  const lines = [`${pick(random, methods)} ${target} HTTP/1.1`, `Host: ${host}`]
  for (let n = below(random, 3); n > 0; n--) lines.push(pick(random, headers))
  if (last) lines.push('Connection: close')
  return `${lines.join('\r\n')}\r\n\r\n`
}

/** Something that is no request, or one with a body that is none. */
export function nonsense(random: Random, port: number): string {
  const bytes = () =>
    String.fromCharCode(...Array.from({ length: 1 + below(random, 200) }, () => below(random, 256)))
  const start = `POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`
  const text = request(random, port, true)
  const at = below(random, text.length)
  return pick(random, [
    () => bytes(),
    () => text.slice(0, at) + bytes() + text.slice(at),
    () => `GET ${bytes()} HTTP/1.1\r\n\r\n`,
    () => `GET / HTTP/${below(random, 100)}\r\n\r\n`,
    () => 'GET / HTTP/1.0\r\n\r\n',
    () => 'GET /\r\n\r\n',
    () => `CONNECT 127.0.0.1:${port} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`,
    () => `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    () => `GET / HTTP/1.1\r\n${'X: x\r\n'.repeat(3000)}\r\n`,
    () => `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: a\0b\r\n\r\n`,
    () => `${start}Content-Length: 5\r\n\r\nabcde${text}`,
    () => `${start}Content-Length: -1\r\n\r\n`,
    () => `${start}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    () => `${start}Transfer-Encoding: chunked\r\n\r\n${bytes()}`,
    () => `${start}Expect: 100-continue\r\nContent-Length: 9\r\n\r\n`,
    () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  ])()
}

/** The beginning of a request whose end never comes. */
export function beginning(random: Random, port: number): string {
  const text = request(random, port, true)
  return text.slice(0, below(random, text.length - 3))
}
