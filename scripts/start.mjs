// npm start: installs and builds what is missing, serves the page and opens it. Options: --port NUMBER, --no-open.
import { install } from './fresh.mjs'

install()
void import('./start-page.mjs').then(({ main }) => main(process.argv.slice(2)))
