// A session that ended while somebody types: the page stays, a dialog signs in again, and what was waiting is sent.

/** Resolves to true once signed in, to false when it is put off. */
export function signInAgain (dialog) {
  const login = dialog.querySelector('[data-login]')
  const password = dialog.querySelector('[data-password]')
  const wrong = dialog.querySelector('[data-wrong]')
  const before = document.activeElement
  wrong.textContent = ''
  if (dialog.showModal) dialog.showModal()
  else dialog.setAttribute('open', '')
  ;(login.value ? password : login).focus()
  return new Promise((resolve) => {
    const end = (signedIn) => {
      password.value = ''
      form.removeEventListener('submit', submit)
      dialog.removeEventListener('cancel', cancel)
      later.removeEventListener('click', putOff)
      if (dialog.close) dialog.close()
      else dialog.removeAttribute('open')
      if (before instanceof HTMLElement) before.focus()
      resolve(signedIn)
    }
    const submit = async (event) => {
      event.preventDefault()
      wrong.textContent = ''
      const body = new URLSearchParams({ identifiant: login.value, 'mot-de-passe': password.value, retour: '/raccourcis' })
      try {
        const answer = await fetch('/connexion', { method: 'POST', body, redirect: 'manual' })
        if (answer.type === 'opaqueredirect' || answer.ok) return end(true)
        wrong.textContent = answer.status === 429 ? 'Trop d’essais\u00a0: attendez un peu.' : 'Identifiant ou mot de passe incorrect.'
      } catch {
        wrong.textContent = 'Pas de connexion\u00a0: réessayez.'
      }
      password.select()
    }
    const cancel = (event) => {
      event.preventDefault()
      end(false)
    }
    const putOff = () => end(false)
    const form = dialog.querySelector('form')
    const later = dialog.querySelector('[data-later]')
    form.addEventListener('submit', submit)
    dialog.addEventListener('cancel', cancel)
    later.addEventListener('click', putOff)
  })
}
