// npm test: installs what is missing, builds, checks types, style and format, runs all tests and counts them.
// Options: --only NAME[,NAME…] of the stages; other words are handed to Vitest, which takes them as parts of paths.
import { install } from './fresh.mjs'

install()
void import('./stages.mjs')
  .then(({ main }) => main(process.argv.slice(2)))
  .catch((/** @type {Error} */ thrown) => {
    console.error(thrown.message)
    process.exitCode = 1
  })
