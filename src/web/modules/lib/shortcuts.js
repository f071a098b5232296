// The keyboard plan. Function keys and Ctrl+Entrée always; single keys only when the person has switched them on
// (<html data-raccourcis="oui">), and never while something is being typed (WCAG 2.1.4, RGAA 12.10): j and k go from row to
// row of a list. A page names its own keys in its template: data-key="/" (single key), data-function-key="F4". Whatever is
// added here or there is told on /raccourcis.

const typing = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]'

function isTyping (element) {
  return element instanceof Element && element.closest(typing) !== null
}

/** The link that opens the row after or before the one that has the focus, within the lists of a page. */
function neighbour (root, step) {
  const links = [...root.querySelectorAll('main tbody tr')].map((row) => row.querySelector('a[href]')).filter((link) => link !== null)
  const here = links.findIndex((link) => link.closest('tr').contains(document.activeElement))
  return links[here === -1 ? 0 : Math.min(links.length - 1, Math.max(0, here + step))]
}

function use (element) {
  if (!element) return false
  if (element.matches('input, textarea, select, tbody a')) element.focus()
  else element.click()
  return true
}

/** What a key press asks for: an element to use, or nothing. */
export function target (event, root, single) {
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey
  if (event.ctrlKey && !event.altKey && !event.metaKey && event.key === 'Enter') {
    const form = event.target instanceof Element ? event.target.closest('form') : null
    return (form ?? root).querySelector('[data-main-action]') ?? root.querySelector('[data-main-action]')
  }
  if (plain && !event.shiftKey && /^F\d+$/.test(event.key)) return root.querySelector(`[data-function-key="${event.key}"]`)
  if (!single || !plain || event.repeat || isTyping(event.target) || event.key.length !== 1) return null
  if (event.key === 'j' || event.key === 'k') return neighbour(root, event.key === 'j' ? 1 : -1)
  return root.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
}

export function listen (root) {
  const single = root.documentElement.dataset.raccourcis === 'oui'
  root.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return
    if (use(target(event, root, single))) event.preventDefault()
  })
}
