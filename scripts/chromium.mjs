// Unpacks the Chromium that comes inside an npm package, with the libraries and fonts that a bare machine lacks.
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import tar from 'tar-fs'

const archives = ['al2023', 'fonts', 'swiftshader']

/**
 * Unpacks into a folder of its own and renames that at the end, so that several processes may do it at once.
 * @param {string} cache
 * @returns {Promise<{ executablePath: string, env: Record<string, string> }>}
 */
export async function unpackChromium(cache) {
  if (!existsSync(cache)) {
    mkdirSync(dirname(cache), { recursive: true })
    const work = mkdtempSync(`${cache}-`)
    await unpack(work)
    try {
      renameSync(work, cache)
    } catch (error) {
      rmSync(work, { recursive: true })
      if (!existsSync(cache)) throw error // else another process was faster
    }
  }
  const libraries = [join(cache, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH ?? ''].filter(Boolean).join(delimiter)
  const fonts = join(cache, 'fonts')
  writeFileSync(join(fonts, 'fonts.conf'), fontsConfig(fonts, join(cache, 'font-cache')))
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return {
    executablePath: join(cache, 'chromium'),
    env: { ...Object.fromEntries(inherited), LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: process.env.FONTCONFIG_PATH ?? fonts },
  }
}

async function unpack(/** @type {string} */ folder) {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const bin = join(entry.slice(0, entry.lastIndexOf('@sparticuz')), '@sparticuz', 'chromium', 'bin')
  const from = (/** @type {string} */ name) => createReadStream(join(bin, name))
  await pipeline(from('chromium.br'), createBrotliDecompress(), createWriteStream(join(folder, 'chromium'), { mode: 0o755 }))
  for (const name of archives) await pipeline(from(`${name}.tar.br`), createBrotliDecompress(), tar.extract(join(folder, name)))
}

/** Without it a machine that has no fonts of its own shows no text at all. */
const fontsConfig = (/** @type {string} */ fonts, /** @type {string} */ cache) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(fonts, 'fonts')}</dir>
  <cachedir>${cache}</cachedir>
</fontconfig>
`
