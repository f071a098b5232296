// The pages of the administration.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { check, startDemo } from './vigie.mjs'

let demo
before(async () => { demo = await startDemo() })
after(async () => { await demo.close() })

test('an account is created, its password shown once, opens a session, and the journal says who made it', async () => {
  const page = await demo.open('admin')
  await page.getByRole('link', { name: 'Comptes', exact: true }).first().click()
  await check(page)
  await page.getByRole('button', { name: 'Créer le compte' }).click()
  await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
  await check(page)
  await page.getByLabel('Identifiant').fill('nuit.1')
  await page.getByLabel('Rôle').selectOption('police')
  await page.getByLabel('Organisation').fill('Brigade de nuit')
  await page.getByRole('button', { name: 'Créer le compte' }).click()
  await page.getByRole('heading', { level: 1, name: 'Compte créé' }).waitFor()
  await check(page)
  const secret = await page.locator('#mot-de-passe').innerText()
  assert.ok(secret.length >= 20)
  await page.goto('/admin/comptes')
  assert.ok(!(await page.content()).includes(secret))
  await page.getByLabel('Identifiant').fill('nuit.1')
  await page.getByLabel('Rôle').selectOption('police')
  await page.getByLabel('Organisation').fill('Brigade de nuit')
  await page.getByRole('button', { name: 'Créer le compte' }).click()
  await page.getByText('Cet identifiant est déjà pris.').first().waitFor()

  const other = await demo.open(null)
  await other.goto('/connexion')
  await other.getByLabel('Identifiant').fill('nuit.1')
  await other.getByLabel('Mot de passe', { exact: true }).fill(secret)
  await other.getByRole('button', { name: 'Se connecter' }).click()
  await other.getByText('nuit.1 (police), Brigade de nuit').waitFor()

  await page.goto('/admin/journal?compte=admin&acte=compte_cree')
  const lines = page.getByRole('row')
  assert.equal(await lines.count(), 2)
  assert.match(await lines.nth(1).innerText(), /admin\s+compte_cree\s+account[\s\S]*role=police/)
})

test('organisations, versions and the journal are read, page after page, and lead to no file', async () => {
  const page = await demo.open('admin')
  await page.goto('/admin/organisations')
  await check(page)
  await page.goto('/admin/formulaires')
  assert.equal(await page.locator('.vigie-hash').first().evaluate((one) => /^[0-9a-f]{64}$/.test(one.textContent)), true)
  await check(page)
  await page.goto('/admin/journal')
  await check(page)
  const first = await page.locator('tbody th').first().innerText()
  await page.getByRole('link', { name: 'Lignes plus anciennes' }).click()
  assert.ok(Number(await page.locator('tbody th').first().innerText()) < Number(first))
  for (const path of ['/admin/comptes', '/admin/organisations', '/admin/formulaires', '/admin/journal']) {
    await page.goto(path)
    assert.equal(await page.locator('a[href*="/absences"], a[href*="/mineurs"], a[href*="/veille"]').count(), 0)
  }
  await page.goto('/admin/journal?compte=personne')
  await page.getByText('Aucune ligne ne correspond.').waitFor()
  await check(page)
  assert.equal((await page.goto('/veille')).status(), 403)
})
