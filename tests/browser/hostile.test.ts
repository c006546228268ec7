// Two hundred payloads of markup and script in every text of a file: nothing runs, nothing is fetched, nothing breaks the policy.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { drop, openBrowser, status, visit } from './visit.ts'

/** Each sets window.pwned if any part of the page takes it for more than text. */
const bases = [
  '<script>window.pwned=1</script>',
  '<img src=x onerror=window.pwned=1>',
  '<svg/onload=window.pwned=1>',
  '<svg><script>window.pwned=1</script></svg>',
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  '<a href="javascript:window.pwned=1" autofocus onfocus=window.pwned=1>x</a>',
  '[x](javascript:window.pwned=1)',
  '![x](https://evil.example/x.png)',
  '[x]: javascript:window.pwned=1\n[x]',
  '<https://evil.example/?<script>window.pwned=1</script>>',
  '<style>@import "https://evil.example/x.css";</style>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<base href=https://evil.example/>',
  '<meta http-equiv=refresh content="0;url=javascript:window.pwned=1">',
  '<form action=https://evil.example/><button autofocus>x</button></form>',
  '<math><mtext><mglyph><style><!--</style><img title="--><img src=x onerror=window.pwned=1>">',
  '$\\href{javascript:window.pwned=1}{x}$',
  '$\\includegraphics{https://evil.example/x.png}$',
  '$\\htmlStyle{background:url(https://evil.example/x)}{x}$',
  '$\\def\\a{\\a\\a}\\a$',
]
const wrappings: readonly ((payload: string) => string)[] = [
  (payload) => payload,
  (payload) => `"'><${payload}`,
  (payload) => `--></title></textarea></style></script>${payload}`,
  (payload) => `\`\`\`\n${payload}\n\`\`\``,
  (payload) => `> ${payload}\n\n- ${payload}`,
  (payload) => `{${payload}} {{constructor.constructor('window.pwned=1')()}} \${window.pwned=1}`,
  (payload) => `&lt;b&gt;${payload.replaceAll('<', '&lt;').replaceAll('"', '&quot;')}`,
  (payload) => `\u0000${payload.replaceAll('<', '<\u0000').replaceAll('=', '\u200b=')}`,
  (payload) => `\u202e${payload}\u2066`,
  (payload) => encodeURIComponent(payload) + payload,
]
const payloads = wrappings.flatMap((wrap) => bases.map(wrap))
/** So many go into one file. */
const share = 40

/** A graph in which every text that a file may hold is one of these. */
function fileOf(texts: readonly string[]): string {
  const text = (place: number): string => texts[place % texts.length] ?? ''
  const short = (place: number): string => text(place).slice(0, 200)
  const nodes = [
    { id: 'a', type: 'number', title: short(0), at: [40, 40] },
    { id: 'b', type: text(1), title: short(2), at: [40, 240], params: { [text(3)]: text(4) } },
    { id: 'c', type: 'assert', at: [400, 40], params: { message: text(5), check: 'zero', [text(6)]: 1 } },
    { id: text(7), type: 'number', at: [400, 240] },
    { id: 'd', type: 'lossplot', title: short(8), at: [760, 40], [text(9)]: text(10) },
    ...texts.map((each, place) => ({
      ...{
        id: `n${place}`,
        type: 'tanh',
        title: each.slice(0, 200),
        at: [40 + 220 * (place % 5), 500 + 200 * place],
      },
    })),
  ]
  const wires = [
    { from: 'a.out', to: 'c.in', label: text(11) },
    { from: 'a.out', to: 'd.in', label: text(12) },
    { from: `a.${text(13)}`, to: 'c.in' },
    { from: text(14), to: text(15) },
    ...texts.map((each, place) => ({ from: 'a.out', to: `n${place}.in`, label: each })),
  ]
  const frames = [{ id: 'f', title: short(16), around: ['a', text(17)], color: text(18) }]
  const notes = texts.map((each, place) => ({
    id: `t${place}`,
    at: [1200, 200 * place],
    size: [240, 160],
    text: each,
  }))
  return JSON.stringify({
    ...{
      format: 'gradloom',
      version: 1,
      title: short(19),
      about: texts.join('\n\n'),
      nodes,
      wires,
      frames,
      notes,
    },
    ...{
      arithmetic: text(20),
      [text(21)]: text(22),
      lesson: { steps: [{ title: text(23), text: text(24) }] },
    },
  })
}

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** What a page did that no file may make it do. */
async function watched(): Promise<{ page: Page; complaints: readonly string[]; deeds: string[] }> {
  const { page, complaints } = await visit(browser)
  const deeds: string[] = []
  const own = new URL(inject('address')).origin
  page.on('dialog', (dialog) => {
    deeds.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(own) && !url.startsWith('blob:') && !url.startsWith('data:'))
      deeds.push(`a request to ${url}`)
  })
  page.on('popup', () => deeds.push('a window'))
  page.on('framenavigated', (frame) => deeds.push(`a navigation to ${frame.url()}`))
  return { page, complaints, deeds }
}

/** Elements and attributes that no text of a file may become. */
const intruders = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = [
      ...document.querySelectorAll(
        'script:not([src]), iframe, object, embed, base, form, style, link[href*=evil]',
      ),
    ]
    const handlers = [...document.querySelectorAll('*')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on')),
    )
    const links = [...document.querySelectorAll('a[href], [src]')].filter((element) => {
      const to = element.getAttribute('href') ?? element.getAttribute('src') ?? ''
      return /^\s*(javascript|data|vbscript):/i.test(to) || (element.tagName !== 'A' && /evil/.test(to))
    })
    return [...found, ...handlers, ...links].map(({ outerHTML }) => outerHTML.slice(0, 120))
  })

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search commands' }).fill(words)
  await page.keyboard.press('Enter')
}

describe.each(Array.from({ length: payloads.length / share }, (_, part) => part))('part %i', (part) => {
  test('nothing that a file says is taken for more than text', async () => {
    const { page, complaints, deeds } = await watched()
    await drop(page, fileOf(payloads.slice(part * share, (part + 1) * share)), `${payloads[part] ?? ''}.json`)
    await expect.poll(() => page.locator('[data-node]').count()).toBeGreaterThan(3)
    await expect.poll(() => status(page)).toMatch(/^iteration/)
    for (const panel of ['info', 'history', 'settings', 'outline', 'problems']) {
      await command(page, panel)
      expect(await intruders(page), panel).toEqual([])
    }
    await command(page, 'info')
    for (const node of await page.getByRole('treeitem').all()) {
      if (!(await node.getAttribute('aria-level').catch(() => null))) continue
      await node.focus()
      await page.keyboard.press('ArrowRight')
    }
    await page.getByRole('treeitem').first().click()
    expect(await intruders(page)).toEqual([])
    await command(page, 'reading')
    const next = page.getByRole('button', { name: 'Next node' })
    for (let step = 0; step < 6; step++) await next.click()
    expect(await intruders(page)).toEqual([])
    await page.getByRole('button', { name: 'Canvas', exact: true }).click()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('textbox', { name: 'Title' }).fill(bases[part] ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(await intruders(page)).toEqual([])
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false)
    expect(deeds).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

test('there are two hundred of them', () => {
  expect(new Set(payloads).size).toBe(200)
})
