// The keyboard of a call: O, N, S and Suppr on a question of four states (only while it has the focus), Alt+Maj+1 to 5 to the
// next questions, F8 and F9 from group to group.

const stateOf = { o: 'oui', n: 'non', s: 'inconnu', Delete: '', Backspace: '' }
const focusable = 'input:not([type=hidden]), textarea, select'

/** The input to type into, of a field or group; folded or hidden questions are shown. */
export function enter (place) {
  if (!place) return false
  for (let fold = place.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true
  if (place.matches('[data-field]')) for (const part of place.querySelectorAll('[data-shown-if]')) part.hidden = false
  const inputs = [...place.querySelectorAll(focusable)].filter((one) => !one.closest('[hidden], details:not([open])'))
  const input = inputs.find((one) => one.type !== 'radio' || one.checked) ?? inputs[0]
  if (!input) return false
  input.focus()
  place.scrollIntoView({ block: 'nearest' })
  return true
}

function setState (event) {
  const group = event.target instanceof HTMLInputElement && event.target.type === 'radio' ? event.target.closest('.vigie-tri') : null
  if (!group || event.ctrlKey || event.altKey || event.metaKey) return false
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (!(key in stateOf)) return false
  const radio = [...group.querySelectorAll('input[type=radio]')].find((one) => one.value === stateOf[key])
  if (!radio) return false
  radio.checked = true
  radio.focus()
  radio.dispatchEvent(new Event('input', { bubbles: true }))
  radio.dispatchEvent(new Event('change', { bubbles: true }))
  return true
}

function nextQuestion (form, event) {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || !/^Digit[1-5]$/.test(event.code)) return false
  const link = form.querySelector(`[data-question="${event.code.slice(5)}"]`)
  return link ? enterLink(form, link) : false
}

/** A link to a question moves the focus into it. */
export function enterLink (form, link) {
  const id = link.getAttribute('href').slice(1)
  return enter(form.querySelector(`[data-field="${CSS.escape(id)}"]`) ?? document.getElementById(id))
}

function nextGroup (form, event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !['F8', 'F9'].includes(event.key)) return false
  const places = [form.querySelector('.vigie-call__story'), ...form.querySelectorAll('[data-group]')]
  const here = places.findIndex((one) => one.contains(document.activeElement))
  const next = Math.min(places.length - 1, Math.max(0, here + (event.key === 'F9' ? 1 : -1)))
  return enter(places[next])
}

export function listen (form) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return
    if (setState(event) || nextQuestion(form, event) || nextGroup(form, event)) event.preventDefault()
  })
}
