// A section of a declaration, or what has changed since a preventive sheet: saved as one types.
import { Autosave, senderOf } from './lib/autosave.js'

const form = document.querySelector('form[data-autosave]')
const saving = new Autosave(form)
form.addEventListener('submit', (event) => {
  event.preventDefault()
  const button = senderOf(event)
  saving.sendWhole(button.name, button.value)
})
document.querySelector('[data-saved]').textContent = 'Vos saisies s’enregistrent à mesure.'
