// Fields of forms: what an instant was understood as, its two buttons, communes to choose from, and questions that depend on
// another answer.
import { offerCommunes } from './lib/communes.js'

/** Hides the questions whose condition does not hold, unless something was answered there. */
function followConditions (form) {
  const dependent = [...form.querySelectorAll('[data-shown-if]')]
  const answersTo = (name) => [...form.elements]
    .filter((one) => one.name === name && (one.checked || !['radio', 'checkbox'].includes(one.type)))
    .map((one) => one.value)
  const isAnswered = (group) => [...group.querySelectorAll('input, textarea, select')]
    .some((one) => ['radio', 'checkbox'].includes(one.type) ? one.checked && one.value !== '' : one.value !== '')
  const update = () => {
    for (const group of dependent) {
      const wanted = group.dataset.shownValues.split(' ')
      group.hidden = !answersTo(group.dataset.shownIf).some((answer) => wanted.includes(answer)) && !isAnswered(group)
    }
  }
  if (dependent.length > 0) form.addEventListener('change', update)
  update()
}

/** The reading of an instant is the server's: one parser, one truth. */
function followInstant (input) {
  const reading = document.getElementById(input.dataset.reading)
  let asked = 0
  let timer = 0
  const ask = async () => {
    const mine = ++asked
    if (input.value.trim() === '') {
      reading.textContent = ''
      return
    }
    const place = input.form?.elements.departement ?? input.form?.elements.retour_departement
    const body = new URLSearchParams({ texte: input.value, departement: place?.value ?? '', prevu: input.dataset.planned ?? '' })
    try {
      const answer = await fetch('/lecture/instant', { method: 'POST', body })
      if (!answer.ok || mine !== asked) return
      const said = await answer.json()
      reading.textContent = said.texte
      reading.classList.toggle('vigie-reading--wrong', !said.compris)
    } catch {
      // No network: the reading comes with the next page.
    }
  }
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, 300)
  })
  input.addEventListener('change', ask)
  const line = input.closest('.vigie-instant')
  for (const button of line?.querySelectorAll('[data-says]') ?? []) {
    button.hidden = false
    button.addEventListener('click', () => {
      input.value = button.dataset.says
      input.dispatchEvent(new Event('input', { bubbles: true }))
      input.dispatchEvent(new Event('change', { bubbles: true }))
      input.focus()
    })
  }
}

for (const form of document.querySelectorAll('form[data-fields]')) followConditions(form)
for (const input of document.querySelectorAll('input[data-reading]')) followInstant(input)
for (const input of document.querySelectorAll('input[data-communes]')) offerCommunes(input)
