// Sends what was typed, one piece at a time, and does not give up: a lost connection is tried again, a lost session asks to
// sign in, another's change is told. Nothing is kept in the browser but the page itself.

const firstWait = 1000
const longestWait = 10_000

export class Sending {
  /**
   * form: a form with data-version and an action; typed: what it holds; on: {saved(answer), offline(seconds), back(),
   * signIn(): Promise, conflict(answer), refused(text)}.
   */
  constructor (form, typed, on) {
    this.form = form
    this.typed = typed
    this.on = on
    this.version = form.dataset.version
    this.choice = null // of the minor, not sent yet
    this.running = null
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
    return { ids, body, choice: this.choice, states: ids.map((id) => [id, this.typed.now(id)]), address: this.form.getAttribute('action') + '/saisie' }
  }

  pairs (id) { return JSON.parse(this.typed.now(id)) }

  async send () {
    // The piece that opens a draft is sent again as it was, or one call would become two.
    const piece = this.opening ?? this.piece()
    if (!this.opened()) this.opening = piece
    const answer = await this.post(piece)
    if (!answer) return false
    if (answer.status === 412) return await this.meet(piece, await answer.json())
    if (!answer.ok) return this.refuse(piece, answer)
    const told = await answer.json()
    this.opening = undefined
    this.form.setAttribute('action', told.adresse)
    this.take(piece, told)
    return true
  }

  take (piece, told) {
    this.version = String(told.version)
    this.form.elements._version.value = this.version
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
  async meet (piece, told) {
    this.version = String(told.version)
    this.form.elements._version.value = this.version
    for (const one of told.champs) if (one.a_choisir) this.held.add(one.champ)
    if (told.mineur_change) this.choice = null
    this.on.conflict(told)
    return true
  }

  async refuse (piece, answer) {
    const told = await answer.json().catch(() => ({}))
    this.opening = undefined
    if (told.code === 'rien_de_saisi') return false
    if (told.code === 'deja_signe') {
      this.ended = true
      location.assign(this.form.getAttribute('action') + '/cloture')
      return false
    }
    this.on.refused(told.texte ?? `Refus ${answer.status}.`)
    return false
  }

  /** On the way out: the last piece, which outlives the page. */
  leave () {
    if (this.ended || !this.pending()) return
    const piece = this.opening ?? this.piece()
    fetch(piece.address, { method: 'POST', body: piece.body, keepalive: true }).catch(() => {})
  }
}
