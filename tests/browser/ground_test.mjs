// The pages of the ground: sign-in, help, refusals, the keyboard, the choices of display.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { axe, check, noHorizontalScroll, password, press, signIn, startDemo, tabTo } from './vigie.mjs'

let demo
before(async () => { demo = await startDemo() })
after(async () => { await demo.close() })

test('a refusal is a page that says what to do', async () => {
  const page = await demo.open('foyer')
  for (const [path, title] of [['/rien', 'Introuvable'], ['/absences/01234567-89ab-7def-8123-456789abcdef/retour', 'Introuvable']]) {
    await page.goto(path)
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), title)
    await check(page)
  }
  const analyst = await demo.open('analyste')
  await analyst.goto('/recherche')
  assert.equal(await analyst.getByRole('heading', { level: 1 }).innerText(), 'Accès refusé')
})

test('one signs in by keyboard alone, and comes back to the page that was asked for', async () => {
  const page = await demo.open(null)
  await page.goto('/absences')
  assert.equal(await page.title(), 'Connexion – Vigie')
  await tabTo(page, '#identifiant')
  await page.keyboard.type('police')
  await press(page, 'Tab')
  await page.keyboard.type(password)
  await press(page, 'Enter')
  await page.getByRole('heading', { level: 1, name: 'Absences en cours' }).waitFor()
  await press(page, 'Tab')
  assert.equal(await page.locator(':focus').innerText(), 'Aller au contenu')
  await press(page, 'Enter')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'contenu')
})

test('a wrong sign-in says so at once: summary focused, title, words beside the box', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await demo.open(null, { javaScriptEnabled })
    await page.goto('/connexion')
    await page.getByLabel('Identifiant').fill('police')
    await page.getByLabel('Mot de passe', { exact: true }).fill('faux')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
    assert.equal(await page.title(), 'Erreur : Connexion – Vigie'.replace(' :', '\u00a0:'))
    assert.equal(await page.getByLabel('Mot de passe', { exact: true }).inputValue(), '')
    assert.equal(await page.getByLabel('Identifiant').inputValue(), 'police')
    if (!javaScriptEnabled) continue
    assert.equal(await page.evaluate(() => document.activeElement.className), 'govuk-error-summary')
    await check(page)
    await page.getByRole('alert').getByRole('link').click()
    assert.equal(await page.evaluate(() => document.activeElement.id), 'identifiant')
  }
})

test('F2 goes to the search from anywhere, and what is looked for stays out of the address', async () => {
  const page = await demo.open('ecoutant')
  await page.goto('/aide')
  await press(page, 'F2')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'recherche-partout')
  await page.keyboard.type('traoré')
  await press(page, 'Enter')
  await page.getByRole('heading', { level: 1, name: 'Rechercher un mineur' }).waitFor()
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/recherche')
  assert.match(await page.getByRole('table').innerText(), /TRAORÉ/)
  await check(page)
  await page.getByLabel('Nom, prénom').fill('x')
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
  await check(page)
})

test('the theme and the single keys are chosen, kept, and single keys are off unless asked for', async () => {
  const page = await demo.open('foyer', { colorScheme: 'light' })
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await page.goto('/raccourcis')
  assert.equal(await page.getByLabel('Éteints').isChecked(), true)
  const light = await background()
  await page.getByLabel('Sombre').check()
  await page.getByLabel('Actifs').check()
  await page.getByRole('button', { name: 'Enregistrer mes choix' }).click()
  await page.getByText('Vos choix sont enregistrés').waitFor()
  assert.notEqual(await background(), light)
  await axe(page)
  await page.goto('/aide')
  assert.notEqual(await background(), light)
  assert.equal(await page.evaluate(() => document.documentElement.dataset.raccourcis), 'oui')
})

test('single keys act only when they are switched on, never while one types, and are switched off again', async () => {
  const page = await demo.open('police')
  const choose = async (what) => {
    await page.goto('/raccourcis')
    await page.getByLabel(what).check()
    await page.getByRole('button', { name: 'Enregistrer mes choix' }).click()
    await page.getByText('Vos choix sont enregistrés').waitFor()
    await page.goto('/absences?qui=toutes')
  }
  const focused = () => page.evaluate(() => document.activeElement.closest('tr')?.rowIndex ?? document.activeElement.id)
  const off = async () => {
    for (const key of ['j', 'k', '/', '?']) await press(page, key)
    assert.equal(await focused(), '')
    assert.match(page.url(), /absences/)
  }
  await page.goto('/absences?qui=toutes')
  await off()
  await choose('Actifs')
  await press(page, 'j')
  assert.equal(await focused(), 1)
  await press(page, 'j', 'j', 'k')
  assert.equal(await focused(), 2)
  await press(page, '/')
  assert.equal(await focused(), 'recherche-partout')
  await press(page, 'j')
  assert.equal(await page.locator('#recherche-partout').inputValue(), 'j')
  await page.locator('#contenu').focus()
  await press(page, '?')
  await page.waitForURL('**/raccourcis')
  await choose('Éteints')
  await off()
})

test('the page of shortcuts tells every key that a template or a module knows', async () => {
  const read = (folder) => readdirSync(folder, { recursive: true }).filter((name) => /\.(html|js)$/.test(name)).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
  const web = resolve(fileURLToPath(import.meta.url), '../../../src/web')
  const templates = read(join(web, 'templates'))
  const modules = read(join(web, 'modules'))
  const named = { Control: 'Ctrl', Enter: 'Entrée', Shift: 'Maj', Delete: 'Suppr', Backspace: 'Retour arrière', ArrowDown: '↓', ArrowUp: '↑', Escape: 'Échap' }
  const keys = new Set()
  for (const [, one] of templates.matchAll(/data-(?:function-)?key="([^"]+)"/g)) keys.add(one)
  for (const [, all] of templates.matchAll(/aria-keyshortcuts="([^"]+)"/g)) for (const one of all.replace('{{RANK}}', '1').split('+')) keys.add(named[one] ?? one)
  for (const [, one] of modules.matchAll(/'(F\d+)'/g)) keys.add(one)
  for (const [, one] of modules.matchAll(/event\.key === '(\w+)'/g)) keys.add(named[one] ?? one)
  for (const [, one] of /stateOf = \{([^}]+)\}/.exec(modules)[1].matchAll(/(\w+):/g)) keys.add(named[one] ?? one.toUpperCase())
  assert.ok(keys.size >= 15, [...keys].join())
  const page = await demo.open(null)
  await page.goto('/raccourcis')
  const told = new Set(await page.locator('kbd').allInnerTexts())
  assert.deepEqual([...keys].filter((one) => !told.has(one)), [])
})

test('text twice as large and a window of 320 px keep everything within reach', async () => {
  const page = await demo.open('foyer', { viewport: { width: 320, height: 640 } })
  for (const path of ['/', '/absences', '/raccourcis']) {
    await page.goto(path)
    await page.addStyleTag({ content: 'html { font-size: 200% !important }' }).catch(() => {}) // the policy refuses it
    await noHorizontalScroll(page)
  }
})

test('a session that ends while one types loses nothing', async () => {
  const page = await demo.open('foyer')
  const { items } = await demo.api('foyer', 'GET', '/api/v1/episodes?status=en_cours')
  await page.goto(`/absences/${items[0].id}/entretien`)
  const said = 'Il dit « ça va ».\nPuis plus rien & <rien>.'
  const box = page.locator('textarea:visible').first()
  await box.fill(said)
  const name = await box.getAttribute('name')
  await page.context().clearCookies()
  await page.getByRole('button', { name: /Enregistrer l’entretien/ }).click()
  await page.getByText('gardé dans cette page').waitFor()
  await check(page)
  await page.getByLabel('Identifiant').fill('foyer')
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Envoyer ce que j’avais saisi' }).click()
  await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor() // nothing says yet whether it was held
  assert.equal(await page.locator(`textarea[name="${name}"]`).inputValue(), said)
})

test('signing out closes the page to whoever comes next', async () => {
  const page = await demo.open(null)
  await signIn(page, 'foyer')
  await page.goto('/absences')
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.getByText('Vous êtes déconnecté.').waitFor()
  await page.goBack()
  await page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor()
})
