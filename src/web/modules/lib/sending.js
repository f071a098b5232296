// Sends what was typed, one piece at a time, and does not give up: a lost connection is tried again, a lost session asks to
// sign in, another's change is told. Nothing is kept in the browser but the page itself.

const firstWait = 1000
const longestWait = 10_000

export class Sending {
  /**
   * form: a form with data-version and an action, below which (/saisie), or at data-saves, pieces are saved; typed: what it
   * holds; on: {saved(answer), offline(seconds), back(), signIn(): Promise, conflict(answer), refused(text)}.
   */
  constructor (form, typed, on) {
    this.form = form
    this.typed = typed
    this.on = on
    this.version = form.dataset.version
    this.choice = null // of the minor, not sent yet
    this.running = null
    this.sent = null // the piece under way
    this.held = new Set() // fields that wait for a person's choice
    this.ended = false
  }

  opened () { return !this.form.getAttribute('action').endsWith('/nouveau') }
  waiting () { return this.typed.changed().filter((id) => !this.held.has(id)) }
  pending () { return this.choice !== null || this.waiting().length > 0 || this.opening !== undefined }

  /** Everything typed so far is with the server when this resolves to true. */
  async flush () {
    while (this.pending() && !this.ended) {
      this.running ??= this.send().finally(() => { this.running = null })
      if (!await this.running) return false
    }
    return !this.ended
  }

  piece () {
    const ids = this.waiting()
    const body = new URLSearchParams({ _version: this.version, _champs: ids.join(' ') })
    // The département places the times typed.
    const place = this.form.elements.departement
    for (const id of ids) for (const [name, value] of this.pairs(id)) body.append(name, value)
    if (place && place.value && !ids.includes('departement')) body.append('departement', place.value)
    if (this.choice !== null) body.append('_mineur', this.choice)
    if (!this.opened()) body.append('_cle', this.form.elements._cle.value)
    const address = this.form.dataset.saves ?? this.form.getAttribute('action') + '/saisie'
    return { body, choice: this.choice, states: ids.map((id) => [id, this.typed.now(id)]), address }
  }

  pairs (id) { return JSON.parse(this.typed.now(id)) }

  async send () {
    // The piece that opens a draft is sent again as it was, or one call would become two.
    const piece = this.opening ?? this.piece()
    if (!this.opened()) this.opening = piece
    this.sent = piece
    const answer = await this.post(piece)
    this.sent = null
    if (!answer) return false
    const told = await answer.json().catch(() => ({}))
    if (!answer.ok && answer.status !== 412) return this.refuse(told, answer.status)
    this.opening = undefined
    if (told.adresse) this.form.setAttribute('action', told.adresse)
    this.version = String(told.version)
    this.form.elements._version.value = this.version
    if (answer.ok) this.take(piece, told)
    else this.meet(told)
    return true
  }

  take (piece, told) {
    this.typed.keep(piece.states)
    if (piece.choice === this.choice) this.choice = null
    this.on.saved(told)
  }

  /** An answer of the service itself, however often the connection fails and the session ends; nothing when signing in is put off. */
  async post (piece) {
    let failed = 0
    for (;;) {
      try {
        const answer = await fetch(piece.address, { method: 'POST', body: piece.body, headers: { Accept: 'application/json' } })
        if (failed > 0) this.on.back()
        failed = 0
        if (answer.status === 401) {
          if (!await this.on.signIn()) return null
          continue
        }
        if (answer.status !== 503 && answer.status !== 502 && answer.status !== 504) return answer
      } catch {
        // No network, or no service: what was typed stays in the page.
      }
      const wait = Math.min(firstWait * 2 ** failed++, longestWait)
      this.on.offline(Math.ceil(wait / 1000))
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }

  /** Somebody else saved: what only they changed is taken, what both changed waits for a choice. */
  meet (told) {
    for (const one of told.champs) if (one.a_choisir) this.held.add(one.champ)
    if (told.mineur_change) this.choice = null
    this.on.conflict(told)
  }

  refuse (told, status) {
    this.opening = undefined
    if (told.code === 'rien_de_saisi') return false
    if (told.code === 'deja_signe') {
      this.ended = true
      location.assign(told.suite)
      return false
    }
    this.on.refused(told.texte ?? `Refus ${status}.`)
    return false
  }

  /**
   * On the way out: the last piece, which outlives the page. It says what is under way too, as sent: the service then knows
   * that what it finds changed meanwhile is this page's own, whichever comes first.
   */
  leave () {
    if (this.ended || !this.pending()) return
    const { body, address } = this.piece()
    body.append('_quitte', 'oui')
    for (const [, state] of this.sent?.states ?? []) for (const [name, value] of JSON.parse(state)) body.append(`_avant.${name}`, value)
    fetch(address, { method: 'POST', body, keepalive: true }).catch(() => {})
  }
}
