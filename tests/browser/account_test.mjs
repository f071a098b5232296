// One's own account: the password, the sessions.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { check, startDemo, tabTo } from './vigie.mjs'

let demo
before(async () => { demo = await startDemo() })
after(async () => { await demo.close() })

test('one changes one’s password by keyboard, is told what is wrong beside the field, and other sessions end', async () => {
  const page = await demo.open('analyste')
  const other = await demo.open('analyste')
  await page.getByRole('link', { name: /^analyste \(/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Mon compte' }).waitFor()
  await check(page)
  await tabTo(page, '#actuel')
  await page.keyboard.type('vigie-demo')
  await tabTo(page, '#nouveau')
  await page.keyboard.type('court')
  await tabTo(page, '#encore')
  await page.keyboard.type('court')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
  await check(page)
  assert.match(await page.locator('#nouveau-erreur').innerText(), /au moins 8 caractères/)
  for (const [id, word] of [['actuel', 'vigie-demo'], ['nouveau', 'une phrase bien à soi'], ['encore', 'une phrase bien à soi']]) await page.locator(`#${id}`).fill(word)
  await page.getByRole('button', { name: 'Changer mon mot de passe' }).click()
  await page.getByText('Votre mot de passe est changé.').waitFor()
  await check(page)
  await page.getByText('1 session ouverte').waitFor()
  await other.goto('/compte')
  await other.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor()
})

test('one tells one’s sessions apart, and closes one, then all the others, without JavaScript', async () => {
  const page = await demo.open('foyer', { javaScriptEnabled: false })
  for (let i = 0; i < 3; ++i) await demo.open('foyer')
  await page.goto('/compte')
  await page.getByText('4 sessions ouvertes').waitFor()
  assert.equal(await page.getByText('celle-ci').count(), 1)
  assert.equal(await page.getByRole('rowheader', { name: /^Chrome/ }).count(), 4)
  await page.getByRole('button', { name: /^Fermer la session/ }).first().click()
  await page.getByText('La session est fermée.').waitFor()
  await page.getByRole('button', { name: 'Fermer toutes les autres' }).click()
  await page.getByText('1 session ouverte').waitFor()
})
