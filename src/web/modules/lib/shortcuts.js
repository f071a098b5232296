// The keyboard plan. F2, Ctrl+Entrée and Échap always; single keys only when the person has switched them on
// (<html data-raccourcis="oui">), and never while something is being typed (WCAG 2.1.4, RGAA 12.10).
// A page names its own keys in its template: data-key="j" on a link or button (single key), data-function-key="F4".

const typing = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]'

function isTyping (element) {
  return element instanceof Element && element.closest(typing) !== null
}

function use (element) {
  if (!element) return false
  if (element.matches('input, textarea, select')) element.focus()
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
  return root.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
}

export function listen (root) {
  const single = root.documentElement.dataset.raccourcis === 'oui'
  root.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return
    if (use(target(event, root, single))) event.preventDefault()
  })
}
