// « Retour »: from the list of absences to a recorded return, in two activations.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { check, press, startDemo, tabTo } from './vigie.mjs'

let demo
before(async () => { demo = await startDemo() })
after(async () => { await demo.close() })

/** A child gone since some hours, declared by the home of the demo; its absence and its name. */
async function declareAbsence (hours = 5) {
  const nom = 'Zyl' + Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('')
  const at = (back) => new Date(Date.now() - back * 3_600_000).toISOString().slice(0, 19) + '+00:00'
  const made = await demo.api('foyer', 'POST', '/api/v1/declarations', {
    form: 'classique', new_minor: true,
    answers: { nom, prenoms: 'Kaïs', date_naissance: '2011-03-07', depart_au_plus_tot: at(hours + 1), depart_au_plus_tard: at(hours), declarant_qualite: 'educateur' }
  })
  return { id: made.episode.id, name: `${nom.toUpperCase()}, Kaïs` }
}

const episode = (id) => demo.api('foyer', 'GET', `/api/v1/episodes/${id}`)

for (const javaScriptEnabled of [true, false]) {
  test(`two activations from the list to a recorded return, and one more undoes it (JavaScript ${javaScriptEnabled ? 'on' : 'off'})`, async () => {
    const { id, name } = await declareAbsence()
    const page = await demo.open('foyer', { javaScriptEnabled })
    await page.goto('/absences')
    await page.getByRole('row').filter({ hasText: name }).getByRole('link', { name: 'Retour' }).click() // first
    const child = page.locator('.vigie-child')
    assert.match(await child.innerText(), new RegExp(`${name}[\\s\\S]*15[\u00a0 ]ans[\\s\\S]*Départ le `))
    assert.equal(await page.locator('main input:checked').count(), 0, 'nothing is chosen beforehand')
    await page.getByRole('button', { name: 'Oui, un professionnel l’a vu' }).click() // second
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Retour enregistré')
    const returned = await episode(id)
    assert.equal(returned.status, 'rentre')
    assert.ok(Date.now() - Date.parse(returned.returned.latest) < 60_000)
    assert.match(await page.locator('main').innerText(), /Entretien de retour à mener\s+Avant le .*dans (3.jours|2.jours 23)/)
    await page.getByRole('button', { name: 'Annuler ce retour' }).click() // one more
    assert.match(await page.locator('.vigie-child').innerText(), /Absent – absence/)
    assert.equal((await episode(id)).status, 'en_cours')
  })
}

test('the return is recorded by keyboard alone', async () => {
  const { id, name } = await declareAbsence()
  const page = await demo.open('foyer')
  await page.goto('/absences')
  for (let found = false; !found;) {
    const link = await tabTo(page, 'td a', 200)
    found = (await link.innerText()).includes(name)
  }
  await press(page, 'Enter')
  await page.getByRole('heading', { level: 1, name: 'Enregistrer un retour' }).waitFor()
  await tabTo(page, 'button[name="vu"][value="non"]')
  await press(page, 'Enter')
  await page.getByText('pas encore vérifié par un professionnel').waitFor()
  assert.equal((await episode(id)).status, 'rentre')
})

test('a return told later is typed as it is said, its reading shown while one types', async () => {
  const { id } = await declareAbsence(72)
  const page = await demo.open('foyer')
  await page.goto(`/absences/${id}/retour`)
  await page.getByRole('link', { name: /préciser/ }).click()
  const when = page.getByLabel('De retour au plus tard')
  await when.pressSequentially('hier 23h')
  await page.getByText(/^Compris\s: \w+ \d+.* à 23\sh\s00/).waitFor()
  await when.fill('23h')
  await page.getByText(/^Pas encore compris.*il manque le jour/).waitFor()
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
  assert.equal(await when.inputValue(), '23h')
  await check(page)
  await when.fill('hier 23h')
  await page.getByRole('radio', { name: 'Localisé' }).check()
  await page.getByRole('button', { name: /Enregistrer le retour/ }).last().click()
  await page.getByRole('heading', { level: 1, name: 'Mineur localisé, pas encore rentré' }).waitFor()
  assert.equal((await episode(id)).status, 'localise')
  await check(page)
})

test('a question that depends on another appears with it, and the place is folded away', async () => {
  const { id } = await declareAbsence()
  const page = await demo.open('foyer')
  await page.goto(`/absences/${id}/retour?precis=1`)
  assert.equal(await page.getByLabel('Objets nouveaux : précisions').isVisible(), false)
  await page.getByRole('radiogroup', { name: 'Revient avec des objets nouveaux' }).getByRole('radio', { name: 'Oui' }).check()
  assert.equal(await page.getByLabel('Objets nouveaux : précisions').isVisible(), true)
  assert.equal(await page.getByLabel('Commune de découverte').isVisible(), false)
  await page.getByText('Où il a été retrouvé').click()
  assert.equal(await page.getByLabel('Commune de découverte').isVisible(), true)
  await check(page)
})

test('the interview, by keyboard alone, feeds the assessment at once', async () => {
  const { id } = await declareAbsence()
  const page = await demo.open('foyer')
  await page.goto(`/absences/${id}/retour`)
  await page.getByRole('button', { name: 'Oui, un professionnel l’a vu' }).click()
  await page.getByRole('link', { name: 'Enregistrer l’entretien de retour' }).click()
  await check(page)
  await tabTo(page, 'input[name="entretien"]')
  while (await page.locator(':focus').getAttribute('value') !== 'realise') await press(page, 'ArrowRight')
  await tabTo(page, 'input[name="revelation"]', 300)
  while (await page.locator(':focus').getAttribute('value') !== 'oui') await press(page, 'ArrowRight')
  await press(page, 'Control+Enter')
  await page.getByText('L’entretien est enregistré.').waitFor()
  assert.equal((await episode(id)).level, 'critique')
  await check(page)
})

test('who is no longer absent is said to be so, and nothing can be recorded twice', async () => {
  const { id } = await declareAbsence()
  const page = await demo.open('foyer')
  const other = await demo.open('police')
  await page.goto(`/absences/${id}/retour`)
  await other.goto(`/absences/${id}/retour`)
  await page.getByRole('button', { name: 'Oui, un professionnel l’a vu' }).click()
  await other.getByRole('button', { name: 'Oui, un professionnel l’a vu' }).click()
  await other.getByText('Ce retour était déjà enregistré').waitFor()
  assert.equal((await episode(id)).declarations.length, 2)
  await other.goto(`/absences/${id}/retour`)
  await other.getByText('Cette absence n’est plus en cours.').waitFor()
  await check(other)
})
