// Every page in every state that it has: empty, filled, in error, of each profession. A state is [who, what, how to get
// there]; `made` is what prepare() has recorded. all_states_test.mjs (which begins early: it takes longest) visits them all, and fails when a template is in none.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { identify, label } from './provider.mjs'
import { codeOf, password, signIn } from './vigie.mjs'

const invented = () => 'Zyl' + Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('')
const at = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19) + '+00:00'
const nowhere = '01234567-89ab-7def-8123-456789abcdef'

/** Files that between them show every part of the pages; the home « foyer-vide » has none. */
export async function prepare (demo) {
  const say = (login, path, body) => demo.api(login, 'POST', `/api/v1/${path}`, body)
  const who = () => ({ nom: invented(), prenoms: 'Kaïs', date_naissance: '2011-03-07', declarant_qualite: 'educateur' })
  const leave = (login, child, hours, more = {}, rest = {}) => say(login, 'declarations', {
    form: 'classique', answers: { ...child, depart_au_plus_tot: at(hours + 3), depart_au_plus_tard: at(hours), ...more }, ...rest
  })
  await say('admin', 'accounts', { login: 'foyer-vide', role: 'foyer', organisation: 'Foyer des Essais', password })
  await say('admin', 'accounts', { login: 'nuit.2', role: 'police', organisation: 'Brigade de nuit', password })
  const made = {}
  const searchOften = async () => { for (let i = 0; i < 25; i++) await say('suivi', 'minors/search', { q: 'personne' }) }
  made.searchMuch = () => searchOften().then(() => Promise.all(Array.from({ length: 19 }, searchOften))) // 500; the first opens the session
  // As though its time had passed: no clock of the demo can be moved.
  const late = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1], timeout=10); d.execute('UPDATE alert SET due_at = due_at - 3600000 WHERE id = ?', sys.argv[2:]); d.commit()"
  made.makeLate = (alert) => execFileSync('python3', ['-c', late, join(demo.directory, 'donnees', 'vigie.db'), alert])
  demo.token('analyste', 'Tableau de bord', '--read-only')
  demo.token('analyste', 'Reprise de l’ancienne base', '--days', '30')

  // A long file: an absence ended, one presumed ended, one that lasts, told by two who disagree; decided, then disputed.
  const child = who()
  made.nom = child.nom
  const first = await leave('foyer', child, 60 * 24)
  made.ended = first.episode.id
  await say('foyer', `episodes/${made.ended}/return`, {
    answers: { retour_au_plus_tot: at(58 * 24), retour_au_plus_tard: at(57 * 24), retour_commune: 'Zylville', retour_verifie: 'oui', declarant_qualite: 'educateur' }
  })
  await leave('foyer', child, 20 * 24)
  const last = await leave('foyer', child, 5, {
    revelation: 'oui', sans_affaires: 'oui', accompagne: 'oui', accompagnants: [{ nom: 'Zylami', prenoms: 'Noé', mineur: 'oui' }], telephones: ['06 39 98 12 34'], recit: 'Ligne 1\nLigne 2'
  })
  made.minor = last.minor.id
  made.open = last.episode.id
  made.alert = (await demo.api('police', 'GET', '/api/v1/alerts?state=ouverte&limit=500')).items.find((one) => one.episode === made.open && one.kind === 'critique').id
  await say('police', 'declarations', {
    form: 'classique', minor: made.minor, episode: made.open,
    answers: { ...child, nom: child.nom + 'e', sans_affaires: 'non', ne_pas_informer: 'oui', ne_pas_informer_motif: 'Violences du beau-père.', declarant_qualite: 'police' }
  })
  const judged = await demo.api('police', 'GET', `/api/v1/episodes/${made.open}`)
  await say('police', `episodes/${made.open}/decision`, { assessment: judged.assessments.at(-1).id, qualification: 'classique', level: 'aucun', reason: 'Entendu, dément.' })
  await say('foyer', `episodes/${made.open}/disagreement`, { declarant: 'Mme Zyl, mère', reason: 'Il est en danger.' })
  made.disputed = (await demo.api('police', 'GET', `/api/v1/episodes/${made.open}`)).disagreements.at(-1).id
  const corrected = await leave('foyer', child, 5, { danger_au_retour: 'oui', hotel_ou_location: 'oui' }, { minor: made.minor, episode: made.open })
  made.amended = corrected.id
  made.amends = (await leave('foyer', child, 5, { hotel_ou_location: 'oui' }, { amends: corrected.id })).id
  made.withdrawn = (await leave('foyer', child, 5, {}, { minor: made.minor, episode: made.open })).id
  await say('foyer', `declarations/${made.withdrawn}/withdraw`, { reason: 'Saisie dans le mauvais dossier.' })

  // Another who shares his phone, is back although the search lasts, and was found elsewhere first.
  const other = await leave('foyer', { ...who(), telephones: ['06 39 98 12 34'] }, 30)
  made.ghost = other.episode.id
  await say('police', `episodes/${made.ghost}/fpr`, { inscrit_le: at(28), categorie: 'M', numero: '12345', service: 'BPM Paris' })
  await say('foyer', `episodes/${made.ghost}/return`, { answers: { retour_au_plus_tard: at(1), retour_verifie: 'non', declarant_qualite: 'educateur' } })
  made.found = (await leave('foyer', who(), 9)).episode.id
  await say('foyer', `episodes/${made.found}/return`, { answers: { retour_au_plus_tard: at(1), retour_issue: 'localise', adresse_actuelle: '1 rue Zyx', autorisation_juge_le: at(0.5), declarant_qualite: 'educateur' } })
  made.plain = (await leave('foyer', who(), 4)).episode.id
  made.entered = (await leave('foyer', who(), 6)).episode.id
  await say('police', `episodes/${made.entered}/fpr`, { motif_de_non_inscription: 'Retrouvé pendant l’appel.' })
  made.grave = (await say('foyer', 'declarations', { form: 'inquietante', answers: { ...who(), depart_au_plus_tard: at(2), revelation: 'oui' } })).id

  // One who has just arrived in the home, and one of whom it holds what concerns health.
  made.hosted = (await leave('foyer', who(), 7)).episode.id
  made.held = (await leave('foyer', { ...who(), handicap: 'oui' }, 3)).episode.id

  // One of whom police alone tell the same number: from the home that link is withheld.
  await leave('police', { ...who(), telephones: ['+33 6 39 98 12 34'] }, 8)

  // Two files that a person found to be one.
  const [here, there] = [await leave('police', who(), 50), await leave('police', who(), 70)]
  await say('police', `minors/${here.minor.id}/merge`, { into: there.minor.id, reason: 'Même empreinte.' })
  made.merged = there.minor.id

  // A preventive sheet, and a child known without one.
  made.sheet = invented()
  await say('foyer', 'declarations', {
    form: 'preventive', answers: { ...who(), nom: made.sheet, lieu_de_vie: 'foyer', departement: '94', taille_cm: 164, traitement_indispensable: 'oui', traitement_nom: 'Insuline', risque_suicidaire: 'non' }
  })
  return made
}

const press = (page, name) => page.locator('main').getByRole('button', { name }).first().click()
const problem = (page) => page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
const fold = (page) => page.evaluate(() => { for (const one of document.querySelectorAll('details')) one.open = true })
const addressed = (path) => (page) => page.goto(path)
/** A page whose form is sent as it stands, and comes back in error. */
const refused = (path, button) => async (page, made) => {
  await page.goto(typeof path === 'function' ? path(made) : path)
  await press(page, button)
  await problem(page)
}

async function begin (page, form) {
  await page.goto('/declarations/nouvelle')
  await page.check(`#form-${form}`)
  await press(page, 'Commencer')
  await page.waitForURL('**/brouillons/*')
  return page.url()
}
const save = (page) => Promise.all([page.waitForNavigation(), press(page, /^Enregistrer et/)])

/** A draft of this form, its section « Identité » filled. */
async function drafted (page, form, nom = invented()) {
  const draft = await begin(page, form)
  await page.goto(draft + '/sections/identite')
  await page.fill('#nom', nom)
  await page.fill('#prenoms', 'Kaïs')
  await save(page)
  await page.waitForURL('**/mineur')
  return draft
}

async function signed (page, form) {
  const draft = await drafted(page, form)
  await page.goto(draft + '/sections/declarant')
  await page.selectOption('#declarant_qualite', 'educateur')
  await save(page)
  await page.goto(draft + '/sections/danger')
  await page.check('input[name=suspicion_crime][value=oui]')
  await save(page)
  await page.goto(draft + '/verifier')
  await press(page, /^Signer et figer/)
  await page.waitForURL('**/signee')
}

/** What two people say at once to one section, sent without the module that saves as one types. */
async function disputed (page) {
  const draft = await begin(page, 'classique')
  await page.goto(draft + '/sections/identite')
  const version = Number(await page.locator('input[name=_version]').first().inputValue())
  for (const [nom, _vu] of [['Zylun', '{}'], ['Zyldeux', '{}']]) {
    await page.evaluate(([address, fields]) => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action: address })
      for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
      document.body.append(form)
      form.submit()
    }, [draft + '/sections/identite', { _version: String(version), _vu, nom }])
    await page.waitForLoadState()
    await page.waitForTimeout(300)
  }
}

const ground = [
  [null, 'home, unknown visitor', addressed('/')],
  [null, 'sign-in', addressed('/connexion')],
  [null, 'sign-in, session ended', addressed('/connexion?retour=/absences&expiree=1')],
  [null, 'sign-in, wrong', refused('/connexion', 'Se connecter')],
  [null, 'data notice', addressed('/aide/donnees')],
  ...['', '/ecoutant', '/suivi', '/police', '/foyer', '/analyste', '/admin'].map((end) => [null, `help${end}`, addressed('/aide' + end)]),
  [null, 'accessibility', addressed('/accessibilite')],
  [null, 'keys', addressed('/raccourcis')],
  [null, 'keys, chosen', async (page) => { await page.goto('/raccourcis'); await press(page, 'Enregistrer mes choix'); await page.getByText('Vos choix sont enregistrés').waitFor() }],
  [null, 'unknown address', addressed('/rien')],
  ...['ecoutant', 'suivi', 'police', 'foyer', 'analyste', 'admin'].map((who) => [who, 'home', addressed('/')]),
  ['analyste', 'not one’s page', addressed('/recherche')],
  ['police', 'search', addressed('/recherche')],
  ['police', 'search, error', async (page) => { await page.goto('/recherche'); await page.fill('#q', 'x'); await press(page, 'Rechercher'); await problem(page) }],
  ['police', 'search, nobody', async (page) => { await page.goto('/recherche'); await page.fill('#q', 'Qzwxzzz'); await press(page, 'Rechercher'); await page.getByText('Personne de ce nom').waitFor() }],
  ['police', 'search, found', async (page, made) => { await page.goto('/recherche'); await page.fill('#q', made.nom); await press(page, 'Rechercher'); await page.getByRole('table').waitFor() }]
]

const calls = [
  ['ecoutant', 'calls, none', addressed('/appels')],
  ['ecoutant', 'call, blank', addressed('/appels/nouveau')],
  ['ecoutant', 'call, all unfolded, a known child', async (page, made) => {
    await page.goto('/appels/nouveau')
    await page.fill('#recit', 'Fugue.')
    await page.fill('#nom', made.nom)
    await page.fill('#prenoms', 'Kaïs')
    await page.locator('#deja_declare-1').check()
    await page.getByText('dossiers ressemblants').or(page.getByText('dossier ressemblant')).first().waitFor()
    await fold(page)
  }],
  ['ecoutant', 'call, child chosen', async (page) => { await press(page, /^C’est cet enfant/); await page.getByText('Absence en cours', { exact: true }).waitFor() }],
  ['ecoutant', 'call, cannot be closed yet', async (page) => { await page.fill('#depart_au_plus_tard', '31/02/2026 10h'); await press(page, /^Clôturer/); await problem(page) }],
  ['ecoutant', 'call, session ended', async (page) => {
    await page.context().clearCookies()
    await page.locator('#recit').pressSequentially(' Suite.')
    await page.getByRole('dialog').waitFor()
    await page.getByRole('dialog').getByLabel('Mot de passe').fill('faux')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('incorrect').waitFor()
  }],
  ['ecoutant', 'call, signed in again', async (page) => {
    await page.getByRole('dialog').getByLabel('Mot de passe').fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByText(/^Enregistré/).first().waitFor()
  }],
  ['ecoutant', 'call, closed', async (page) => {
    await page.fill('#depart_au_plus_tard', 'hier 23h')
    await page.selectOption('#appelant_qualite', 'educateur')
    await press(page, /^Clôturer/)
    await page.getByRole('heading', { name: 'Appel clôturé' }).waitFor()
  }],
  ['ecoutant', 'call without a disappearance, closed', async (page) => {
    await page.goto('/appels/nouveau')
    await page.fill('#recit', 'Demande d’information.')
    await page.selectOption('#appelant_qualite', 'mere')
    await page.locator('#categorie').selectOption('information')
    await press(page, /^Clôturer/)
    await page.getByText('aucun dossier d’absence n’est ouvert').waitFor()
  }],
  ['ecoutant', 'calls, one waits', async (page) => {
    await page.goto('/appels/nouveau')
    await page.fill('#recit', 'En attente.')
    await page.waitForURL(/\/appels\/[0-9a-f-]{36}/)
    await page.goto('/appels')
  }],
  ['suivi', 'call of a colleague', async (page) => { await page.goto('/appels'); await page.getByRole('link', { name: /^Reprendre/ }).first().click(); await page.getByText('Dernière saisie par').waitFor() }],
  ['suivi', 'call given up', async (page) => { await fold(page); await press(page, 'Effacer cette fiche'); await page.getByText('rien n’en reste').waitFor() }]
]

const declarations = [
  ['foyer-vide', 'declarations, none', addressed('/declarations')],
  ['foyer-vide', 'new declaration, no child', addressed('/declarations/nouvelle')],
  ['foyer', 'declarations, filled', async (page) => { await begin(page, 'classique'); await page.goto('/declarations') }],
  ['police', 'declarations', addressed('/declarations')],
  ['foyer', 'new declaration', addressed('/declarations/nouvelle')],
  ['foyer', 'new declaration, nothing chosen', refused('/declarations/nouvelle', 'Commencer')],
  ['foyer', 'draft, blank', async (page) => { await begin(page, 'inquietante') }],
  ['foyer', 'section, blank', async (page) => { await page.goto(page.url() + '/sections/circonstances') }],
  ['foyer', 'section, unread', async (page) => { await page.fill('#depart_au_plus_tard', 'hier vers'); await save(page); await problem(page) }],
  ['foyer', 'check, not ready', async (page) => { await page.goto(page.url().replace(/\/sections.*/, '/verifier')) }],
  ['foyer', 'check, refused', async (page) => { await press(page, /^Signer et figer/); await problem(page) }],
  ['foyer', 'draft, filled', async (page) => { await page.goto(page.url().replace('/verifier', '')) }],
  ['foyer', 'draft, every section', async (page) => { await page.goto(page.url() + '/sections/signes'); await fold(page) }],
  ['foyer', 'minor of a draft, alike', async (page, made) => { await drafted(page, 'classique', made.nom) }],
  ['foyer', 'minor of a draft, chosen', async (page) => { await press(page, /^C’est cet enfant/); await page.getByText('est-ce la même').waitFor() }],
  ['foyer', 'minor of a draft, absence chosen', async (page) => { const here = page.url(); await press(page, 'C’est cette absence'); await page.waitForURL('**/sections/*'); await page.goto(here) }],
  ['foyer', 'minor of a draft, search wrong', async (page) => { await page.locator('main #q').fill('x'); await press(page, 'Chercher'); await problem(page) }],
  ['foyer', 'two at once', async (page) => { await disputed(page); await page.getByRole('heading', { name: 'Deux personnes ont saisi en même temps' }).waitFor() }],
  ['foyer', 'two at once, nothing chosen', async (page) => { await press(page, /^Enregistrer ces choix/); await problem(page) }],
  ['foyer', 'beside a colleague', async (page) => { await page.goto(page.url().replace('/choisir', '?aussi=1')) }],
  ['foyer', 'what has changed', async (page, made) => {
    await page.goto('/declarations/nouvelle')
    await press(page, new RegExp(`Déclarer sa fugue.*${made.sheet}`, 'i'))
    await page.waitForURL('**/changements')
  }],
  ['foyer', 'what has changed, unread', async (page) => { await page.fill('#depart_au_plus_tard', 'hier vers'); await press(page, /^Enregistrer et relire/); await problem(page) }],
  ['foyer', 'draft from a sheet', async (page) => { await page.goto(page.url().replace('/changements', '')) }],
  ['foyer', 'answers of the other form', async (page) => {
    await page.goto(page.url() + '/sections/danger')
    await page.check('input[name=suspicion_crime][value=oui]')
    await save(page)
    await page.goto(page.url().replace(/\/sections.*/, ''))
    await press(page, 'Passer en déclaration inquiétante')
    await page.goto(page.url().replace(/\?.*/, '') + '/sections/mesures')
    await page.locator('main textarea, main input[type=text]').first().fill('Un manteau.')
    await save(page)
    await page.goto(page.url().replace(/\/sections.*/, ''))
    await press(page, /^Passer en déclaration classique/)
    await page.goto(page.url().replace(/\?.*/, '') + '/verifier')
  }],
  ['foyer', 'signed, classique', (page) => signed(page, 'classique')],
  ['police', 'signed, inquiétante', (page) => signed(page, 'inquietante')],
  ['foyer', 'signed, preventive', (page) => signed(page, 'preventive')],
  ['foyer', 'declaration, inquiétante', (page, made) => page.goto(`/declarations/${made.grave}`)],
  ['foyer', 'declaration corrected', (page, made) => page.goto(`/declarations/${made.amended}`)],
  ['foyer', 'declaration that corrects', (page, made) => page.goto(`/declarations/${made.amends}`)],
  ['foyer', 'correcting', async (page, made) => { await page.goto(`/declarations/${made.grave}`); await press(page, 'Corriger'); await page.waitForURL('**/brouillons/*') }],
  ['foyer', 'declaration withdrawn', (page, made) => page.goto(`/declarations/${made.withdrawn}`)],
  ...['grave', 'amended', 'amends', 'withdrawn'].map((which) => ['foyer', `print sheet, ${which}`, (page, made) => page.goto(`/declarations/${made[which]}/impression`)]),
  ['foyer', 'withdrawing', (page, made) => page.goto(`/declarations/${made.grave}/retirer`)],
  ['foyer', 'withdrawing, no reason', refused((made) => `/declarations/${made.grave}/retirer`, 'Retirer la déclaration')],
  ['foyer', 'restoring, no reason', refused((made) => `/declarations/${made.withdrawn}/retablir`, 'Rétablir la déclaration')]
]

// What one service gives another, or a representative.
const sharing = [
  ['suivi', 'transmissions, none', addressed('/transmissions')],
  ['foyer', 'transmitting', (page, made) => page.goto(`/declarations/${made.grave}/transmettre`)],
  ['foyer', 'transmitting, error', refused((made) => `/declarations/${made.grave}/transmettre`, /^Transmettre/)],
  ['foyer', 'transmitted', async (page) => {
    await page.getByLabel('À quelle organisation').fill('116 000')
    await page.getByLabel('Évaluer le danger et protéger le mineur').check()
    await page.getByLabel(/CASF/).check()
    for (const who of ['parents_informed', 'child_informed']) await page.locator(`input[name="${who}"][value="oui"]`).check()
    await press(page, /^Transmettre/)
    await page.getByText('La déclaration est transmise.').waitFor()
  }],
  ['suivi', 'transmissions', addressed('/transmissions')],
  ['police', 'asking for a transmission', (page, made) => page.goto(`/absences/${made.held}/demande`)],
  ['police', 'asking for a transmission, error', async (page) => { await press(page, /^Demander/); await problem(page) }],
  ['police', 'transmission asked for', async (page) => {
    await page.getByLabel('Rechercher le mineur').check()
    await page.getByLabel('Pourquoi vous les demandez').fill('Suit-il un traitement ?')
    await press(page, /^Demander/)
    await page.getByText('La demande est envoyée').waitFor()
  }],
  ['police', 'urgent access', (page, made) => page.goto(`/absences/${made.held}/urgence`)],
  ['police', 'urgent access, error', async (page) => { await press(page, /^Ouvrir maintenant/); await problem(page) }],
  ['police', 'urgent access open', async (page) => {
    await page.getByLabel('Le danger immédiat').fill('Message d’adieu.')
    await press(page, /^Ouvrir maintenant/)
    await page.getByText('L’accès d’urgence est ouvert').waitFor()
  }],
  ['foyer', 'absence of which others asked', (page, made) => page.goto(`/absences/${made.held}`)],
  ['foyer', 'address of a found child', (page, made) => page.goto(`/absences/${made.found}/adresse`)],
  ['foyer', 'address of a found child, nobody named', async (page) => { await press(page, 'Voir l’adresse à donner'); await problem(page) }],
  ['foyer', 'address given', async (page) => {
    await page.getByLabel('Le représentant légal qui la demande').fill('Mme Zyl, mère')
    await press(page, 'Voir l’adresse à donner')
    await page.getByText('1 rue Zyx').waitFor()
  }],
  ['foyer', 'placement start', (page, made) => page.goto(`/absences/${made.hosted}/debut-accueil`)],
  ['foyer', 'placement start, error', async (page) => { await press(page, /^Enregistrer le début/); await problem(page) }],
  ['foyer', 'placement start recorded', async (page) => {
    for (const [part, value] of [['jour', '3'], ['mois', 'mars'], ['annee', '2026']]) await page.locator(`[name="since.${part}"]`).fill(value)
    await press(page, /^Enregistrer le début/)
    await page.getByText('Le début d’accueil est enregistré.').waitFor()
  }],
  ['foyer', 'placement end', (page, made) => page.goto(`/absences/${made.hosted}/fin-accueil`)],
  ['foyer', 'placement ended', async (page) => { await press(page, /^Enregistrer la fin/); await page.getByText('La fin d’accueil est enregistrée.').waitFor() }]
]

const absences = [
  ['foyer-vide', 'absences, none', addressed('/absences')],
  ['foyer', 'absences', addressed('/absences')],
  ['police', 'absences of all', addressed('/absences?qui=toutes')],
  ['suivi', 'absences', addressed('/absences')],
  ['analyste', 'absences', addressed('/absences')],
  ['analyste', 'absences, none', addressed('/absences?etat=clos&niveau=critique&departement=976')],
  ['analyste', 'absence', (page, made) => page.goto(`/absences/${made.open}`)],
  ...['police', 'foyer', 'ecoutant'].map((who) => [who, 'absence', async (page, made) => { await page.goto(`/absences/${made.open}`); await fold(page) }]),
  ['police', 'absence ended', async (page, made) => { await page.goto(`/absences/${made.ended}`); await fold(page) }],
  ['police', 'absence found', (page, made) => page.goto(`/absences/${made.found}`)],
  ['police', 'absence, plain', (page, made) => page.goto(`/absences/${made.plain}`)],
  ['foyer', 'return', (page, made) => page.goto(`/absences/${made.plain}/retour`)],
  ['foyer', 'return, precisely', async (page, made) => { await page.goto(`/absences/${made.plain}/retour?precis=1`); await fold(page) }],
  ['foyer', 'return, unread', async (page) => { await page.fill('#retour_au_plus_tard', '23h'); await press(page, /^Enregistrer le retour/); await problem(page) }],
  ['foyer', 'return, ended', (page, made) => page.goto(`/absences/${made.ghost}/retour`)],
  ...['ended', 'ghost', 'found'].map((which) => ['foyer', `returned, ${which}`, (page, made) => page.goto(`/absences/${made[which]}/retour/fait`)]),
  ['foyer', 'returned already', (page, made) => page.goto(`/absences/${made.ghost}/retour/fait?deja=1`)],
  ['police', 'returned, search open', (page, made) => page.goto(`/absences/${made.ghost}/retour/fait`)],
  ['suivi', 'interview', (page, made) => page.goto(`/absences/${made.ghost}/entretien`)],
  ['suivi', 'interview, nothing said', refused((made) => `/absences/${made.ghost}/entretien`, /^Enregistrer l’entretien/)],
  ['suivi', 'interview recorded', async (page) => {
    await page.locator('input[name=entretien][value=refuse]').check()
    await press(page, /^Enregistrer l’entretien/)
    await page.getByText('L’entretien est enregistré.').waitFor()
  }],
  ['police', 'decision', (page, made) => page.goto(`/absences/${made.open}/decision`)],
  ['police', 'decision, nothing chosen', refused((made) => `/absences/${made.plain}/decision`, /^Décider/)],
  ['police', 'FPR, none', (page, made) => page.goto(`/absences/${made.plain}/fpr`)],
  ['police', 'FPR, reason told', (page, made) => page.goto(`/absences/${made.entered}/fpr`)],
  ['police', 'FPR, error', refused((made) => `/absences/${made.plain}/fpr`, 'Enregistrer l’inscription')],
  ['police', 'FPR, stands for a child who is back', (page, made) => page.goto(`/absences/${made.ghost}/fpr`)],
  ['police', 'FPR, ending in error', refused((made) => `/absences/${made.ghost}/fpr`, 'Enregistrer la désinscription')],
  ['foyer', 'disagreement', (page, made) => page.goto(`/absences/${made.open}/desaccord`)],
  ['foyer', 'disagreement, nothing said', refused((made) => `/absences/${made.open}/desaccord`, /^Enregistrer le désaccord/)],
  ['police', 'disagreement, sheet', (page, made) => page.goto(`/absences/${made.open}/desaccord/${made.disputed}`)],
  ['police', 'reopening', (page, made) => page.goto(`/absences/${made.ended}/rouvrir`)],
  ['police', 'reopening, no reason', refused((made) => `/absences/${made.ended}/rouvrir`, /^Rouvrir/)],
  ['foyer', 'taking back', (page, made) => page.goto(`/absences/${made.open}/declarations/${made.withdrawn}/retrait`)],
  ...['police', 'foyer', 'ecoutant'].map((who) => [who, 'file', async (page, made) => { await page.goto(`/mineurs/${made.minor}`); await fold(page) }]),
  ['police', 'file, merged', (page, made) => page.goto(`/mineurs/${made.merged}`)],
  ['police', 'readers', (page, made) => page.goto(`/mineurs/${made.minor}/lectures`)],
  ['police', 'merging', (page, made) => page.goto(`/mineurs/${made.minor}/reunion`)],
  ['police', 'merging, search wrong', async (page) => { await page.fill('#q-reunion', 'x'); await press(page, 'Chercher'); await problem(page) }],
  ['police', 'merging, found', async (page) => { await page.fill('#q-reunion', 'traoré'); await press(page, 'Chercher'); await page.getByText('L’autre dossier', { exact: true }).waitFor() }],
  ['police', 'merging, nothing chosen', async (page) => { await press(page, 'Réunir les deux dossiers'); await problem(page) }],
  ['police', 'unknown file', addressed(`/mineurs/${nowhere}`)]
]

const board = [
  ['foyer-vide', 'board, nobody away', addressed('/veille')],
  ...['police', 'foyer', 'ecoutant'].map((who) => [who, 'board', addressed('/veille')]),
  ['police', 'board, an alert late', async (page, made) => { made.makeLate(made.alert); await page.goto('/veille'); await page.getByText('En retard de').first().waitFor() }],
  ['police', 'board, filtered to none', addressed('/veille?niveau=critique&phase=0-2h&departement=974')],
  ['police', 'board, search wrong', async (page) => { await page.goto('/veille'); await fold(page); await page.fill('#q-veille', 'x'); await page.locator('#q-veille').press('Enter'); await problem(page) }],
  ['police', 'board, found', async (page, made) => { await page.fill('#q-veille', made.nom); await press(page, 'Chercher'); await page.getByText('1 absence trouvée').waitFor() }],
  ['foyer-vide', 'alerts, none', addressed('/alertes')],
  ['police', 'alerts', addressed('/alertes')],
  ['police', 'alerts, resolved', addressed('/alertes?etat=resolue')],
  ['police', 'alert', (page, made) => page.goto(`/alertes/${made.alert}`)],
  ['police', 'alert, nothing chosen', refused((made) => `/alertes/${made.alert}`, /^Résoudre cette alerte/)],
  ['police', 'alert, to nobody known', async (page, made) => { await page.goto(`/alertes/${made.alert}`); await page.fill('#a', 'personne'); await press(page, 'Confier'); await problem(page) }],
  ['police', 'alert taken', async (page, made) => { await page.goto(`/alertes/${made.alert}`); await press(page, 'Je prends'); await page.getByText('Prise par police').first().waitFor() }],
  ['police', 'alert resolved', async (page, made) => {
    await page.goto(`/alertes/${made.alert}`)
    await page.locator('input[name=issue]').first().check()
    await page.fill('#note', 'Vue avec la substitute.')
    await press(page, /^Résoudre cette alerte/)
    await page.getByText('Cette alerte est résolue.').waitFor()
  }],
  ['police', 'task of the FPR', async (page, made) => {
    const task = (await page.request.get('/api/v1/alerts?state=ouverte&limit=500')).json()
    await page.goto(`/alertes/${(await task).items.find((one) => one.episode === made.plain && one.kind.includes('fpr')).id}`)
  }],
  ['foyer-vide', 'hand-over, nothing', addressed('/releve')],
  ['police', 'hand-over', addressed('/releve')],
  ['police', 'hand-over, accepted', async (page) => { await press(page, /^J’accepte/); await page.getByText('✓ Acceptée').first().waitFor() }],
  ['police', 'hand-over, unread', async (page) => { await page.goto('/releve?depuis=lundi'); await problem(page) }]
]

const toAccount = async (page, login) => { await page.goto('/admin/comptes'); await page.getByRole('link', { name: login, exact: true }).click() }
let given, key

const administration = [
  ['police', 'own account', addressed('/compte')],
  ['police', 'own account, error', refused('/compte', 'Changer mon mot de passe')],
  ['admin', 'accounts', addressed('/admin/comptes')],
  ['admin', 'accounts, much reading', async (page, made) => {
    for (let tries = 0; tries < 2; tries++) { // an hour may end meanwhile
      await made.searchMuch()
      await page.goto('/admin/comptes')
      if (await page.getByText('plus que ne lit une personne au travail').isVisible()) return
    }
    throw new Error('nobody is said to read much')
  }],
  ['admin', 'accounts, error', refused('/admin/comptes', 'Créer le compte')],
  ['admin', 'account made', async (page) => {
    await page.fill('#identifiant', 'nuit.1')
    await page.selectOption('#role', 'police')
    await page.fill('#organisation', 'Brigade de nuit')
    await press(page, 'Créer le compte')
    await page.getByRole('heading', { name: 'Compte créé' }).waitFor()
  }],
  ['admin', 'account', async (page) => { await toAccount(page, 'nuit.1') }],
  ['admin', 'account closed', async (page) => { await press(page, 'Fermer le compte'); await page.getByText('Le compte est fermé.').waitFor() }],
  ['admin', 'account opened again', async (page) => { await press(page, 'Rouvrir le compte'); await page.getByText('Le compte est rouvert.').waitFor() }],
  ['admin', 'password given', async (page) => {
    await press(page, 'Remettre un nouveau mot de passe')
    await page.getByRole('heading', { name: 'Mot de passe remis' }).waitFor()
    given = await page.locator('#mot-de-passe').innerText()
  }],
  ['admin', 'account with a given password', async (page) => { await toAccount(page, 'nuit.1') }],
  ['nuit.2', 'second factor to set up', addressed('/compte/second-facteur')],
  ['nuit.2', 'second factor, error', refused('/compte/second-facteur', 'Activer le second facteur')],
  ['nuit.2', 'recovery codes', async (page) => {
    key = await page.locator('#cle').innerText()
    await page.fill('#code', codeOf(key, -1))
    await page.fill('#actuel', password)
    await press(page, 'Activer le second facteur')
    await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor()
  }],
  ['nuit.2', 'second factor set up', addressed('/compte/second-facteur')],
  ['nuit.2', 'recovery codes, wrong password', async (page) => { await press(page, 'Refaire dix codes de secours'); await problem(page) }],
  ['nuit.2', 'second factor, other telephone', addressed('/compte/second-facteur?changer=1')],
  ['admin', 'account with a second factor', async (page) => { await toAccount(page, 'nuit.2') }],
  [null, 'code asked', async (page) => {
    await page.goto('/connexion')
    await page.fill('#identifiant', 'nuit.2')
    await page.fill('#mot-de-passe', password)
    await press(page, 'Se connecter')
    await page.getByRole('heading', { name: 'Votre code' }).waitFor()
  }],
  [null, 'code asked, error', async (page) => { await press(page, 'Continuer'); await problem(page) }],
  ['admin', 'account with tokens', async (page) => { await toAccount(page, 'analyste') }],
  ['admin', 'own account among the others', async (page) => { await toAccount(page, 'admin') }],
  ['admin', 'account of the system', async (page) => { await toAccount(page, 'console') }],
  [null, 'password to choose', async (page) => {
    await page.goto('/connexion')
    await page.fill('#identifiant', 'nuit.1')
    await page.fill('#mot-de-passe', given)
    await press(page, 'Se connecter')
    await page.getByRole('heading', { name: 'Choisir votre mot de passe' }).waitFor()
  }],
  [null, 'password to choose, error', async (page) => { await press(page, 'Continuer'); await problem(page) }],
  ['admin', 'organisations', addressed('/admin/organisations')],
  ['admin', 'organisations, none chosen', async (page) => { await press(page, 'Enregistrer le ressort'); await problem(page) }],
  ['admin', 'organisation placed', async (page) => {
    await page.selectOption('#organisation', { label: 'Foyer des Essais' })
    await page.selectOption('#departement', '94')
    await press(page, 'Enregistrer le ressort')
    await page.getByText('Le ressort est enregistré.').waitFor()
  }],
  ['admin', 'releases', addressed('/admin/formulaires')],
  ['admin', 'journal', addressed('/admin/journal')],
  ['admin', 'journal, none', addressed('/admin/journal?compte=personne')]
]

/** A form that comes after its session ended: kept in the page, then sent. */
const ending = [
  ['suivi', 'session ended while one typed', async (page, made) => {
    await page.goto(`/absences/${made.ghost}/entretien`)
    await page.locator('textarea:visible').first().fill('Il dit « ça va ».')
    await page.context().clearCookies()
    await press(page, /^Enregistrer l’entretien/)
    await page.getByText('gardé dans cette page').waitFor()
  }],
  ['suivi', 'what was typed, to be sent', async (page) => {
    await page.getByLabel('Identifiant').fill('suivi')
    await page.getByLabel('Mot de passe', { exact: true }).fill(password)
    await press(page, 'Se connecter')
    await page.getByRole('button', { name: 'Envoyer ce que j’avais saisi' }).waitFor()
  }],
  ['foyer', 'signed out', async (page) => { await page.goto('/'); await page.getByRole('button', { name: 'Se déconnecter' }).click(); await page.getByText('Vous êtes déconnecté.').waitFor() }]
]

/** Who comes by the identity provider, asks for an account, and is given one. */
const vouching = [
  [null, 'sign-in that began elsewhere', addressed('/connexion/retour?code=x&state=y')],
  ['admin', 'requests, none', addressed('/admin/rattachements')],
  [null, 'request for an account', async (page) => {
    await page.goto('/connexion')
    await press(page, `Se connecter avec ${label}`)
    await identify(page, 'quelqu-un')
    await page.getByRole('heading', { level: 1, name: 'Demande enregistrée' }).waitFor()
  }],
  ['admin', 'requests', addressed('/admin/rattachements')],
  ['admin', 'request', async (page) => { await page.locator('main').getByRole('link').first().click(); await page.getByRole('heading', { level: 1, name: /^Demande/ }).waitFor() }],
  ['admin', 'request, error', async (page) => { await press(page, 'Créer et rattacher'); await problem(page) }],
  ['admin', 'request refused', async (page) => { await press(page, 'Refuser la demande'); await page.getByText('Votre décision est enregistrée.').waitFor() }],
  [null, 'request that was refused', async (page) => { await page.goto('/connexion'); await press(page, `Se connecter avec ${label}`); await page.getByRole('heading', { level: 1, name: 'Demande refusée' }).waitFor() }],
  ['admin', 'request linked', async (page) => {
    await page.locator('main').getByRole('link').first().click()
    await page.fill('#compte', 'suivi')
    await press(page, /^Rattacher$/)
    await page.locator('main').getByRole('link').first().click()
    await page.getByRole('heading', { name: 'Retirer ce compte' }).waitFor()
  }],
  [null, 'signed in by the provider', async (page) => {
    await page.route(/:\d+\/aide$/, (route) => route.fulfill({ status: 204 })) // it leads there at once: held, so that it is seen
    await page.goto('/connexion?retour=/aide')
    await press(page, `Se connecter avec ${label}`)
    await page.getByRole('heading', { level: 1, name: 'Vous êtes connecté' }).waitFor()
  }],
  [null, 'signed out, on the way to the provider', async (page) => {
    await page.goto('/aide/raccourcis')
    await page.route('**/session/end?*', (route) => route.fulfill({ status: 204 }))
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByText('votre navigateur s’y rend').waitFor()
  }],
  [null, 'signed out there too', async (page) => {
    await page.unroute('**/session/end?*')
    await page.getByRole('link', { name: /^Fermer aussi la session/ }).click()
    await page.getByRole('button', { name: 'Quitter' }).click()
    await page.getByText('sauf si vous avez choisi de la garder').waitFor()
  }],
  ['foyer', 'signed out, the provider’s session beyond reach', async (page) => {
    await signIn(page, 'foyer')
    await page.context().addCookies([{ name: 'vigie_fournisseur', value: 'illisible', url: new URL(page.url()).origin }])
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByText('Vigie n’a pas pu fermer celle').waitFor()
  }]
]

export const states = [...ground, ...calls, ...declarations, ...sharing, ...absences, ...board, ...administration, ...ending, ...vouching]
