// Unpacks the Chromium that lies in the package @sparticuz/chromium, so that it runs on a machine without its libraries and fonts.
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import tar from 'tar-fs'

/** @param {string} folder */
const fontsConfiguration = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <cachedir>${join(folder, 'fontconfig')}</cachedir>
</fontconfig>
`

/** @param {string} packed @param {string} folder */
async function unpack(packed, folder) {
  const open = (/** @type {string} */ name) => createReadStream(join(packed, name))
  const executable = createWriteStream(join(folder, 'chromium'), { mode: 0o755 })
  await pipeline(open('chromium.br'), createBrotliDecompress(), executable)
  for (const part of ['al2023', 'fonts', 'swiftshader']) {
    await pipeline(open(`${part}.tar.br`), createBrotliDecompress(), tar.extract(join(folder, part)))
  }
}

// Several processes may come at once: each unpacks into a folder of its own, and the first to finish gives it the name.
/** @param {string} folder @param {(folder: string) => Promise<void>} fill */
async function fillOnce(folder, fill) {
  if (existsSync(folder)) return
  const temporary = `${folder}.${randomUUID()}`
  await mkdir(temporary, { recursive: true })
  try {
    await fill(temporary)
    await rename(temporary, folder)
  } catch (thrown) {
    await rm(temporary, { recursive: true, force: true })
    if (!existsSync(folder)) throw thrown
  }
}

/** @param {string} file @param {string} text */
async function writeWhole(file, text) {
  if ((await readFile(file, 'utf8').catch(() => null)) === text) return
  const temporary = `${file}.${randomUUID()}`
  await writeFile(temporary, text)
  await rename(temporary, file)
}

/** Where the Chromium lies when it is unpacked into a cache, and the environment that it needs.
 * @param {string} cache */
export async function unpackChromium(cache) {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const home = entry.slice(0, entry.lastIndexOf('build'))
  /** @type {{ version: string }} */
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))
  const folder = join(cache, `chromium-${version}`)
  await mkdir(dirname(folder), { recursive: true })
  await fillOnce(folder, (temporary) => unpack(join(home, 'bin'), temporary))
  // The project may have been moved since: the file names its folder, so it is compared every time.
  await writeWhole(join(folder, 'fonts', 'fonts.conf'), fontsConfiguration(folder))
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean)
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: libraries.join(delimiter),
      FONTCONFIG_PATH: process.env.FONTCONFIG_PATH ?? join(folder, 'fonts'),
    },
  }
}
