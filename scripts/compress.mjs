// Writes what browsers take compressed beside the files of a built page, once, as small as it gets.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** How browsers may take a file, the best first, and how its name then ends. @type {Record<string, string>} */
export const endings = { br: '.br', gzip: '.gz' }

// Pictures and fonts hardly get smaller.
const text = /\.(?:html|js|css|json|svg|md|wasm)$/
const most = { level: constants.Z_BEST_COMPRESSION }

/** @param {string} folder */
export async function compress(folder) {
  const files = await readdir(folder, { recursive: true })
  await Promise.all(
    files
      .filter((file) => text.test(file))
      .map(async (file) => {
        const path = join(folder, file)
        const content = await readFile(path)
        await writeFile(path + endings.br, await promisify(brotliCompress)(content))
        await writeFile(path + endings.gzip, await promisify(gzip)(content, most))
      }),
  )
}
