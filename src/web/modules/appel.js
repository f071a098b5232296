// A call while it is typed: saved as one types, judged and searched as it is saved. Without this module the same form is sent whole.
import { enterLink, listen } from './lib/call_keys.js'
import { Sending } from './lib/sending.js'
import { signInAgain } from './lib/sign_in_again.js'
import { Typed, redraw } from './lib/typed.js'

const form = document.querySelector('form[data-call]')
const part = (name) => document.querySelector(`[data-${name}]`)
const typed = new Typed(form)
const afterTyping = 1500
const afterChoosing = 300

function say (text) {
  const status = part('status')
  if (status.textContent !== text) status.textContent = text
}

/** Puts a fragment in place; the focus stays where it was, on the same button or at the head of the part. */
function show (name, html) {
  const place = document.querySelector(`[data-part="${name}"]`)
  if (html === undefined || place.dataset.html === html) return
  place.dataset.html = html
  const had = place.contains(document.activeElement) ? document.activeElement : null
  place.innerHTML = html
  if (!had) return
  const same = had.name ? [...place.querySelectorAll('button')].find((one) => one.name === had.name && one.value === had.value) : null
  const next = same ?? place.querySelector('button, a[href]')
  if (next) next.focus()
}

function showAnswer (answer) {
  show('mineur', answer.mineur)
  show('avis', answer.avis)
  const announce = part('announce')
  if (answer.annonce && announce.textContent !== answer.annonce) announce.textContent = answer.annonce
}

function saved (answer) {
  if (location.pathname !== answer.adresse) history.replaceState(null, '', answer.adresse)
  part('saved').textContent = `Enregistré à ${answer.enregistre}`
  if (part('status').dataset.trouble) say('Enregistré de nouveau.')
  delete part('status').dataset.trouble
  showAnswer(answer)
}

function trouble (text) {
  part('status').dataset.trouble = 'oui'
  say(text)
}

/** One question asked of a person: which of two answers stands. */
function askWhich (one) {
  const choice = document.querySelector('template[data-choice]').content.cloneNode(true).firstElementChild
  choice.dataset.choiceOf = one.champ
  choice.querySelector('[data-label]').textContent = one.libelle
  choice.querySelector('[data-mine]').textContent = one.mienne
  choice.querySelector('[data-theirs]').textContent = one.autre
  const end = () => {
    sending.held.delete(one.champ)
    choice.remove()
    if (!document.querySelector('[data-choices]').children.length) part('conflict').hidden = true
    form.querySelector(`[data-field="${CSS.escape(one.champ)}"]`).querySelector('input, textarea, select')?.focus()
    later(0)
  }
  choice.querySelector('[data-keep]').addEventListener('click', end)
  choice.querySelector('[data-take]').addEventListener('click', () => {
    take(one)
    end()
  })
  document.querySelector('[data-choices]').querySelector(`[data-choice-of="${CSS.escape(one.champ)}"]`)?.remove()
  document.querySelector('[data-choices]').append(choice)
}

function take (one) {
  redraw(form, one.champ, one.html)
  typed.keep([[one.champ, typed.now(one.champ)]])
}

function conflict (answer) {
  const others = answer.champs.filter((one) => !one.a_choisir)
  const disputed = answer.champs.filter((one) => one.a_choisir)
  others.forEach(take)
  disputed.forEach(askWhich)
  showAnswer(answer)
  const changed = others.map((one) => one.libelle)
  if (answer.mineur_change) changed.push('le choix du mineur')
  if (disputed.length > 0) {
    document.querySelector('[data-by]').textContent = answer.par
    part('conflict').hidden = false
    say(`${answer.par} a saisi en même temps que vous\u00a0: ${disputed.map((one) => one.libelle).join(', ')}. À vous de choisir, sous le récit.`)
  } else if (changed.length > 0) {
    say(`Modifié par ${answer.par}\u00a0: ${changed.join(', ')}.`)
  }
}

const sending = new Sending(form, typed, {
  saved,
  conflict,
  offline: (seconds) => trouble(`Connexion perdue. Vos saisies restent dans cette page\u00a0; nouvel essai dans ${seconds} s.`),
  back: () => say('Connexion rétablie.'),
  signIn: () => {
    trouble('Votre session a pris fin. Vos saisies restent dans cette page.')
    return signInAgain(part('sign-in'))
  },
  refused: (text) => trouble(`Pas enregistré\u00a0: ${text}`)
})

let timer = 0
function later (wait) {
  clearTimeout(timer)
  timer = setTimeout(() => sending.flush(), wait)
}

/** Sends the form as a browser does, after everything typed has been saved. */
async function sendWhole (name, value) {
  clearTimeout(timer)
  const saved = await sending.flush()
  if (sending.held.size > 0) {
    document.getElementById('conflit-titre').focus()
    return
  }
  if (!saved) return
  for (const [key, content] of [['_champs', ''], [name, value]]) {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name: key, value: content })
    form.append(input)
  }
  sending.ended = true
  form.submit()
}

function pressed (button) {
  if (button.name === '_mineur') {
    sending.choice = button.value
    later(0)
  } else if (button.name === '_geste' && button.value !== 'cloturer') {
    later(0)
  } else {
    sendWhole(button.name, button.value)
  }
}

form.addEventListener('input', (event) => later(event.target.type === 'radio' || event.target.type === 'checkbox' ? afterChoosing : afterTyping))
form.addEventListener('change', () => later(afterChoosing))
form.addEventListener('submit', (event) => {
  event.preventDefault()
  if (event.submitter) pressed(event.submitter)
})
form.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
  if (link && enterLink(form, link)) event.preventDefault()
})
window.addEventListener('pagehide', () => sending.leave())
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && later(0))
window.addEventListener('beforeunload', (event) => {
  if (!sending.ended && sending.pending() && part('status').dataset.trouble) event.preventDefault()
})
window.addEventListener('pageshow', (event) => event.persisted && location.reload())
window.addEventListener('online', () => later(0))
listen(form)
// The page opens ready to type, unless it opens on its errors or on a place asked for.
if (!document.querySelector('.govuk-error-summary, .govuk-notification-banner') && !location.hash) form.elements.recit.focus()
if (typed.changed().length > 0) later(0) // what the browser put back
