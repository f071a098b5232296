// The file of a child, an absence, deciding: police from the search to the decision by keyboard alone, a home and its own, the
// follow-up to the interview, the analyst without any name.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { check, press, startDemo, tabTo } from './vigie.mjs'

let demo
before(async () => { demo = await startDemo() })
after(async () => { await demo.close() })

const invented = () => 'Zyl' + Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('')
const at = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19) + '+00:00'

/** A child with two past absences, one presumed ended, and one that lasts, told by the home and by police, who disagree. */
async function makeFile () {
  const nom = invented()
  const who = { nom, prenoms: 'Kaïs', date_naissance: '2011-03-07', declarant_qualite: 'educateur' }
  const leave = async (hours, more = {}) => await demo.api('foyer', 'POST', '/api/v1/declarations', {
    form: 'classique', answers: { ...who, depart_au_plus_tot: at(hours + 3), depart_au_plus_tard: at(hours), ...more }
  })
  const first = await leave(60 * 24)
  await demo.api('foyer', 'POST', `/api/v1/episodes/${first.episode.id}/return`, {
    answers: { retour_au_plus_tot: at(58 * 24), retour_au_plus_tard: at(57 * 24), retour_commune: 'Zylville', declarant_qualite: 'educateur' }
  })
  await leave(20 * 24) // no return is ever told
  const last = await leave(5, { revelation: 'oui', sans_affaires: 'oui', accompagne: 'oui', accompagnants: [{ nom: 'Zylami', prenoms: 'Noé', mineur: 'oui' }] })
  await demo.api('police', 'POST', '/api/v1/declarations', {
    form: 'classique', minor: last.minor.id, episode: last.episode.id,
    answers: { ...who, nom: nom + 'e', sans_affaires: 'non', ne_pas_informer: 'oui', ne_pas_informer_motif: 'Violences du beau-père.', declarant_qualite: 'police' }
  })
  return { nom, minor: last.minor.id, episode: last.episode.id, ended: first.episode.id }
}

test('police goes from the search to the file, the absence and the decision, by keyboard alone', async () => {
  const { nom, episode } = await makeFile()
  const page = await demo.open('police')
  await press(page, 'F2')
  await page.keyboard.type(nom)
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'Rechercher un mineur' }).waitFor()
  await tabTo(page, 'th a')
  await press(page, 'Enter')
  await page.getByRole('heading', { level: 1, name: /^Dossier / }).waitFor()
  assert.doesNotMatch(page.url() + await page.title(), new RegExp(nom, 'i'))
  const main = page.locator('main')
  assert.match(await main.innerText(), new RegExp(`${nom.toUpperCase()}E, Kaïs`))
  assert.match(await page.locator('.vigie-caution').innerText(), /Ne pas informer les représentants légaux[\s\S]*Violences du beau-père\./)
  await tabTo(page, 'main .govuk-button-group a[href$="/decision"]')
  await press(page, 'Enter')
  await page.getByRole('heading', { level: 1, name: 'Décider' }).waitFor()
  assert.equal(await page.locator('main input:checked').count(), 0, 'nothing is chosen beforehand')
  await tabTo(page, 'input[name="qualification"]')
  await press(page, 'Space')
  await tabTo(page, 'input[name="level"]')
  await press(page, 'Space')
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
  assert.match(await page.locator('#reason-erreur').innerText(), /en deçà de la proposition \(qualification inquiétante, niveau critique\)\s: indiquez-en le motif/)
  page.faults.length = 0 // the console tells the 422
  await check(page)
  await tabTo(page, '#reason')
  await page.keyboard.type('Entendu, dément.')
  await press(page, 'Control+Enter')
  await page.getByText('La décision est enregistrée.').waitFor()
  const decided = await demo.api('police', 'GET', `/api/v1/episodes/${episode}`)
  assert.deepEqual([decided.qualification, decided.level, decided.decision.reason], ['classique', 'aucun', 'Entendu, dément.'])
  await check(page)
})

test('every reason opens on its evidence, contradictions stand side by side, the drawing has its table', async () => {
  const { minor, ended } = await makeFile()
  const page = await demo.open('police')
  await page.goto(`/mineurs/${minor}`)
  const reason = page.locator('.vigie-reason').first()
  assert.equal(await reason.locator('ul').isVisible(), false)
  await reason.locator('summary').focus()
  await press(page, 'Enter')
  assert.match(await reason.innerText(), /Le mineur l’a révélé\s: Oui[\s\S]*Source\s:/)
  assert.match(await reason.getByRole('link').first().getAttribute('href'), /^\/declarations\/[0-9a-f-]{36}$/)
  const differing = page.locator('section', { has: page.getByRole('heading', { name: 'Ce que les voix ne disent pas pareil' }) })
  assert.match(await differing.innerText(), /Départ sans affaires personnelles\s+Oui éducateur[\s\S]*Non police/i)
  assert.match(await page.locator('section:has(#liens)').innerText(), /Zylami, Noé/)
  const drawings = page.getByRole('img', { name: /Ligne des absences|90 derniers jours/ })
  assert.equal(await drawings.count(), 1)
  assert.equal(await drawings.first().locator('rect.vigie-line__presumed').count(), 1)
  assert.equal(await drawings.first().locator('rect.vigie-line__open').count(), 1)
  assert.ok(await drawings.first().locator('rect.vigie-line__maybe').count() >= 3, 'bounds of departures and of a return')
  const rows = page.getByRole('table', { name: 'Les absences, la plus récente d’abord' }).getByRole('row')
  assert.equal(await rows.count(), 4)
  assert.match(await rows.nth(2).innerText(), /jamais dit, présumé/)
  assert.match(await rows.nth(3).innerText(), /de 2.jours à 3.jours/)
  assert.match(await page.locator('main').innerText(), /Déclarations, absences et mineurs sont trois décomptes/)
  await check(page)
  await page.goto(`/absences/${ended}`)
  assert.equal(await page.getByText('Zylville').isVisible(), false)
  await page.getByText('Où il a été retrouvé').click()
  assert.equal(await page.getByText('Zylville').isVisible(), true)
  await check(page)
})

test('a home sees its own and no other; nobody reads what is not theirs', async () => {
  const { minor, episode } = await makeFile()
  const page = await demo.open('foyer')
  await page.goto(`/mineurs/${minor}`)
  assert.doesNotMatch(await page.locator('main').innerText(), /Violences du beau-père/) // said by police, to police
  assert.equal(await page.getByRole('link', { name: 'Qui a lu ce dossier' }).count(), 0)
  await check(page)
  const other = await demo.api('police', 'POST', '/api/v1/declarations', {
    form: 'classique', new_minor: true, answers: { nom: invented(), prenoms: 'Zoé', depart_au_plus_tard: at(4), declarant_qualite: 'mere' }
  })
  for (const path of [`/mineurs/${other.minor.id}`, `/absences/${other.episode.id}`]) {
    await page.goto(path)
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Introuvable')
  }
  page.faults.length = 0 // the console tells the 404
  await page.goto(`/absences/${episode}/decision`)
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Accès refusé')
})

test('the follow-up finds an absence, reads it and records the interview, by keyboard alone', async () => {
  const { nom, episode } = await makeFile()
  await demo.api('foyer', 'POST', `/api/v1/episodes/${episode}/return`, { answers: { retour_au_plus_tard: at(1), retour_verifie: 'oui', declarant_qualite: 'educateur' } })
  const page = await demo.open('suivi')
  await press(page, 'F2')
  await page.keyboard.type(nom)
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'Rechercher un mineur' }).waitFor()
  await tabTo(page, 'th a')
  await press(page, 'Enter')
  await page.getByRole('heading', { level: 1, name: /^Dossier / }).waitFor()
  await tabTo(page, 'main .govuk-button-group a')
  await press(page, 'Enter')
  await page.getByRole('heading', { level: 1, name: /^Absence / }).waitFor()
  assert.match(await page.locator('main').innerText(), /Entretien de retour à mener/)
  await tabTo(page, 'main a[href$="/entretien"]')
  await press(page, 'Enter')
  await tabTo(page, 'input[name="entretien"]')
  while (await page.locator(':focus').getAttribute('value') !== 'realise') await press(page, 'ArrowRight')
  await press(page, 'Control+Enter')
  await page.getByText('L’entretien est enregistré.').waitFor()
  await page.goto(`/absences/${episode}`)
  assert.match(await page.locator('main').innerText(), /Terminée, close par l’entretien/)
  await check(page)
})

test('the analyst filters and opens absences by keyboard alone, and no byte of any page names a child', async () => {
  const { nom, minor, episode } = await makeFile()
  const page = await demo.open('analyste')
  const bytes = []
  page.on('response', async (response) => { if (response.headers()['content-type']?.startsWith('text/html')) bytes.push(await response.text().catch(() => '')) })
  await page.goto('/')
  await tabTo(page, 'a[href="/absences"]')
  await press(page, 'Enter')
  await page.waitForURL('**/absences')
  await check(page)
  await tabTo(page, '#niveau')
  await page.keyboard.type('Crit')
  await tabTo(page, 'main button[type="submit"]')
  await press(page, 'Enter')
  await page.waitForURL(/niveau=critique/)
  await check(page)
  await tabTo(page, 'tbody th a')
  await press(page, 'Enter')
  await page.getByRole('heading', { level: 1, name: /^Absence E-/ }).waitFor()
  await page.goto(`/absences/${episode}`)
  assert.match(await page.locator('main').innerText(), /Le mineur l’a révélé\s: Oui|Mineur [0-9a-z]+/)
  await check(page)
  await page.goto('/absences?etat=clos&departement=976')
  await check(page)
  assert.ok(bytes.length >= 4)
  for (const html of bytes)
    for (const word of [nom, nom.toUpperCase(), 'Kaïs', 'Violences du', 'Zylami', minor, '/mineurs/', '/declarations/']) assert.ok(!html.includes(word), word)
})

test('FPR, disagreement, taking back, reopening, merging, readers: each page and its errors hold', async () => {
  const { nom, minor, episode, ended } = await makeFile()
  const page = await demo.open('police')
  for (const path of [`/absences/${episode}`, `/absences/${episode}/fpr`, `/absences/${episode}/desaccord`, `/absences/${ended}/rouvrir`, `/mineurs/${minor}/reunion`, `/mineurs/${minor}/lectures`, '/recherche', '/absences']) {
    await page.goto(path)
    await check(page)
  }
  await page.goto(`/absences/${episode}/fpr`)
  await page.getByRole('button', { name: 'Enregistrer l’inscription' }).click()
  await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
  page.faults.length = 0 // the console tells the 422
  await check(page)
  await page.getByLabel('Inscrit le').fill('il y a 10 min')
  await page.getByRole('button', { name: 'Enregistrer l’inscription' }).click()
  await page.getByText('l’inscription court toujours').waitFor()
  await page.goto(`/absences/${episode}/desaccord`)
  await page.getByLabel('Le déclarant').fill('Mme Zyl, mère')
  await page.getByLabel(/Ce qu’il conteste/).fill('Il est en danger.')
  await page.getByRole('button', { name: /Enregistrer le désaccord/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Désaccord du déclarant, à transmettre au procureur' }).waitFor()
  await check(page)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('link', { name: 'L’absence' }).isVisible(), false)
  assert.equal(await page.getByText('Date, nom et signature').isVisible(), true)
  assert.ok((await page.pdf()).length > 5000)
  await page.emulateMedia({ media: 'screen' })
  await page.goto(`/absences/${episode}`)
  await page.getByRole('link', { name: /^Retirer/ }).first().click()
  await check(page)
  await page.getByLabel('Motif').fill('Erreur')
  await page.getByRole('button', { name: /Retirer la déclaration/ }).click()
  await page.getByText('La déclaration est retirée').waitFor()
  await check(page)
  await page.goto(`/mineurs/${minor}/reunion`)
  await page.getByLabel(/Chercher l’autre dossier/).fill(nom)
  await page.getByRole('button', { name: 'Chercher', exact: true }).click()
  await check(page)
})

test('a file and a decision work without JavaScript', async () => {
  const { nom, episode } = await makeFile()
  const page = await demo.open('police', { javaScriptEnabled: false })
  await page.goto('/recherche')
  await page.locator('#q').fill(nom)
  await page.getByLabel('Motif de la consultation').selectOption('enquete')
  await page.locator('main').getByRole('button', { name: 'Rechercher' }).click()
  await page.getByRole('link', { name: new RegExp(nom, 'i') }).first().click()
  assert.match(page.url(), /motif=enquete$/)
  await page.locator('.vigie-reason summary').first().click()
  assert.equal(await page.locator('.vigie-reason ul').first().isVisible(), true)
  await page.getByRole('link', { name: 'Décider', exact: true }).click()
  await page.getByLabel('Inquiétante', { exact: false }).check()
  await page.getByLabel('Critique', { exact: false }).check()
  await page.getByRole('button', { name: /^Décider/ }).click()
  await page.getByText('La décision est enregistrée.').waitFor()
  assert.equal((await demo.api('police', 'GET', `/api/v1/episodes/${episode}`)).decision.level, 'critique')
})
