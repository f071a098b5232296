// What another service holds: police asks for it and opens it in an emergency, the home transmits it, the 116 000 reads it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { check, startDemo } from './vigie.mjs'

let demo
before(async () => { demo = await startDemo() })
after(async () => { await demo.close() })

const at = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19) + '+00:00'
const declare = async () => await demo.api('foyer', 'POST', '/api/v1/declarations', {
  form: 'inquietante',
  answers: { surnoms: ['Zyl'], declarant_qualite: 'educateur', depart_au_plus_tard: at(4), handicap: 'oui', recit: 'Parti sans prévenir.' }
})

test('what another service holds is said, asked for and opened in an emergency', async () => {
  const { episode } = await declare()
  const page = await demo.open('police')
  await page.goto(`/absences/${episode.id}`)
  assert.match(await page.locator('main').innerText(), /Élément détenu par un autre service\. Il compte dans le niveau/)
  assert.match(await page.locator('main').innerText(), /foyer\s: des réponses sont détenues par un autre service/)
  await page.getByRole('link', { name: 'Demander la transmission' }).click()
  await check(page)
  await page.getByRole('button', { name: /^Demander/ }).click()
  await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
  page.faults.length = 0 // the console tells the 422
  await check(page)
  await page.getByLabel('Rechercher le mineur').check()
  await page.getByLabel('Pourquoi vous les demandez').fill('Suit-il un traitement ?')
  await page.getByRole('button', { name: /^Demander/ }).click()
  await page.getByText('La demande est envoyée').waitFor()
  await check(page)
  await page.getByRole('link', { name: 'Accès d’urgence' }).click()
  await check(page)
  await page.getByLabel('Le danger immédiat').fill('Message d’adieu.')
  await page.getByRole('button', { name: /^Ouvrir maintenant/ }).click()
  await page.getByText('L’accès d’urgence est ouvert pour quatre heures').waitFor()
  await check(page)
  assert.doesNotMatch(await page.locator('main').innerText(), /Élément détenu/)

  const home = await demo.open('foyer')
  await home.goto(`/absences/${episode.id}`)
  assert.match(await home.locator('main').innerText(), /a demandé la transmission[\s\S]*Suit-il un traitement \?[\s\S]*Accès d’urgence[\s\S]*Message d’adieu\./i)
  await check(home)
})

test('a declaration is transmitted in part, by who signed it, and read by who receives it', async () => {
  const { id } = await declare()
  const page = await demo.open('foyer')
  await page.goto(`/declarations/${id}`)
  await page.getByRole('button', { name: 'Transmettre' }).click()
  await check(page)
  await page.getByRole('button', { name: /^Transmettre/ }).click()
  await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
  page.faults.length = 0 // the console tells the 422
  await check(page)
  await page.getByLabel('À quelle organisation').fill('116 000')
  await page.getByLabel('Évaluer le danger et protéger le mineur').check()
  await page.getByLabel(/CASF/).check()
  await page.locator('input[name="fields"][value="handicap"]').check()
  for (const who of ['parents_informed', 'child_informed']) await page.locator(`input[name="${who}"][value="oui"]`).check()
  await page.getByRole('button', { name: /^Transmettre/ }).click()
  await page.getByText('La déclaration est transmise.').waitFor()
  assert.match(await page.locator('main').innerText(), /Transmise en partie à 116 000/)
  await check(page)

  const worker = await demo.open('suivi')
  await worker.goto('/transmissions')
  await check(worker)
  await worker.locator(`a[href="/declarations/${id}"]`).click()
  assert.match(await worker.locator('main').innerText(), /Handicap/)
  await check(worker)
})
