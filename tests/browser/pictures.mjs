// Makes the pictures of the guides, src/web/images: of the demo's fictitious files, in light colours, 760 px wide. Run by
// scripts/pictures; a guide shows two (src/pages/help_page.cpp).
import { mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './states.mjs'
import { startDemo } from './vigie.mjs'

const folder = resolve(fileURLToPath(import.meta.url), '../../../src/web/images')
const width = 760

const press = (page, name) => page.locator('main').getByRole('button', { name }).first().click()
const openAll = (page, selector) => page.evaluate((wanted) => { for (const one of document.querySelectorAll(wanted)) one.open = true }, selector)

/** [name, who, wide, how to get there, what the picture begins with, how many pixels high] */
const pictures = [
  ['aide-appel', 'ecoutant', 1200, async (page) => {
    await page.goto('/appels/nouveau')
    await page.fill('#recit', 'La mère appelle. Partie hier soir après une dispute, sans affaires. Un homme l’attendait en voiture.')
    await page.locator('#deja_declare-1').check()
    await page.getByText('Pas encore déclarée').waitFor()
    await page.locator('#avec_tiers_dangereux').check()
    await page.getByRole('heading', { name: 'Pourquoi' }).waitFor()
    await page.getByText(/^Enregistré à/).waitFor()
    await page.locator('#recit').focus()
    await page.evaluate(() => scrollTo(0, 0))
  }, 'main h1', 700],
  ['aide-recherche', 'ecoutant', width, async (page) => {
    await page.goto('/recherche')
    await page.fill('#q', 'traore')
    await press(page, 'Rechercher')
    await page.getByRole('table').waitFor()
  }, '#q', 430],
  ['aide-absence', 'suivi', width, (page, made) => page.goto(`/absences/${made.told}`), 'main h1', 620],
  ['aide-entretien', 'suivi', width, (page, made) => page.goto(`/absences/${made.ghost}/entretien`), 'main form', 480],
  ['aide-veille', 'police', 1000, (page) => page.goto('/veille'), 'table', 520],
  ['aide-decision', 'police', width, async (page, made) => {
    await page.goto(`/absences/${made.told}/decision`)
    await openAll(page, '.vigie-reason:first-of-type')
  }, '#evaluation', 620],
  ['aide-changements', 'foyer', width, async (page, made) => {
    await page.goto('/declarations/nouvelle')
    await press(page, new RegExp(`Déclarer sa fugue.*${made.kept}`, 'i'))
    await page.waitForURL('**/changements')
    await page.fill('#depart_au_plus_tard', 'hier 23h')
    await page.getByText(/^Compris/).waitFor()
  }, 'main h1', 640],
  ['aide-retour', 'foyer', width, (page, made) => page.goto(`/absences/${made.told}/retour`), 'main h1', 400],
  ['aide-pseudonymes', 'analyste', 1000, (page) => page.goto('/absences?niveau=critique'), 'main h1', 480],
  ['aide-raisons', 'analyste', width, async (page, made) => { await page.goto(`/absences/${made.told}`); await openAll(page, '.vigie-reason:first-of-type') }, '#evaluation', 430],
  ['aide-comptes', 'admin', width, (page) => page.goto('/admin/comptes'), 'main form', 480],
  ['aide-journal', 'admin', 1000, (page) => page.goto('/admin/journal'), 'main form', 430]
]

const demo = await startDemo()
const made = await prepare(demo)
const at = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19) + '+00:00'
const child = { nom: 'Verdelin', prenoms: 'Solène', date_naissance: '2011-03-27', declarant_qualite: 'educateur' }
made.told = (await demo.api('foyer', 'POST', '/api/v1/declarations', {
  form: 'inquietante',
  answers: { ...child, depart_au_plus_tot: at(7), depart_au_plus_tard: at(5), revelation: 'oui', hotel_ou_location: 'oui', sans_affaires: 'oui', departement: '94', recit: 'Elle n’est pas rentrée du lycée.' }
})).episode.id
made.kept = 'Vermeil'
await demo.api('foyer', 'POST', '/api/v1/declarations', {
  form: 'preventive', answers: { ...child, nom: made.kept, prenoms: 'Inès', lieu_de_vie: 'foyer', departement: '94', traitement_indispensable: 'oui', traitement_nom: 'Insuline' }
})
mkdirSync(folder, { recursive: true })
for (const [name, who, wide, go, from, high] of pictures) {
  const page = await demo.open(who, { viewport: { width: wide, height: 900 }, colorScheme: 'light' })
  await go(page, made)
  const box = await page.locator(from).first().boundingBox()
  const main = await page.locator('main').boundingBox()
  const path = join(folder, `${name}.png`)
  const y = Math.max(0, box.y + await page.evaluate(() => scrollY) - 14)
  await page.screenshot({ path, fullPage: true, clip: { x: Math.max(0, main.x - 14), y, width: Math.min(wide, main.width + 28), height: high } })
  console.log(`${name}.png ${Math.min(wide, Math.round(main.width + 28))}x${high} ${statSync(path).size} bytes`)
  await page.context().close()
}
await demo.close()
