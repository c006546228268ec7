// The check of types finds an error that is planted in a component, so that its silence means something.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const dist = join(root, 'dist')
let folder = ''

beforeAll(() => {
  // Below the project, so that its packages are found.
  mkdirSync(dist, { recursive: true })
  folder = mkdtempSync(join(dist, 'planted-'))
  const config = { extends: '../../tsconfig.json', include: ['*.ts', '*.svelte'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  writeFileSync(
    join(folder, 'Child.svelte'),
    '<script lang="ts">\n  let { size }: { size: number } = $props()\n</script>\n{size}\n',
  )
  writeFileSync(
    join(folder, 'Parent.svelte'),
    '<script lang="ts">\n  import Child from "./Child.svelte"\n  const word: string = 1\n</script>\n<Child size="wide" />\n{word.missing}\n',
  )
  writeFileSync(join(folder, 'plain.ts'), 'export const flag: boolean = "no"\n')
})

afterAll(() => rmSync(folder, { recursive: true }))

it('finds the errors in script, template, property and module', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/svelte-check/bin/svelte-check'), '--workspace', folder, '--output', 'machine'],
    { cwd: folder, encoding: 'utf8' },
  )
  expect(status).toBe(1)
  const places = [...stdout.matchAll(/ERROR "([^"]+)" (\d+):/g)].map(([, file, line]) => `${file}:${line}`)
  expect(places.sort()).toEqual(['Parent.svelte:3', 'Parent.svelte:5', 'Parent.svelte:6', 'plain.ts:1'])
})
