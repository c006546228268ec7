// Builds the page and the command line.
import { install, vite } from './fresh.mjs'
import { join } from 'node:path'

install()
vite('build', '--logLevel', 'warn')
vite('build', '--config', join('scripts', 'cli.config.mjs'), '--logLevel', 'warn')
