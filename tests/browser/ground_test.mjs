// The pages of the ground: sign-in, help, refusals, the keyboard, the choices of display.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, check, noHorizontalScroll, password, press, signIn, startDemo, tabTo } from './vigie.mjs'

let demo
before(async () => { demo = await startDemo() })
after(async () => { await demo.close() })

test('every page of the ground holds axe, 320 px and the dark theme, signed out and signed in', async () => {
  const page = await demo.open(null)
  for (const path of ['/', '/connexion', '/aide', '/aide/ecoutant', '/aide/suivi', '/aide/police', '/aide/foyer', '/aide/analyste',
    '/aide/admin', '/raccourcis', '/accessibilite']) {
    await page.goto(path)
    await check(page)
  }
  for (const login of ['ecoutant', 'suivi', 'police', 'foyer', 'analyste', 'admin']) {
    const home = await demo.open(login)
    await home.goto('/')
    await check(home)
    assert.match(await home.getByRole('banner').innerText(), new RegExp(login))
  }
})

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

test('a shortcut of one key acts only when it is switched on, and never while one types', async () => {
  const page = await demo.open('foyer')
  await page.goto('/aide')
  const presses = async () => {
    await page.evaluate(() => {
      const button = document.createElement('button')
      button.dataset.key = 'j'
      button.id = 'essai'
      button.addEventListener('click', () => { window.pressed = (window.pressed ?? 0) + 1 })
      document.getElementById('contenu').append(button)
    })
    await page.locator('#contenu').focus()
    await press(page, 'j')
    await page.locator('#recherche-partout').focus()
    await press(page, 'j')
    assert.equal(await page.locator('#recherche-partout').inputValue(), 'j')
    return await page.evaluate(() => window.pressed ?? 0)
  }
  assert.equal(await presses(), 0)
  await page.goto('/raccourcis')
  await page.getByLabel('Actifs').check()
  await page.getByRole('button', { name: 'Enregistrer mes choix' }).click()
  await page.goto('/aide')
  assert.equal(await presses(), 1)
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
