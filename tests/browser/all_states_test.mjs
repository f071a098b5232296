// Every page, in every state of states.mjs: axe in light and dark, 320 px, unbreakable spaces, a focus that shows; and every
// template among them. With VIGIE_CAPTURES=folder, a picture of each at 1280, 900 and 400 px, in light and dark.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import { freePort, TestProvider } from './provider.mjs'
import { prepare, states } from './states.mjs'
import { check, focusShows, startDemo } from './vigie.mjs'

const templates = resolve(fileURLToPath(import.meta.url), '../../../src/web/templates')
const withoutText = ['champ_seul.html', 'champ_liste.html'] // they write nothing that others do not
const captures = process.env.VIGIE_CAPTURES

let demo, made, provider
before(async () => {
  provider = await new TestProvider().start()
  const port = await freePort()
  demo = await startDemo({ port, configured: provider.configuration(`http://127.0.0.1:${port}`) })
  provider.serve(demo.url)
  made = await prepare(demo)
})
after(async () => { await demo.close(); await provider.close() })

/** What a template writes by itself, between its markers; of each, whatever no other template writes. */
function ownWords () {
  const words = new Map()
  for (const name of readdirSync(templates)) {
    const pieces = readFileSync(join(templates, name), 'utf8').split(/\{\{[^}]*\}\}|\n/)
    words.set(name, [...new Set(pieces.map((one) => one.trim()).filter((one) => one.length > 7))])
  }
  const writers = (piece) => [...words.values()].filter((pieces) => pieces.some((one) => one.includes(piece))).length
  return new Map([...words].map(([name, pieces]) => [name, pieces.filter((one) => writers(one) === 1)]))
}

const written = [] // every page as the service sent it: where, what, its policy
const pages = new Map()
/** One page a profession, signed in once. */
async function pageOf (who) {
  if (!pages.has(who)) {
    const page = await demo.open(who, { colorScheme: 'light' })
    page.on('response', async (response) => {
      const sent = response.headers()
      if (!sent['content-type']?.startsWith('text/html') || !response.url().startsWith(demo.url)) return
      written.push({ address: new URL(response.url()).pathname, policy: sent['content-security-policy'] ?? '', html: await response.text().catch(() => '') })
    })
    pages.set(who, page)
  }
  return pages.get(who)
}

async function capture (page, name) {
  mkdirSync(captures, { recursive: true })
  for (const colorScheme of ['light', 'dark'])
    for (const width of [1280, 900, 400]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: join(captures, `${name}-${width}-${colorScheme}.png`), fullPage: true })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
}

for (const [rank, [who, what, go]] of states.entries()) {
  test(`${who ?? 'visitor'}: ${what}`, async () => {
    const page = await pageOf(who)
    page.faults.length = 0
    await go(page, made)
    await check(page)
    await focusShows(page)
    if (captures) await capture(page, `${String(rank).padStart(3, '0')}-${who ?? 'visiteur'}-${what.replace(/[^\p{L}\d]+/gu, '-')}`)
  })
}

test('no template is left out', () => {
  const all = written.map((one) => one.html).join('\n')
  const words = ownWords()
  const missing = [...words].filter(([name, pieces]) => !withoutText.includes(name) && !pieces.some((one) => all.includes(one))).map(([name]) => name)
  if (process.env.VIGIE_UNSEEN) for (const [name, pieces] of words) for (const piece of pieces) if (!all.includes(piece)) console.log(`# ${name}: ${piece}`)
  assert.deepEqual(missing, [], 'add a state that shows it to states.mjs')
})

/** What a page could not do without JavaScript, or would do against a policy that allows nothing inline. */
function wrongIn (html) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const hidden = (one) => one.closest('[hidden], dialog') !== null // a module shows it
  const wrong = [...page.querySelectorAll('script:not([src]), style, [style], iframe, object, a:not([href]), a[href="#"], [href^="javascript:"]')]
  for (const one of page.querySelectorAll('*')) if ([...one.attributes].some(({ name }) => name.startsWith('on'))) wrong.push(one)
  for (const form of page.forms) if (!hidden(form) && ![...form.elements].some((one) => one.type === 'submit' && !one.disabled && !hidden(one))) wrong.push(form)
  for (const one of page.querySelectorAll('button, input, select, textarea')) if (!hidden(one) && (!one.form || one.type === 'button')) wrong.push(one)
  return wrong.map((one) => one.outerHTML.slice(0, 160))
}

test('no page has anything inline nor a sign of no common font, and each sends its own forms without a module', async () => {
  const page = await demo.open(null)
  const wrong = new Map()
  for (const { address, policy, html } of written) {
    for (const one of await page.evaluate(wrongIn, html)) wrong.set(one, address)
    for (const [sign] of html.matchAll(/\p{Emoji_Presentation}/gu)) wrong.set(sign, address) // an old workstation has no font for it
    const allowed = Object.fromEntries(policy.split(';').map((rule) => rule.trim()).map((rule) => [rule.split(' ')[0], rule]))
    const strict = ["default-src 'none'", "script-src 'self'", "style-src 'self'"].every((rule) => allowed[rule.split(' ')[0]] === rule)
    if (!strict || policy.includes('unsafe')) wrong.set(policy, address)
  }
  assert.ok(written.length >= states.length)
  assert.deepEqual([...wrong], [])
})

test('a first load is under 60 kilobytes of style and script, compressed, on every page', async () => {
  const sizes = new Map()
  let most = [0, '']
  for (const { address, html } of written) {
    let bytes = 0
    for (const file of new Set(html.match(/\/static\/[\w-]+\.(?:css|js)/g))) {
      if (!sizes.has(file)) {
        const { headers } = await fetch(demo.url + file, { headers: { 'Accept-Encoding': 'gzip' } })
        assert.equal(headers.get('content-encoding'), 'gzip', file)
        sizes.set(file, Number(headers.get('content-length')))
      }
      bytes += sizes.get(file)
    }
    if (bytes > most[0]) most = [bytes, address]
    assert.ok(bytes < 60 * 1024, `${address}: ${bytes} bytes`)
  }
  assert.ok(sizes.size >= 5 && most[0] > 10_000)
  console.log(`    the heaviest of ${written.length} pages: ${(most[0] / 1024).toFixed(1)} KB of style and script, ${most[1]}`)
})

test('a name of style belongs to one group of pages', () => {
  const styles = resolve(templates, '../styles')
  const owners = new Map()
  for (const file of readdirSync(styles))
    for (const [, name] of readFileSync(join(styles, file), 'utf8').matchAll(/^\s*(\.vigie-[\w-]+) \{/gm))
      owners.set(name, (owners.get(name) ?? new Set()).add(file))
  assert.deepEqual([...owners].filter(([, files]) => files.size > 1).map(([name, files]) => `${name}: ${[...files].join(', ')}`), [])
})
