// A form of a draft that is saved as one types. Without it the same form is sent whole by its buttons.
// The page holds, about it: [data-saved], [data-status], [data-conflict] with [data-by] and [data-choices],
// template[data-choice], dialog[data-sign-in]; each field in an element [data-field].
import { Sending } from './sending.js'
import { signInAgain } from './sign_in_again.js'
import { Typed, redraw } from './typed.js'

const afterTyping = 1500
const afterChoosing = 300
const longest = 5000 // of typing without a pause before a piece is sent all the same

const part = (name) => document.querySelector(`[data-${name}]`)

export class Autosave {
  /** hear(answer): what the service said of a piece that it saved, or that two people's typing made wait. */
  constructor (form, hear = () => {}) {
    this.form = form
    this.hear = hear
    this.typed = new Typed(form)
    this.timer = 0
    this.since = 0 // when the first character was typed that no timer has sent yet
    this.leaving = false
    this.sending = new Sending(form, this.typed, {
      saved: (answer) => this.saved(answer),
      conflict: (answer) => this.conflict(answer),
      offline: (seconds) => this.trouble(`Connexion perdue. Vos saisies restent dans cette page\u00a0; nouvel essai dans ${seconds} s.`),
      back: () => this.say('Connexion rétablie.'),
      signIn: () => {
        this.trouble('Votre session a pris fin. Vos saisies restent dans cette page.')
        return signInAgain(part('sign-in'))
      },
      refused: (text) => this.trouble(`Pas enregistré\u00a0: ${text}`)
    })
    this.listen()
    if (this.typed.changed().length > 0) this.later(0) // what the browser put back
  }

  say (text) {
    const status = part('status')
    if (status.textContent !== text) status.textContent = text
  }

  trouble (text) {
    part('status').dataset.trouble = 'oui'
    this.say(text)
  }

  saved (answer) {
    part('saved').textContent = `Enregistré à ${answer.enregistre}`
    if (part('status').dataset.trouble) this.say('Enregistré de nouveau.')
    delete part('status').dataset.trouble
    this.hear(answer)
  }

  /** One question asked of a person: which of two answers stands. */
  askWhich (one) {
    const choice = document.querySelector('template[data-choice]').content.cloneNode(true).firstElementChild
    choice.dataset.choiceOf = one.champ
    choice.querySelector('[data-label]').textContent = one.libelle
    choice.querySelector('[data-mine]').textContent = one.mienne
    choice.querySelector('[data-theirs]').textContent = one.autre
    const choices = part('choices')
    const end = () => {
      this.sending.held.delete(one.champ)
      choice.remove()
      if (!choices.children.length) part('conflict').hidden = true
      this.form.querySelector(`[data-field="${CSS.escape(one.champ)}"]`)?.querySelector('input, textarea, select')?.focus()
      this.later(0)
    }
    choice.querySelector('[data-keep]').addEventListener('click', end)
    choice.querySelector('[data-take]').addEventListener('click', () => {
      this.take(one)
      end()
    })
    choices.querySelector(`[data-choice-of="${CSS.escape(one.champ)}"]`)?.remove()
    choices.append(choice)
  }

  take (one) {
    redraw(this.form, one.champ, one.html)
    this.typed.keep([[one.champ, this.typed.now(one.champ)]])
  }

  conflict (answer) {
    const shown = answer.champs.filter((one) => this.typed.ids().has(one.champ)) // the others are on other pages
    const theirs = shown.filter((one) => !one.a_choisir)
    const disputed = shown.filter((one) => one.a_choisir)
    theirs.forEach((one) => this.take(one))
    disputed.forEach((one) => this.askWhich(one))
    this.hear(answer)
    const changed = [...theirs.map((one) => one.libelle), ...answer.autres]
    if (disputed.length > 0) {
      part('by').textContent = answer.par
      part('conflict').hidden = false
      this.say(`${answer.par} a saisi en même temps que vous\u00a0: ${disputed.map((one) => one.libelle).join(', ')}. À vous de choisir, ci-dessous.`)
    } else if (changed.length > 0) {
      this.say(`Modifié par ${answer.par}\u00a0: ${changed.join(', ')}.`)
    }
  }

  /** Sends what was typed after so many milliseconds without another key, or once one has typed for `longest`. */
  later (wait) {
    clearTimeout(this.timer)
    const now = Date.now()
    this.since ||= now
    this.timer = setTimeout(() => {
      this.since = 0
      this.sending.flush()
    }, Math.min(wait, Math.max(0, this.since + longest - now)))
  }

  /** Sends the form as a browser does, by that button, after everything typed has been saved. */
  async sendWhole (name, value) {
    if (this.leaving) return
    this.leaving = true
    clearTimeout(this.timer)
    const saved = await this.sending.flush()
    this.leaving = false
    if (this.sending.held.size > 0) {
      document.getElementById('conflit-titre').focus()
      return
    }
    if (!saved) return
    for (const [key, content] of [['_champs', ''], [name, value]]) {
      if (key) this.form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: key, value: content }))
    }
    this.sending.ended = true
    this.form.submit()
  }

  listen () {
    this.form.addEventListener('input', (event) => this.later(['radio', 'checkbox'].includes(event.target.type) ? afterChoosing : afterTyping))
    this.form.addEventListener('change', () => this.later(afterChoosing))
    window.addEventListener('pagehide', () => this.sending.leave())
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.later(0))
    window.addEventListener('beforeunload', (event) => {
      if (!this.sending.ended && this.sending.pending() && part('status').dataset.trouble) event.preventDefault()
    })
    window.addEventListener('pageshow', (event) => event.persisted && location.reload())
    window.addEventListener('online', () => this.later(0))
  }
}

/** The button that sends a form; browsers that do not tell it have the focus on it. */
export function senderOf (event) {
  const focused = document.activeElement
  return event.submitter ?? (event.target.contains(focused) ? focused.closest('button') : null) ?? event.target.querySelector('button[type=submit]')
}
