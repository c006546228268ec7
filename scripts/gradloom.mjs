// The command line of the repository: built where needed, then run.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildCommandLine, install, root } from './fresh.mjs'

install()
buildCommandLine()
await import(pathToFileURL(join(root, 'dist', 'cli', 'gradloom.js')).href)
