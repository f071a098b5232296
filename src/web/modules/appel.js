// A call while it is typed: saved as one types, judged and searched as it is saved. Without this module the same form is sent whole.
import { Autosave, senderOf } from './lib/autosave.js'
import { enterLink, listen } from './lib/call_keys.js'

const form = document.querySelector('form[data-call]')

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

/** Where the call is from now on, who the minor may be, what the rules say. */
function hear (answer) {
  if (location.pathname !== answer.adresse) history.replaceState(null, '', answer.adresse)
  show('mineur', answer.mineur)
  show('avis', answer.avis)
  const announce = document.querySelector('[data-announce]')
  if (answer.annonce && announce.textContent !== answer.annonce) announce.textContent = answer.annonce
}

const saving = new Autosave(form, hear)

function pressed (button) {
  if (button.name === '_mineur') {
    saving.sending.choice = button.value
    saving.later(0)
  } else if (button.name === '_geste' && button.value !== 'cloturer') {
    saving.later(0)
  } else {
    saving.sendWhole(button.name, button.value)
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  pressed(senderOf(event))
})
form.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
  if (link && enterLink(form, link)) event.preventDefault()
})
listen(form)
// The page opens ready to type, unless it opens on its errors or on a place asked for.
if (!document.querySelector('.govuk-error-summary, .govuk-notification-banner') && !location.hash) form.elements.recit.focus()
