// Where a commune is asked, those that what is typed may mean: a list below the box (combobox of ARIA 1.2). ↓ and ↑ choose,
// Entrée takes, Échap leaves what was typed. Nothing obliges to take one.

const wait = 150
const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae')
  .replace(/[^a-z0-9]+/g, ' ').trim().replace(/\bst\b/g, 'saint').replace(/\bste\b/g, 'sainte')

export function offerCommunes (input) {
  const list = Object.assign(document.createElement('ul'), { id: `${input.id}-communes`, className: 'vigie-communes', hidden: true })
  const count = Object.assign(document.createElement('p'), { className: 'govuk-visually-hidden' })
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Communes proposées')
  count.setAttribute('role', 'status')
  input.after(list, count)
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false'], ['aria-controls', list.id]]) input.setAttribute(name, value)
  let asked = 0
  let timer = 0

  const options = () => [...list.children]
  const chosen = () => options().find((one) => one.getAttribute('aria-selected') === 'true')
  const close = () => {
    asked++
    clearTimeout(timer)
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const choose = (option) => {
    for (const one of options()) one.setAttribute('aria-selected', String(one === option))
    input.setAttribute('aria-activedescendant', option.id)
  }
  const take = (option) => {
    input.value = option.dataset.name
    close()
    count.textContent = ''
    for (const name of ['input', 'change']) input.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: 'commune' }))
  }
  const draw = (communes) => {
    list.replaceChildren(...communes.map((one, i) => {
      const option = Object.assign(document.createElement('li'), { id: `${list.id}-${i}`, textContent: one.nom })
      option.append(Object.assign(document.createElement('span'), { className: 'vigie-quiet', textContent: ` ${one.departement}` }))
      option.dataset.name = one.nom
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', 'false')
      option.addEventListener('mousedown', (event) => {
        event.preventDefault() // the focus stays in the box
        take(option)
      })
      return option
    }))
    list.hidden = communes.length === 0
    input.setAttribute('aria-expanded', String(communes.length > 0))
    input.removeAttribute('aria-activedescendant')
    count.textContent = communes.length === 0 ? '' : communes.length === 1 ? '1 commune proposée' : `${communes.length} communes proposées`
  }
  const ask = async () => {
    const mine = ++asked
    const place = input.form?.elements[input.dataset.communes]
    try {
      const body = new URLSearchParams({ texte: fold(input.value), departement: place?.value ?? '' })
      const answer = await fetch('/lecture/commune', { method: 'POST', body })
      if (answer.ok && mine === asked && document.activeElement === input) draw((await answer.json()).communes)
    } catch {
      // No network: the box takes what is typed.
    }
  }
  input.addEventListener('input', (event) => {
    if (event.detail === 'commune') return
    clearTimeout(timer)
    timer = setTimeout(ask, wait)
  })
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    if (list.hidden || event.ctrlKey || event.altKey || event.metaKey) return
    const all = options()
    const here = all.indexOf(chosen())
    if (event.key === 'ArrowDown') choose(all[(here + 1) % all.length])
    else if (event.key === 'ArrowUp') choose(all[here <= 0 ? all.length - 1 : here - 1])
    else if (event.key === 'Enter' && here >= 0) take(all[here])
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  })
}
