// Makes the pictures of the guides, src/web/images (a guide shows two: src/pages/help_page.cpp), and those of README.md,
// src/web/captures: of the demo's fictitious files, in light colours. Run by scripts/pictures.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import { prepare } from './states.mjs'
import { startDemo } from './vigie.mjs'

const web = resolve(fileURLToPath(import.meta.url), '../../../src/web')
const width = 760

const colours = 64

/** The pixels of a PNG, four bytes each, as the browser decodes them. */
async function pixelsOf (page, png) {
  const [width, height, text] = await page.evaluate(async (address) => {
    const image = await createImageBitmap(await (await fetch(address)).blob())
    const canvas = new OffscreenCanvas(image.width, image.height)
    const drawing = canvas.getContext('2d')
    drawing.drawImage(image, 0, 0)
    const bytes = drawing.getImageData(0, 0, image.width, image.height).data
    let all = ''
    for (let i = 0; i < bytes.length; i += 8192) all += String.fromCharCode(...bytes.subarray(i, i + 8192))
    return [image.width, image.height, btoa(all)]
  }, `data:image/png;base64,${png.toString('base64')}`)
  return { width, height, bytes: Buffer.from(text, 'base64') }
}

function crc32 (bytes) {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}

/** The same picture in its most frequent colours, others as the nearest of them: a third of the size. */
function toPalette ({ width, height, bytes }) {
  const counts = new Map()
  const colourAt = (i) => bytes.readUIntBE(i, 3)
  for (let i = 0; i < bytes.length; i += 4) counts.set(colourAt(i), (counts.get(colourAt(i)) ?? 0) + 1)
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, colours).map(([colour]) => colour)
  const apart = (a, b) => [16, 8, 0].reduce((sum, shift) => sum + ((a >> shift & 255) - (b >> shift & 255)) ** 2, 0)
  const nearest = new Map(palette.map((colour, i) => [colour, i]))
  for (const colour of counts.keys()) {
    if (!nearest.has(colour)) nearest.set(colour, palette.reduce((best, one, i) => apart(one, colour) < apart(palette[best], colour) ? i : best, 0))
  }
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = nearest.get(colourAt((y * width + x) * 4))
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([size, body, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const table = Buffer.alloc(palette.length * 3)
  palette.forEach((colour, i) => table.writeUIntBE(colour, i * 3, 3))
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('PLTE', table), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

const press = (page, name) => page.locator('main').getByRole('button', { name }).first().click()
const openAll = (page, selector) => page.evaluate((wanted) => { for (const one of document.querySelectorAll(wanted)) one.open = true }, selector)

/** How high a picture that begins at `top` may be, at most `high` and two thirds of it at least, so that it ends under a row of
 *  a table, else where it cuts no line in two. */
async function uncut (page, top, high) {
  return await page.evaluate(([top, high]) => {
    const texts = []
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
    for (const range = document.createRange(); walker.nextNode();) {
      range.selectNodeContents(walker.currentNode)
      texts.push(...range.getClientRects())
    }
    const drawn = [...document.querySelectorAll('main :is(button, input, select, textarea, kbd, .govuk-button, .govuk-tag)')].map((one) => one.getBoundingClientRect())
    const ends = [...document.querySelectorAll('main tr')].map((one) => one.getBoundingClientRect().bottom + scrollY + 2).reverse()
    for (let end = top + high; end > top; end -= 4) ends.push(end)
    const fits = ends.filter((end) => end <= top + high && end > top + high * 2 / 3)
    const whole = (end) => [...texts, ...drawn].every((box) => box.top + scrollY >= end || box.bottom + scrollY <= end)
    return (fits.find(whole) ?? top + high) - top
  }, [top, high])
}

/** Of README.md: [name, who, how to get there] */
const captures = [
  ['veille', 'police', async (page) => {
    await page.goto('/veille')
    await page.getByText('En direct.').waitFor()
    await press(page, /^Je prends/)
    await page.getByText('Prise par police.').first().waitFor()
    await page.goto('/veille')
    await page.getByText('En direct.').waitFor()
  }],
  ['dossier', 'police', async (page) => {
    await page.goto('/recherche')
    await page.fill('#q', 'hoarau marie-lou')
    await press(page, 'Rechercher')
    await page.locator('main th a').first().click()
    await page.getByRole('heading', { level: 1, name: /^Dossier/ }).waitFor()
    await openAll(page, '.vigie-reason:first-of-type')
  }]
]

/** Of the guides: [name, who, wide, how to get there, what the picture begins with, how many pixels high at most] */
const pictures = [
  ['aide-appel', 'ecoutant', 900, async (page) => {
    await page.goto('/appels/nouveau')
    await page.fill('#recit', 'La mère appelle. Partie hier soir après une dispute, sans affaires. Un homme l’attendait en voiture.')
    await page.locator('#deja_declare-1').check()
    await page.getByText('Pas encore déclarée').waitFor()
    await page.locator('#avec_tiers_dangereux').check()
    await page.getByRole('heading', { name: 'Pourquoi' }).waitFor()
    await page.getByText(/^Enregistré à/).waitFor()
    await page.locator('#recit').focus()
    await page.evaluate(() => scrollTo(0, 0))
  }, 'main h1', 960],
  ['aide-recherche', 'ecoutant', width, async (page) => {
    await page.goto('/recherche')
    await page.fill('#q', 'traore')
    await press(page, 'Rechercher')
    await page.getByRole('table').waitFor()
  }, 'main form', 760],
  ['aide-absence', 'suivi', width, (page, made) => page.goto(`/absences/${made.told}`), 'main h1', 590],
  ['aide-entretien', 'suivi', width, (page, made) => page.goto(`/absences/${made.ghost}/entretien`), 'main form', 480],
  ['aide-veille', 'police', 850, (page) => page.goto('/veille'), 'table', 480],
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
  }, 'main form', 500],
  ['aide-retour', 'foyer', width, (page, made) => page.goto(`/absences/${made.told}/retour`), 'main h1', 400],
  ['aide-pseudonymes', 'analyste', 900, (page) => page.goto('/absences?niveau=critique'), 'main h1', 640],
  ['aide-raisons', 'analyste', width, async (page, made) => { await page.goto(`/absences/${made.told}`); await openAll(page, '.vigie-reason:first-of-type') }, '#evaluation', 430],
  ['aide-comptes', 'admin', width, (page) => page.goto('/admin/comptes'), 'main form', 480],
  ['aide-journal', 'admin', 850, (page) => page.goto('/admin/journal'), 'main form', 600]
]

async function save (folder, name, page, clip) {
  const png = await page.screenshot({ fullPage: true, clip })
  const picture = await pixelsOf(blank, png)
  const file = toPalette(picture)
  mkdirSync(join(web, folder), { recursive: true })
  writeFileSync(join(web, folder, `${name}.png`), file)
  console.log(`${folder}/${name}.png ${picture.width}x${picture.height} ${file.length} bytes`)
  await page.context().close()
}

const demo = await startDemo()
const blank = await demo.open(null) // of no page of ours: our policy forbids it to fetch what is inline
for (const [name, who, go] of captures) {
  const page = await demo.open(who, { colorScheme: 'light' })
  await go(page)
  await save('captures', name, page, { x: 0, y: 0, width: 1280, height: await uncut(page, 0, 1080) })
}
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
for (const [name, who, wide, go, from, high] of pictures) {
  const page = await demo.open(who, { viewport: { width: wide, height: 900 }, colorScheme: 'light' })
  await go(page, made)
  const box = await page.locator(from).first().boundingBox()
  const main = await page.locator('main').boundingBox()
  const y = Math.max(0, box.y + await page.evaluate(() => scrollY) - 6)
  await save('images', name, page, { x: Math.max(0, main.x - 14), y, width: Math.min(wide, main.width + 28), height: await uncut(page, y, high) })
}
await demo.close()
