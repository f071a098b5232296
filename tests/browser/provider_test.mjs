// Signing in through an identity provider: a real oidc-provider, a real browser.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { contact, freePort, identify, label, makeCertificate, makeKey, sign, TestProvider } from './provider.mjs'
import { check, signIn, startDemo } from './vigie.mjs'

/** From the page of sign-in to the provider, and back as that person. */
async function goThrough (page, person, { acr = 'eidas2', from = '/connexion' } = {}) {
  await page.goto(from)
  await page.getByRole('button', { name: `Se connecter avec ${label}` }).click()
  await identify(page, person, acr)
}

const cookieOf = async (page, name) => (await page.context().cookies()).find((one) => one.name === name)

/** The refusal, in French, with its code and whom to turn to; nobody is signed in. */
async function refused (page, code) {
  await page.getByRole('heading', { level: 1, name: 'Connexion refusée' }).waitFor()
  await page.getByText(contact).waitFor()
  assert.equal(await page.locator('code').innerText(), code)
  for (const prefix of ['', '__Host-'])
    for (const name of ['vigie_session', 'vigie_trajet']) assert.equal(await cookieOf(page, prefix + name), undefined)
}

/** In by the provider, under the account ecoutant, which an administrator gave at the first visit. */
async function enter (house, person, name) {
  await goThrough(person, name)
  if (!house.given?.includes(name)) {
    const admin = await house.open('admin')
    const reference = await person.locator('#reference').innerText()
    await admin.goto('/admin/rattachements')
    await admin.getByRole('link', { name: reference }).click()
    await admin.getByLabel('Identifiant de ce compte').fill('ecoutant')
    await admin.getByRole('button', { name: 'Rattacher', exact: true }).click()
    await admin.getByText('Votre décision est enregistrée.').waitFor()
    house.given = [...house.given ?? [], name]
    await person.goto('/connexion')
    await person.getByRole('button', { name: `Se connecter avec ${label}` }).click()
  }
  await person.getByRole('button', { name: 'Se déconnecter' }).waitFor()
}

/** A service and a provider that know each other. */
async function pair ({ more = {}, method, tls = false, ...options } = {}) {
  const provider = await new TestProvider({ tls, ...options }).start()
  const port = await freePort()
  const base = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`
  const pem = tls ? makeCertificate(provider.room, 'vigie') : null
  const demo = await startDemo({
    port,
    configured: (tls ? `tls_certificate = "${pem.certificate}"\ntls_key = "${pem.key}"\n` : '') + provider.configuration(base, more)
  })
  provider.serve(base, method)
  const open = (login, more = {}) => demo.open(login, { ignoreHTTPSErrors: tls, ...more })
  return { provider, demo, open, close: async () => { await demo.close(); await provider.close() } }
}

describe('over TLS, signed userinfo, a level that is asked', () => {
  let house
  before(async () => { house = await pair({ tls: true, signedUserinfo: true, more: { acr: ['eidas2', 'eidas3'] } }) })
  after(async () => { await house.close() })

  test('who is known to the provider asks once, is given an account by an administrator, works under it, and loses it', async () => {
    const person = await house.open(null), admin = await house.open('admin')
    await goThrough(person, 'agent-7f3a')
    await person.getByRole('heading', { level: 1, name: 'Demande enregistrée' }).waitFor()
    await person.getByText('agent-7f3a@fournisseur.example').waitFor()
    await person.getByText(contact).waitFor()
    await check(person)
    const reference = await person.locator('#reference').innerText()
    assert.match(reference, /^D-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    assert.equal(await cookieOf(person, '__Host-vigie_session'), undefined)

    await goThrough(await house.open(null), 'agent-7f3a') // another browser, the same request
    await admin.goto('/admin/rattachements')
    assert.equal(await admin.getByRole('row').count(), 2)
    await check(admin)
    await admin.getByRole('link', { name: reference }).click()
    await check(admin)
    await admin.getByRole('button', { name: 'Créer et rattacher' }).click()
    await admin.getByRole('heading', { name: 'Il y a un problème' }).waitFor()
    await check(admin)
    await admin.getByLabel('Identifiant de ce compte').fill('personne')
    await admin.getByRole('button', { name: 'Rattacher', exact: true }).click()
    await admin.getByText('Ce compte n’existe pas.').first().waitFor()
    await check(admin)
    await admin.getByLabel('Identifiant du nouveau compte').fill('agent.fournisseur')
    await admin.getByLabel('Rôle').selectOption('police')
    await admin.getByLabel('Organisation').fill('BPM Paris')
    await admin.getByRole('button', { name: 'Créer et rattacher' }).click()
    await admin.getByText('Votre décision est enregistrée.').waitFor()
    await admin.getByText('Mène au compte agent.fournisseur (police, BPM Paris)').waitFor()

    await person.goto('/veille') // signed out: to the page of sign-in, and back here
    await person.getByRole('button', { name: `Se connecter avec ${label}` }).click() // the provider remembers who it is
    await person.getByText('agent.fournisseur (police), BPM Paris').waitFor()
    await person.waitForURL('**/veille')
    const session = await cookieOf(person, '__Host-vigie_session')
    assert.deepEqual([session.secure, session.httpOnly, session.sameSite, session.path], [true, true, 'Strict', '/'])
    assert.equal(await cookieOf(person, '__Host-vigie_trajet'), undefined)
    await admin.goto('/admin/journal?compte=agent.fournisseur')
    await admin.getByText('fournisseur', { exact: true }).first().waitFor()

    await admin.goto('/admin/rattachements')
    await admin.getByRole('link', { name: reference }).click()
    await check(admin)
    await admin.getByRole('button', { name: 'Retirer le compte' }).click()
    await admin.getByText(/Refusée le/).waitFor()
    await person.goto('/veille')
    await person.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor()
    await person.goto('/connexion')
    await person.getByRole('button', { name: `Se connecter avec ${label}` }).click()
    await person.getByRole('heading', { level: 1, name: 'Demande refusée' }).waitFor()
    await check(person)
    const kept = readFileSync(join(house.demo.directory, 'donnees', 'vigie.db')).toString('latin1') + readFileSync(join(house.demo.directory, 'donnees', 'vigie.db-wal')).toString('latin1')
    for (const secret of ['agent-7f3a', 'fournisseur.example']) assert.ok(!kept.includes(secret), `${secret} is in the file`)
  })

  test('who has an account already is given that one, and leaves it and the provider by signing out', async () => {
    const person = await house.open(null)
    await enter(house, person, 'ecoutante')
    await person.getByText('ecoutant (écoutant 116 000), 116 000').waitFor()
    const kept = await cookieOf(person, '__Host-vigie_fournisseur')
    assert.deepEqual([kept.secure, kept.httpOnly, kept.path], [true, true, '/'])
    assert.ok(!kept.value.includes('eyJ')) // sealed: no token in it
    const asked = person.waitForRequest((request) => request.url().startsWith(`${house.provider.issuer}/session/end`))
    await person.getByRole('button', { name: 'Se déconnecter' }).click()
    const leaving = await asked, query = new URL(leaving.url()).searchParams
    assert.equal(JSON.parse(Buffer.from(query.get('id_token_hint').split('.')[1], 'base64url')).sub, 'ecoutante')
    assert.ok(query.get('state').length >= 32)
    assert.equal((await leaving.allHeaders()).referer, undefined)
    await person.getByRole('button', { name: 'Quitter' }).click()
    await person.getByText(`Celle que vous aviez ouverte avec ${label} l’est aussi`).waitFor()
    await check(person)
    assert.deepEqual((await person.context().cookies(house.demo.url)).filter((one) => /session|fournisseur|sortie|trajet/.test(one.name) && one.name.includes('vigie')), [])
    await person.goto('/appels')
    await person.getByRole('button', { name: `Se connecter avec ${label}` }).click()
    await person.getByRole('heading', { name: 'Fournisseur d’essai' }).waitFor() // it has forgotten who that is
    assert.ok(!house.demo.log.includes('eyJ'))
  })

  test('a return from signing out that did not begin in this browser says nothing', async () => {
    const person = await house.open(null)
    await enter(house, person, 'ecoutante')
    await person.route('**/session/end?*', (route) => route.fulfill({ status: 204 })) // the browser stays on the page that says where it goes
    await person.getByRole('button', { name: 'Se déconnecter' }).click()
    await person.getByText(`Celle que vous avez ouverte avec ${label} ne l’est pas encore`).waitFor()
    await check(person)
    const address = new URL(await person.getByRole('link', { name: 'Fermer aussi' }).getAttribute('href'))
    assert.equal(address.searchParams.get('post_logout_redirect_uri'), `${house.demo.url}/deconnexion/retour`)
    const state = address.searchParams.get('state'), stranger = await house.open(null)
    for (const [page, told] of [[stranger, state], [person, 's'.repeat(43)], [person, '']]) {
      await page.goto(`/deconnexion/retour?state=${told}`)
      await page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor()
    }
    await person.goto(`/deconnexion/retour?state=${state}`)
    await person.getByRole('heading', { level: 1, name: 'Vous êtes déconnecté' }).waitFor()
    await person.goto(`/deconnexion/retour?state=${state}`)
    await person.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor()
  })

  test('who signs in by a password in a browser where another came by the provider leaves Vigie alone', async () => {
    const page = await house.open(null)
    await enter(house, page, 'ecoutante')
    await page.context().clearCookies({ name: '__Host-vigie_session' })
    await signIn(page, 'suivi')
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByText('Vous êtes déconnecté.').waitFor()
    assert.ok(page.url().startsWith(house.demo.url))
  })

  test('what was kept of the provider and can no longer be read is said, and the session here ends', async () => {
    const page = await house.open(null)
    await enter(house, page, 'ecoutante')
    const kept = await cookieOf(page, '__Host-vigie_fournisseur')
    await page.context().addCookies([{ ...kept, value: kept.value.slice(0, -8) }])
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByText(`Vigie n’a pas pu fermer celle que vous aviez ouverte avec ${label}`).waitFor()
    assert.equal(await cookieOf(page, '__Host-vigie_session'), undefined)
    await check(page)
  })

  test('an identity that the administrator refused is told so', async () => {
    const person = await house.open(null), admin = await house.open('admin')
    await goThrough(person, 'inconnue')
    const reference = await person.locator('#reference').innerText()
    await admin.goto('/admin/rattachements')
    await admin.getByRole('link', { name: reference }).click()
    await admin.getByRole('button', { name: 'Refuser la demande' }).click()
    await admin.getByText('Votre décision est enregistrée.').waitFor()
    await person.goto('/connexion')
    await person.getByRole('button', { name: `Se connecter avec ${label}` }).click()
    await person.getByRole('heading', { level: 1, name: 'Demande refusée' }).waitFor()
  })

  test('what was typed before the session ended is taken up after signing in beside it', async () => {
    const page = await house.open('ecoutant'), context = page.context()
    await page.goto('/raccourcis')
    await page.goto('/recherche')
    await page.locator('main').getByRole('searchbox').or(page.locator('main input[name=q]')).first().fill('Zylnom')
    await context.clearCookies()
    await page.locator('main').getByRole('button', { name: 'Rechercher' }).first().click()
    await page.getByText('Ce que vous avez saisi est gardé dans cette page').waitFor()
    await check(page)
    const [beside] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: `Se connecter avec ${label} (nouvel onglet)` }).click()])
    await identify(beside, 'ecoutante')
    await beside.getByRole('button', { name: 'Se déconnecter' }).waitFor()
    await page.getByRole('button', { name: 'C’est fait : reprendre ma saisie' }).click()
    await page.getByRole('heading', { level: 1, name: 'Reprendre votre saisie' }).waitFor()
  })

  for (const [what, code, tamper] of [
    ['a level that is too low', 'niveau_insuffisant', async (claims, keys) => await sign({ ...claims, acr: 'eidas1' }, keys.ES256)],
    ['no level at all', 'niveau_insuffisant', async ({ acr, ...claims }, keys) => await sign(claims, keys.ES256)]
  ])
    test(`${what} is refused`, async () => {
      house.provider.tamper = tamper
      try {
        const page = await house.open(null)
        await goThrough(page, 'agent')
        await refused(page, code)
        await check(page)
      } finally { house.provider.tamper = null }
    })

  for (const [what, code, tamper] of [
    ['that speaks of somebody else', 'identite_non_confirmee', async (claims, keys) => await sign({ ...claims, sub: 'autre' }, keys.ES256)],
    ['for another service', 'identite_non_confirmee', async (claims, keys) => await sign({ ...claims, aud: 'autre' }, keys.ES256)],
    ['under another algorithm', 'jeton_algorithme', async (claims, keys) => await sign(claims, keys.RS256)]
  ])
    test(`a signed userinfo ${what} is refused`, async () => {
      house.provider.tamperUserinfo = tamper
      try {
        const page = await house.open(null)
        await goThrough(page, 'agent')
        await refused(page, code)
      } finally { house.provider.tamperUserinfo = null }
    })
})

describe('on this machine, userinfo in JSON, the secret by HTTP Basic', () => {
  let house
  before(async () => { house = await pair({ method: 'client_secret_basic', more: { client_authentication: 'client_secret_basic' } }) })
  after(async () => { await house.close() })

  test('who signs in is known by what the provider says of them', async () => {
    const page = await house.open(null, { javaScriptEnabled: false })
    await page.goto('/connexion')
    await page.getByRole('button', { name: `Se connecter avec ${label}` }).click()
    await identify(page, 'sans-script')
    await page.getByText('sans-script@fournisseur.example').waitFor()
  })

  const seconds = () => Math.floor(Date.now() / 1000)
  const other = makeKey('ES256')
  for (const [what, code, tamper] of [
    ['of another issuer', 'jeton_emetteur', async (claims, keys) => await sign({ ...claims, iss: 'https://ailleurs.example' }, keys.ES256)],
    ['for another service', 'jeton_destinataire', async (claims, keys) => await sign({ ...claims, aud: 'autre' }, keys.ES256)],
    ['for several services, asked by another', 'jeton_destinataire', async (claims, keys) => await sign({ ...claims, aud: ['vigie', 'autre'], azp: 'autre' }, keys.ES256)],
    ['that answers another request', 'jeton_nonce', async (claims, keys) => await sign({ ...claims, nonce: 'n'.repeat(43) }, keys.ES256)],
    ['that has expired', 'jeton_expire', async (claims, keys) => await sign({ ...claims, exp: seconds() - 120 }, keys.ES256)],
    ['of tomorrow', 'jeton_expire', async (claims, keys) => await sign({ ...claims, iat: seconds() + 86_400, exp: seconds() + 90_000 }, keys.ES256)],
    ['with another access token', 'jeton_acces', async (claims, keys) => await sign({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }, keys.ES256)],
    ['under another algorithm, by a key that is published', 'jeton_algorithme', async (claims, keys) => await sign(claims, keys.RS256)],
    ['without a signature', 'jeton_algorithme', async (claims) => [{ alg: 'none' }, claims].map((one) => Buffer.from(JSON.stringify(one)).toString('base64url')).join('.') + '.'],
    ['by a key that is not published', 'jeton_cle_inconnue', async (claims) => await sign(claims, await other)],
    ['by another key under the name of one that is published', 'jeton_signature', async (claims, keys) => await sign(claims, await other, 'ES256', keys.ES256.kid)],
    ['that names nobody', 'jeton_sujet', async ({ sub, ...claims }, keys) => await sign(claims, keys.ES256)]
  ])
    test(`a token ${what} is refused`, async () => {
      house.provider.tamper = tamper
      try {
        const page = await house.open(null)
        await goThrough(page, 'agent')
        await refused(page, code)
      } finally { house.provider.tamper = null }
    })

  test('a userinfo in JSON that speaks of somebody else is refused', async () => {
    house.provider.tamperUserinfo = async (claims) => ({ ...claims, sub: 'autre' })
    try {
      const page = await house.open(null)
      await goThrough(page, 'agent')
      await refused(page, 'identite_non_confirmee')
    } finally { house.provider.tamperUserinfo = null }
  })

  /** The address that the provider sends the browser back to, which it does not reach. */
  async function addressOfReturn (page, person) {
    house.provider.holds = true
    try {
      await goThrough(page, person)
      await page.getByText('Retenu').waitFor()
      return new URL(house.provider.held)
    } finally { house.provider.holds = false }
  }

  test('a return with another state, without one, or in another browser is refused, and serves once', async () => {
    const page = await house.open(null)
    const address = await addressOfReturn(page, 'agent')
    assert.ok(address.searchParams.get('state').length >= 32)
    const stranger = await house.open(null)
    await stranger.goto(address.href)
    await refused(stranger, 'trajet_inconnu')
    const cookies = await page.context().cookies()
    for (const state of ['s'.repeat(43), '']) {
      const changed = new URL(address)
      changed.searchParams.set('state', state)
      await page.context().addCookies(cookies)
      await page.goto(changed.href)
      await refused(page, 'etat_invalide')
    }
    const mixed = new URL(address)
    mixed.searchParams.set('iss', 'https://ailleurs.example')
    await page.context().addCookies(cookies)
    await page.goto(mixed.href)
    await refused(page, 'jeton_emetteur')
    await page.context().addCookies(cookies)
    await page.goto(address.href)
    await page.getByRole('heading', { level: 1, name: 'Demande enregistrée' }).waitFor()
    await page.goto(address.href)
    await refused(page, 'trajet_inconnu')
    await page.context().addCookies(cookies)
    await page.goto(address.href)
    await refused(page, 'code_refuse')
  })

  test('what the browser says to the provider holds a challenge and a nonce, and no secret', async () => {
    const page = await house.open(null)
    const asked = page.waitForRequest((request) => request.url().startsWith(house.provider.issuer))
    await page.goto('/connexion')
    await page.getByRole('button', { name: `Se connecter avec ${label}` }).click()
    const query = new URL((await asked).url()).searchParams
    assert.equal(query.get('code_challenge_method'), 'S256')
    for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(query.get(name).length >= 32, name)
    const trip = (await cookieOf(page, 'vigie_trajet'))
    assert.deepEqual([trip.httpOnly, trip.sameSite], [true, 'Lax'])
    assert.ok(trip.expires - Date.now() / 1000 <= 601)
    for (const value of query.values()) assert.ok(!trip.value.includes(value))
  })

  test('who gives up at the provider is told so', async () => {
    const page = await house.open(null)
    await page.goto('/connexion')
    await page.getByRole('button', { name: `Se connecter avec ${label}` }).click()
    await page.getByRole('button', { name: 'Renoncer' }).click()
    await refused(page, 'fournisseur_refuse')
    await check(page)
  })

  test('nobody is sent to another site after signing in', async () => {
    const page = await house.open(null)
    await page.goto('/connexion/fournisseur?retour=' + encodeURIComponent('//ailleurs.example/'))
    const trip = await cookieOf(page, 'vigie_trajet')
    assert.equal(Buffer.from(trip.value.split('.')[1], 'base64url').toString(), '/')
  })

  test('a password opens an account as before, while the provider is silent', async () => {
    await new Promise((resolve) => { house.provider.server.closeAllConnections(); house.provider.server.close(resolve) })
    const page = await house.open('foyer')
    await page.getByText('foyer (foyer), Foyer des Tilleuls').waitFor()
  })
})

test('a provider that has no way to sign out is said to keep its session', async () => {
  const house = await pair({ signsOut: false })
  try {
    const page = await house.open(null)
    await enter(house, page, 'ecoutante')
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByText(`Vigie n’a pas pu fermer celle que vous aviez ouverte avec ${label}`).waitFor()
    assert.equal(await cookieOf(page, 'vigie_session'), undefined)
    await page.goto('/appels')
    await page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor()
  } finally { await house.close() }
})

test('a provider whose certificate comes from nobody trusted is not spoken to', async () => {
  const house = await pair({ tls: true, more: { authorities: undefined } })
  try {
    const page = await house.open(null)
    await page.goto('/connexion')
    await page.getByRole('button', { name: `Se connecter avec ${label}` }).click()
    await refused(page, 'fournisseur_injoignable')
  } finally { await house.close() }
})

test('without a provider nothing is offered, and its addresses lead nowhere', async () => {
  const demo = await startDemo()
  try {
    const page = await demo.open(null)
    await page.goto('/connexion')
    assert.equal(await page.getByText('Se connecter avec').count(), 0)
    for (const path of ['/connexion/fournisseur', '/connexion/retour?code=x&state=y']) assert.equal((await page.goto(path)).status(), 404)
    const admin = await demo.open('admin')
    await admin.goto('/admin/rattachements')
    await admin.getByText('Aucun fournisseur d’identité n’est configuré').waitFor()
    await check(admin)
  } finally { await demo.close() }
})
