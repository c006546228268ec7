// A folder like that of a built page, and around it what nobody is to get: hidden files, and links that lead out.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compress } from '../../scripts/compress.mjs'

/** What stands in every file that is not to be served. */
export const secret = 'kept to ourselves'
export const page = `<p>${'page '.repeat(100)}</p>\n`

export interface Folder {
  readonly path: string
  remove(): void
}

export async function makeFolder(): Promise<Folder> {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), 'gradloom-serve-')))
  const path = join(outside, 'page')
  for (const folder of ['workers', 'assets']) mkdirSync(join(path, folder), { recursive: true })
  writeFileSync(join(path, 'index.html'), page)
  writeFileSync(join(path, 'icon.svg'), '<svg/>')
  writeFileSync(join(path, 'workers', 'worker-1a2b.js'), 'work()')
  writeFileSync(join(path, 'assets', 'font-3c4d.woff2'), 'font '.repeat(100))
  writeFileSync(join(path, 'assets', 'large-5e6f.bin'), Buffer.alloc(3_000_000))
  await compress(path)
  for (const file of ['../secret.txt', '.env', '_headers']) writeFileSync(join(path, file), secret)
  symlinkSync('../secret.txt', join(path, 'link.txt'))
  symlinkSync('..', join(path, 'out'))
  symlinkSync('.', join(path, 'round'))
  return { path, remove: () => rmSync(outside, { recursive: true }) }
}
