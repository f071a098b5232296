// An identity provider: oidc-provider, with keys of its own and the people that a test invents.
//   const provider = await new TestProvider({ tls, signedUserinfo, signsOut }).start()   signsOut: it has an address for it
//   provider.configuration({ acr: ['eidas2'] })     what vigie is told of it, a table [oidc]
//   provider.serve(baseUrl)                          from then on it knows the service at that address
//   provider.tamper = async (claims, keys) => token  what it says instead of its own ID token; tamperUserinfo: of its userinfo
//   provider.holds = true                            it keeps the browser, and the address that it should send it to in `held`
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { calculateJwkThumbprint, decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose'
import Provider from 'oidc-provider'

export const contact = 'l’assistance des essais, poste 12 34'
export const label = 'le compte d’essai'

/** A port that nobody listens on. */
export async function freePort () {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A certificate for 127.0.0.1, in two files. */
export function makeCertificate (room, name) {
  const [certificate, key] = ['pem', 'cle'].map((end) => join(room, `${name}.${end}`))
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', certificate,
    '-days', '2', '-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' })
  return { certificate, key }
}

async function makeKey (alg) {
  const pair = await generateKeyPair(alg, { extractable: true })
  const jwk = { ...await exportJWK(pair.privateKey), alg, use: 'sig' }
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) }
}

/** A page of the provider where one says who one is, and how surely one was identified. */
const signInForm = `<!DOCTYPE html><html lang="fr"><title>Fournisseur d’essai</title><h1>Fournisseur d’essai</h1>
<form method="post"><label>Nom <input name="person"></label><label>Niveau <input name="acr" value="eidas2"></label><button>Continuer</button></form>
<form method="post"><button name="leave" value="1">Renoncer</button></form></html>`

/** Its page where one says whether to end its session too. `form`: the one that does, without a button. */
async function askWhetherToLeave (ctx, form) {
  ctx.body = `<!DOCTYPE html><html lang="fr"><title>Fournisseur d’essai</title><h1>Quitter le fournisseur d’essai</h1>${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Quitter</button> <button type="submit" form="op.logoutForm">Rester</button></html>`
}

export class TestProvider {
  constructor ({ tls = false, signedUserinfo = false, idTokenAlgorithm = 'ES256', signsOut = true } = {}) {
    Object.assign(this, { tls, signedUserinfo, idTokenAlgorithm, signsOut, tamper: null, tamperUserinfo: null, holds: false, held: null })
    this.room = mkdtempSync(join(tmpdir(), 'vigie-fournisseur-'))
    this.secret = 'un+secret/essai%42='
    writeFileSync(join(this.room, 'secret'), this.secret + '\n', { mode: 0o600 })
  }

  async start () {
    const answer = (request, response) => this.answer(request, response)
    if (this.tls) {
      const { certificate, key } = makeCertificate(this.room, 'fournisseur')
      this.authorities = certificate
      this.server = https.createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, answer)
    } else this.server = http.createServer(answer)
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.issuer = `${this.tls ? 'https' : 'http'}://127.0.0.1:${this.server.address().port}`
    this.keys = { ES256: await makeKey('ES256'), RS256: await makeKey('RS256') }
    return this
  }

  /** What the configuration of vigie says of it. */
  configuration (baseUrl, more = {}) {
    const told = {
      issuer: this.issuer, client_id: 'vigie', client_secret_file: join(this.room, 'secret'), base_url: baseUrl, contact, label,
      algorithm: this.idTokenAlgorithm, scopes: ['openid', 'email'], ...(this.tls ? { authorities: this.authorities } : {}), ...more
    }
    return '[oidc]\n' + Object.entries(told).filter(([, value]) => value !== undefined).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join('')
  }

  /** Knows the service at that address, as its client. `method`: how the client proves itself. */
  serve (baseUrl, method = 'client_secret_post') {
    const alg = this.idTokenAlgorithm
    this.provider = new Provider(this.issuer, {
      clients: [{
        client_id: 'vigie', client_secret: this.secret, redirect_uris: [`${baseUrl}/connexion/retour`], response_types: ['code'],
        post_logout_redirect_uris: [`${baseUrl}/deconnexion/retour`],
        grant_types: ['authorization_code'], token_endpoint_auth_method: method, id_token_signed_response_alg: alg,
        ...(this.signedUserinfo ? { userinfo_signed_response_alg: alg } : {})
      }],
      jwks: { keys: Object.values(this.keys) },
      claims: { openid: ['sub'], email: ['email'], acr: null },
      acrValues: ['eidas1', 'eidas2', 'eidas3'],
      enabledJWA: { idTokenSigningAlgValues: ['ES256', 'RS256', 'PS256'], userinfoSigningAlgValues: ['ES256', 'RS256', 'PS256'] },
      features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true }, jwtUserinfo: { enabled: true }, rpInitiatedLogout: this.signsOut ? { enabled: true, logoutSource: askWhetherToLeave } : { enabled: false } },
      pkce: { required: () => true },
      cookies: { keys: ['clé des essais'] },
      ttl: { Interaction: 600, Session: 600, Grant: 600 },
      interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@fournisseur.example` }) }),
      loadExistingGrant: async (ctx) => {
        const grant = new ctx.oidc.provider.Grant({ clientId: 'vigie', accountId: ctx.oidc.session.accountId })
        grant.addOIDCScope('openid email')
        grant.addOIDCClaims(['acr'])
        await grant.save()
        return grant
      }
    })
    this.provider.use(async (ctx, next) => {
      await next()
      if (this.tamper && ctx.oidc?.route === 'token' && ctx.body?.id_token)
        ctx.body = { ...ctx.body, id_token: await this.tamper(decodeJwt(ctx.body.id_token), this.keys) }
      if (this.holds && ctx.status === 303 && ctx.response.get('Location').includes('/connexion/retour')) {
        this.held = ctx.response.get('Location')
        ctx.remove('Location')
        Object.assign(ctx, { status: 200, body: 'Retenu' })
      }
      if (this.tamperUserinfo && ctx.oidc?.route === 'userinfo')
        ctx.body = await this.tamperUserinfo(this.signedUserinfo ? decodeJwt(ctx.body) : ctx.body, this.keys)
    })
    return this
  }

  async answer (request, response) {
    if (!request.url.startsWith('/interaction/')) return this.provider.callback()(request, response)
    if (request.method === 'GET') return response.setHeader('Content-Type', 'text/html; charset=utf-8').end(signInForm)
    let body = ''
    for await (const piece of request) body += piece
    const form = new URLSearchParams(body)
    await this.provider.interactionFinished(request, response, form.has('leave')
      ? { error: 'access_denied', error_description: 'abandon' }
      : { login: { accountId: form.get('person'), acr: form.get('acr') } })
  }

  async close () {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
    rmSync(this.room, { recursive: true, force: true })
  }
}

/** At the provider: says who one is, and how surely. */
export async function identify (page, person, acr = 'eidas2') {
  await page.getByRole('heading', { name: 'Fournisseur d’essai' }).waitFor()
  await page.getByLabel('Nom').fill(person)
  await page.getByLabel('Niveau').fill(acr)
  await page.getByRole('button', { name: 'Continuer' }).click()
}

/** An ID token of these claims, signed by that key (one of the provider's, or another) under that algorithm. */
export async function sign (claims, key, alg = key.alg, kid = key.kid) {
  return await new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(key)
}
export { makeKey }
