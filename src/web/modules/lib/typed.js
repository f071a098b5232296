// What is typed into a form, field by field: a field is all inputs whose name begins with its id (date_naissance.mois).
// Names that begin with « _ » are the page's own.

const idOf = (name) => name.split('.')[0]

function inputsOf (form, id) {
  return [...form.elements].filter((one) => one.name && !one.name.startsWith('_') && one.tagName !== 'BUTTON' && idOf(one.name) === id)
}

function isSent (one, chosen) {
  return ['radio', 'checkbox'].includes(one.type) ? chosen : true
}

/** Names and values of a field as they are now. */
export function pairsOf (form, id) {
  return inputsOf(form, id).filter((one) => isSent(one, one.checked)).map((one) => [one.name, one.value])
}

/** The same as the server drew it, whatever the browser put back since. */
function drawnPairsOf (form, id) {
  const valueOf = (one) => one.tagName === 'SELECT' ? ([...one.options].find((option) => option.defaultSelected) ?? one.options[0]).value : ['radio', 'checkbox'].includes(one.type) ? one.value : one.defaultValue
  return inputsOf(form, id).filter((one) => isSent(one, one.defaultChecked)).map((one) => [one.name, valueOf(one)])
}

const told = (pairs) => JSON.stringify(pairs)

/** Which fields differ from what the server holds. */
export class Typed {
  constructor (form) {
    this.form = form
    this.saved = new Map()
    for (const id of this.ids()) this.saved.set(id, told(drawnPairsOf(form, id)))
  }

  ids () {
    return new Set([...this.form.elements].filter((one) => one.name && !one.name.startsWith('_') && one.tagName !== 'BUTTON').map((one) => idOf(one.name)))
  }

  now (id) { return told(pairsOf(this.form, id)) }
  changed () { return [...this.ids()].filter((id) => this.now(id) !== this.saved.get(id)) }
  /** The server holds this of these fields. */
  keep (states) { for (const [id, state] of states) this.saved.set(id, state) }
}

/** Puts what the server drew of a field in place of what is there; the element stays when it has the same inputs. */
export function redraw (form, id, html) {
  const place = form.querySelector(`[data-field="${CSS.escape(id)}"]`)
  if (!place) return
  const drawn = new DOMParser().parseFromString(html, 'text/html').body
  const theirs = [...drawn.querySelectorAll('input, textarea, select')]
  const ours = inputsOf(form, id)
  if (theirs.map((one) => one.name).join() !== ours.map((one) => one.name).join()) {
    place.innerHTML = html
  } else {
    theirs.forEach((one, i) => {
      ours[i].checked = one.checked
      if (!['radio', 'checkbox'].includes(one.type)) ours[i].value = one.value
    })
  }
  const first = inputsOf(form, id)[0]
  if (first) first.dispatchEvent(new Event('change', { bubbles: true }))
}
