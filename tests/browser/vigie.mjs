// The real program and a real Chromium, for the browser tests.
//   const demo = await startDemo()               a `vigie demo` on a free port, in a directory of its own; { port, configured }
//   const page = await demo.open('foyer')        a page signed in as that demo account (null: signed out)
//   await axe(page); await noHorizontalScroll(page); await check(page)   what every page must hold
//   await press(page, 'Tab', …)                  the keyboard alone
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHmac } from 'node:crypto'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = resolve(fileURLToPath(import.meta.url), '../../..')
const binary = resolve(root, process.env.VIGIE_BINARY ?? 'build/release/vigie')
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const password = 'vigie-demo'
// What a test of pages has no use for, and Chromium would do at each window: the pages that it draws its own address bar with.
// The last such option stands alone, so those that playwright-core 1.60 leaves out for good reason are among them.
const unneeded = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync', 'BoundaryEventDispatchTracksNodeRemoval', 'DestroyProfileOnBrowserClose', 'GlobalMediaControls',
  'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'PaintHolding', 'RenderDocument', 'ThirdPartyStoragePartitioning', 'Translate', 'OptimizationHints']

// Many short pages on few cores: what V8 would compile further, and what a screen would draw, is thrown away before it serves.
const cheap = ['--disable-gpu', '--disable-software-rasterizer', '--js-flags=--no-opt,--no-maglev,--single-threaded-gc']

/** The words that the program prints once it listens. */
async function addressOf (child) {
  let said = ''
  child.stderr.resume()
  for await (const piece of child.stdout) {
    said += piece
    const found = /Vigie écoute sur (https?:\/\/\S+)/.exec(said)
    if (found) return found[1]
  }
  throw new Error(`vigie ended before it listened: ${said}`)
}

/** What an authenticator shows (RFC 6238) of a key as the page gives it, some steps from now. */
export function codeOf (key, steps = 0) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...key.replace(/\s/g, '')].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('')
  const secret = Buffer.from(bits.match(/.{8}/g).map((one) => parseInt(one, 2)))
  const moment = Buffer.alloc(8)
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const digest = createHmac('sha1', secret).update(moment).digest()
  return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

export class Demo {
  /** `port`: one that is free, else any. `configured`: the text of a configuration file. */
  constructor ({ port = 0, configured = '' } = {}) {
    this.directory = mkdtempSync(join(tmpdir(), 'vigie-navigateur-'))
    this.port = port
    this.config = join(this.directory, 'vigie.toml')
    this.log = ''
    writeFileSync(this.config, configured)
  }

  /** Starts (again) on the same directory and port. */
  async start () {
    const port = this.url ? new URL(this.url).port : this.port
    this.child = spawn(binary, ['demo', '--config', this.config, '--data', join(this.directory, 'donnees'), '--listen', `127.0.0.1:${port}`],
      { stdio: ['ignore', 'pipe', 'pipe'] })
    this.child.stderr.on('data', (piece) => { this.log += piece })
    this.ended = new Promise((resolve) => this.child.once('exit', resolve))
    this.url = await addressOf(this.child)
    this.child.stdout.resume()
    return this
  }

  /** As a power cut would. */
  async kill () {
    this.child.kill('SIGKILL')
    await this.ended
  }

  /** A page of its own browser profile. `options` are Playwright's: javaScriptEnabled, colorScheme, viewport … */
  async open (login, options = {}) {
    this.browser ??= await chromium.launch({
      executablePath: process.env.VIGIE_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking', '--disable-dev-shm-usage', ...cheap, `--disable-features=${unneeded.join(',')}`]
    })
    const context = await this.browser.newContext({
      baseURL: this.url, locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport: { width: 1280, height: 900 }, ...options
    })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    page.faults = []  // what the console complains about: a blocked script, a missing file
    page.on('console', (message) => message.type() === 'error' && page.faults.push(message.text()))
    page.on('pageerror', (error) => page.faults.push(String(error)))
    if (login) await signIn(page, login)
    return page
  }

  /** A token for a program, as the command line makes it. */
  token (login, label, ...options) {
    const said = execFileSync(binary, ['account', 'token', login, '--label', label, '--data', join(this.directory, 'donnees'), ...options])
    return String(said).trim().split('\n').at(-1)
  }

  /** JSON of the API, as that demo account. */
  async api (login, method, path, body) {
    this.tokens ??= {}
    if (!this.tokens[login]) {
      const session = await fetch(`${this.url}/api/v1/session`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login, password })
      })
      this.tokens[login] = (await session.json()).token
    }
    const answer = await fetch(this.url + path, {
      method, headers: { Authorization: `Bearer ${this.tokens[login]}`, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body)
    })
    const json = await answer.json()
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${JSON.stringify(json)}`)
    return json
  }

  async close () {
    await this.browser?.close()
    this.child.kill('SIGTERM')
    await this.ended
    rmSync(this.directory, { recursive: true, force: true })
  }
}

export async function startDemo (options) {
  return await new Demo(options).start()
}

export async function signIn (page, login) {
  await page.goto('/connexion')
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.getByRole('button', { name: 'Se déconnecter' }).waitFor()
}

/** No finding of axe-core for WCAG 2.2 A and AA and RGAA 4. Needs JavaScript in the page. */
export async function axe (page) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axeSource)
  const violations = await page.evaluate(async () => (await globalThis.axe.run(document, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4'] }, resultTypes: ['violations'], preload: { assets: ['media'] } // no rule of these reads style sheets
  })).violations)
  const told = violations.map((one) => `${one.id}: ${one.help}\n  ${one.nodes.map((node) => node.html.slice(0, 160)).join('\n  ')}`)
  assert.deepEqual(told, [], `${page.url()}\n${told.join('\n')}`)
}

export async function noHorizontalScroll (page) {
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
  assert.ok(wide <= seen, `${page.url()}: ${wide} px wide in a window of ${seen}`)
}

/** Spaces that French wants unbreakable are so, in all that is shown but what people said (marked data-said). */
export async function frenchSpaces (page) {
  const text = await page.evaluate(() => {
    const copy = document.body.cloneNode(true)
    for (const said of copy.querySelectorAll('[data-said], textarea')) said.remove()
    return copy.textContent
  })
  const wrong = [...text.matchAll(/\S{0,15}(?: [:;?!»]|« )\S{0,15}/g)].map((one) => one[0])
  assert.deepEqual(wrong, [], `${page.url()}: breakable spaces`)
}

/** What every page holds: axe in light at 1280 px and in dark at 320 px, no sideways scroll (nor at 900 and 700 px, where tables have little room), unbreakable spaces, and no fault
 *  in the console but the refusal that was asked for. */
export async function check (page) {
  const before = page.viewportSize()
  for (const [colorScheme, width] of [['light', 1280], ['dark', 320]]) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    await axe(page)
    await noHorizontalScroll(page)
  }
  for (const width of [900, 700]) {
    await page.setViewportSize({ width, height: 900 })
    await noHorizontalScroll(page)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(before)
  await frenchSpaces(page)
  const refused = /Failed to load resource: the server responded with a status of 4\d\d/  // the console tells each
  assert.deepEqual(page.faults.filter((fault) => !refused.test(fault)), [], page.url())
}

/** Keys, one after the other. */
export async function press (page, ...keys) {
  for (const key of keys) await page.keyboard.press(key)
}

/** Tabs until the focused element matches; fails after `most` presses: it cannot be reached by keyboard. */
export async function tabTo (page, selector, most = 60) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if (await focused.count() > 0 && await focused.evaluate((one, wanted) => one.matches(wanted), selector)) {
      assert.ok(await hasVisibleFocus(focused), `${selector}: the focus does not show`)
      return focused
    }
  }
  throw new Error(`${selector}: not reached in ${most} tabs on ${page.url()}`)
}

/** Whatever can hold the focus looks otherwise while it does: itself, or the label that draws it. */
export async function focusShows (page) {
  const alike = await page.evaluate(() => {
    const drawn = (one) => {
      const label = ['radio', 'checkbox'].includes(one.type) && one.labels?.[0]
      const style = label ? getComputedStyle(label, '::before') : getComputedStyle(one)
      return [style.outlineStyle, style.outlineColor, style.outlineWidth, style.boxShadow, style.backgroundColor, style.borderColor].join()
    }
    const before = document.activeElement
    before?.blur()
    const dialog = document.querySelector('dialog[open]')
    const wrong = []
    for (const one of (dialog ?? document).querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
      if (one.disabled || one.tabIndex < 0 || !one.checkVisibility()) continue
      const rest = drawn(one)
      one.focus({ preventScroll: true })
      if (document.activeElement !== one || drawn(one) === rest) wrong.push(one.outerHTML.slice(0, 160))
      one.blur()
    }
    before?.focus({ preventScroll: true })
    return wrong
  })
  assert.deepEqual(alike, [], `${page.url()}: the focus does not show`)
}

async function hasVisibleFocus (focused) {
  return await focused.evaluate((one) => {
    const style = getComputedStyle(one)
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.textDecorationLine !== 'none'
  })
}
