// « Nouvel appel »: typed by keyboard alone, saved as it is typed, and nothing lost: not by a crash, a lost session, a colleague.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startLine } from './line.mjs'
import { check, password, press, startDemo, tabTo } from './vigie.mjs'

let demo
before(async () => { demo = await startDemo() })
after(async () => { await demo.close() })

const invented = () => 'Zyl' + Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('')
const idOf = (page) => /\/appels\/([0-9a-f-]{36})/.exec(page.url())?.[1]
const draft = (id, login = 'ecoutant') => demo.api(login, 'GET', `/api/v1/drafts/${id}`)

async function until (happens, what) {
  for (let i = 0; i < 200; i++) {
    if (await happens().catch(() => false)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`never: ${what}`)
}

/** The draft of the page holds this. */
async function holds (page, answers) {
  await page.waitForURL(/\/appels\/[0-9a-f-]{36}/)
  await until(async () => {
    const held = (await draft(idOf(page))).answers
    return Object.entries(answers).every(([field, answer]) => held[field] === answer)
  }, JSON.stringify(answers))
}

async function newCall (login = 'ecoutant', options = {}) {
  const page = await demo.open(login, options)
  await page.goto('/appels/nouveau')
  return page
}

/** A child gone since some hours, declared by the home of the demo. */
async function declareAbsence () {
  const nom = invented()
  const at = (back) => new Date(Date.now() - back * 3_600_000).toISOString().slice(0, 19) + '+00:00'
  const made = await demo.api('foyer', 'POST', '/api/v1/declarations', {
    form: 'classique', new_minor: true,
    answers: { nom, prenoms: 'Kaïs', date_naissance: '2011-03-07', depart_au_plus_tot: at(6), depart_au_plus_tard: at(5), declarant_qualite: 'educateur' }
  })
  return { nom, name: `${nom.toUpperCase()}, Kaïs`, episode: made.episode.id, reference: made.episode.reference }
}

test('a typist records a valid call by keyboard alone', async () => {
  const page = await newCall()
  let keys = 0
  let moves = 0
  const type = async (text) => { keys += [...text].length; await page.keyboard.type(text) }
  const move = async (...names) => { moves += names.length; await press(page, ...names) }
  const begun = Date.now()
  assert.equal(await page.evaluate(() => document.activeElement.name), 'recit')
  await type('La mère appelle. Partie du domicile hier soir après une dispute. Un homme de 25 ans l’attendait en voiture.')
  await move('F9') // Appelant: the first question is « déjà déclaré ? »
  await move('n', 'Tab')
  await type('m') // Mère
  await move('F9') // Mineur
  await type(invented())
  await move('Tab')
  await type('Inès')
  await move('Tab')
  for (const part of ['7', 'mars', '2011']) { await type(part); await move('Tab') }
  await move('F9') // Circonstances
  await type('hier 23h')
  await move('F9') // Danger
  await move('n', 'Tab', 's', 'Tab', 'o')
  await move('F9') // Signes
  await move('Delete', 'n', 'F9') // Suites
  await move('Space')
  await holds(page, { deja_declare: 'non', danger_immediat: 'non', suspicion_crime: 'inconnu', avec_tiers_dangereux: 'oui', date_naissance: '2011-03-07' })
  await page.getByText('Pas encore déclarée : faire composer le 17.').waitFor()
  await move('Control+Enter')
  await page.getByRole('heading', { level: 1, name: 'Appel clôturé' }).waitFor()
  const seconds = keys * 0.17 + moves * 0.4 // 70 words a minute; a shortcut takes longer than a letter
  console.log(`    a call: ${keys} letters and ${moves} shortcuts, ${seconds.toFixed(0)} s at 70 words a minute; ${((Date.now() - begun) / 1000).toFixed(1)} s by the machine`)
  assert.ok(seconds < 60, `${seconds} s`)
  const told = await page.locator('main').innerText()
  assert.match(told, /Faire composer le 17/)
  assert.match(told, /Composer le 17 maintenant/)
  assert.match(told, /Inquiétante/)
  await check(page)
})

test('a call typed for 30 seconds survives kill -9: every character is there after the restart', async () => {
  const page = await newCall()
  const story = 'Récit « à la lettre » : 25 €, l’été, @pseudo #rue.\n'.repeat(12)
  await page.keyboard.type(story, { delay: 30_000 / story.length })
  await press(page, 'F9', 'o')
  await press(page, 'F9')
  const nom = invented()
  await page.keyboard.type(nom)
  await holds(page, { recit: story.trim(), nom, deja_declare: 'oui' })
  await demo.kill()
  // What is typed while the service is away stays in the page, and goes as soon as it is back.
  await page.locator('textarea[name=recit]').focus()
  await press(page, 'Control+End')
  await page.keyboard.type('Et encore ceci.', { delay: 2 })
  await page.getByText('Connexion perdue').waitFor()
  await demo.start()
  await holds(page, { recit: story + 'Et encore ceci.', nom })
  await page.getByText('Enregistré de nouveau.').waitFor()
  const colleague = await demo.open('suivi')
  await colleague.goto('/appels')
  await colleague.getByRole('link', { name: /^Reprendre/ }).first().click()
  assert.equal(await colleague.locator('#recit').inputValue(), story + 'Et encore ceci.')
  assert.equal(await colleague.locator('#nom').inputValue(), nom)
  assert.match(await colleague.locator('main').innerText(), /Dernière saisie par ecoutant/)
})

test('a page that is left saves its last word', async () => {
  const page = await newCall()
  await page.keyboard.type('Début.')
  await holds(page, { recit: 'Début.' })
  await page.keyboard.type(' Et la fin.')
  const id = idOf(page)
  await page.goto('/aide')
  await until(async () => (await draft(id)).answers.recit === 'Début. Et la fin.', 'the last word')
})

test('a session that ends loses nothing: signing in again in the page sends what was waiting', async () => {
  const page = await newCall()
  await page.keyboard.type('Avant.')
  await holds(page, { recit: 'Avant.' })
  await page.context().clearCookies()
  await page.keyboard.type(' Après.')
  const dialog = page.getByRole('dialog', { name: 'Votre session a pris fin' })
  await dialog.waitFor()
  page.faults.length = 0 // the console tells the 401
  await check(page)
  await page.keyboard.type('faux')
  await press(page, 'Enter')
  await dialog.getByText('Identifiant ou mot de passe incorrect.').waitFor()
  await page.keyboard.type(password)
  await press(page, 'Enter')
  await holds(page, { recit: 'Avant. Après.' })
  assert.equal(await page.evaluate(() => document.activeElement.name), 'recit')
  await page.keyboard.type(' Ensuite.')
  await holds(page, { recit: 'Avant. Après. Ensuite.' })
})

for (const holds of ['asked', 'answered']) {
  test(`what is typed while the very first piece is on its way is not lost with the page (held back: ${holds})`, async () => {
    const line = await startLine(demo.url)
    const page = await newCall('ecoutant', { baseURL: line.url })
    const nom = invented()
    line.holds = holds
    await page.keyboard.type(`Récit de ${nom}.`)
    await until(async () => line.release !== undefined, 'the first piece')
    await page.keyboard.type(' Suite.')
    await page.locator('#nom').fill(nom)
    await page.goto('/aide')
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    assert.equal(stored, '[{},{}]', 'nothing typed stays in the browser')
    line.release()
    const calls = async () => {
      const { items } = await demo.api('ecoutant', 'GET', '/api/v1/drafts')
      return Promise.all(items.filter((one) => one.form === 'appel').map((one) => draft(one.id)))
    }
    await until(async () => (await calls()).some((one) => one.answers.recit === `Récit de ${nom}. Suite.` && one.answers.nom === nom), 'the last word')
    await new Promise((resolve) => setTimeout(resolve, 300))
    assert.equal((await calls()).filter((one) => one.answers.recit?.startsWith(`Récit de ${nom}.`)).length, 1, 'one call')
    await page.context().close()
    await line.close()
  })
}

test('two people in one call: what one alone changed is taken, what both changed is asked', async () => {
  const page = await newCall()
  await page.keyboard.type('Premier récit.')
  await holds(page, { recit: 'Premier récit.' })
  const other = await demo.open('suivi')
  await other.goto(`/appels/${idOf(page)}`)
  await other.locator('#recit').fill('Récit du collègue.')
  await other.locator('#prenoms').fill('Kaïs')
  await until(async () => (await draft(idOf(page))).answers.prenoms === 'Kaïs' && (await draft(idOf(page))).answers.recit === 'Récit du collègue.', 'the colleague')
  await page.keyboard.type(' Ma suite.')
  await page.getByRole('heading', { name: 'Saisi en même temps par suivi' }).waitFor()
  assert.equal(await page.locator('#recit').inputValue(), 'Premier récit. Ma suite.')
  assert.equal(await page.locator('#prenoms').inputValue(), 'Kaïs')
  page.faults.length = 0 // the console tells the 412
  await check(page)
  await page.getByRole('button', { name: 'Garder la mienne' }).press('Enter')
  await holds(page, { recit: 'Premier récit. Ma suite.', prenoms: 'Kaïs' })
  await other.locator('#recit').fill('Encore le collègue.')
  await other.getByRole('button', { name: 'Prendre l’autre' }).press('Enter')
  assert.equal(await other.locator('#recit').inputValue(), 'Premier récit. Ma suite.')
})

test('the child is looked for while one types, and the absence that lasts is said', async () => {
  const { nom, name, episode, reference } = await declareAbsence()
  const page = await newCall()
  await page.locator('#nom').fill(nom.slice(0, -1) + 'a')
  await page.locator('#prenoms').fill('Kais')
  await press(page, 'Tab')
  await page.getByText(/1 dossier ressemblant|dossiers ressemblants/).waitFor()
  await check(page)
  await page.getByRole('button', { name: `C’est cet enfant : ${name}` }).press('Enter')
  await page.getByText('Absence en cours', { exact: true }).waitFor()
  assert.match(await page.locator('[data-part=mineur]').innerText(), new RegExp(reference))
  await page.getByLabel('Qualité de l’appelant').selectOption('educateur')
  await page.getByRole('button', { name: /Clôturer/ }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Appel clôturé' }).waitFor()
  assert.match(await page.locator('main').innerText(), /Rattaché au dossier que vous avez choisi/)
  assert.equal((await demo.api('foyer', 'GET', `/api/v1/episodes/${episode}`)).declarations.length, 1) // a home reads its own
  assert.equal((await demo.api('ecoutant', 'GET', `/api/v1/episodes/${episode}`)).declarations.length, 2)
})

test('the next question is one keystroke away, and answering it changes what the rules say at once', async () => {
  const page = await newCall()
  await page.keyboard.type('Fugue.')
  await page.getByRole('heading', { name: 'À demander maintenant' }).waitFor()
  assert.match(await page.locator('[data-part=avis]').innerText(), /Aucun signe recueilli à ce stade[\s\S]*questions que lisent les règles ne sont pas posées/)
  const field = (await page.locator('[data-question="1"]').getAttribute('href')).slice(1)
  await press(page, 'Alt+Shift+Digit1')
  assert.equal(await page.evaluate(() => document.activeElement.name), field)
  await press(page, 'o')
  await page.waitForFunction((before) => document.querySelector('[data-question="1"]')?.getAttribute('href') !== before, '#' + field)
  assert.equal(await page.evaluate(() => document.activeElement.name), field)
})

test('what cannot be understood is kept as typed, named, and closing says where to mend it', async () => {
  const page = await newCall()
  await page.getByLabel('Départ au plus tard').fill('31/02/2026 10h')
  await page.getByText('Pas encore compris').first().waitFor()
  await page.getByRole('button', { name: /Clôturer/ }).press('Enter')
  await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
  assert.match(await page.title(), /^Erreur/)
  assert.equal(await page.getByLabel('Départ au plus tard').inputValue(), '31/02/2026 10h')
  page.faults.length = 0 // the console tells the 422
  await check(page)
  await tabTo(page, 'a[href="#appelant_qualite"]')
  await press(page, 'Enter')
  assert.equal(await page.evaluate(() => document.activeElement.name), 'appelant_qualite')
})

test('without JavaScript: type, save, search, choose, add a line, close', async () => {
  const { nom, name } = await declareAbsence()
  const page = await newCall('ecoutant', { javaScriptEnabled: false })
  await page.locator('#recit').fill('Récit.')
  await page.locator('#nom').fill(nom)
  await page.locator('#prenoms').fill('Kaïs')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByText(/Enregistré à \d\d:\d\d\./).waitFor()
  await page.getByRole('button', { name: `C’est cet enfant : ${name}` }).click()
  await page.getByText('Absence en cours', { exact: true }).waitFor()
  await page.getByRole('button', { name: /Clôturer/ }).click()
  await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
  await page.getByLabel('Qualité de l’appelant').selectOption('mere')
  await page.getByRole('button', { name: /Clôturer/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Appel clôturé' }).waitFor()
})

test('a call that is given up leaves nothing', async () => {
  const page = await newCall()
  await page.keyboard.type('Erreur de ligne.')
  await holds(page, { recit: 'Erreur de ligne.' })
  const id = idOf(page)
  await page.reload()
  await page.getByText('Abandonner cette fiche').click()
  await page.getByRole('button', { name: 'Effacer cette fiche' }).click()
  await page.getByText('rien n’en reste').waitFor()
  await assert.rejects(draft(id), /404/)
})
