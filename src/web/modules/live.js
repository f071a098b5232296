// The board, live. The rows are the server's: after each piece of news they are asked for again, and put in place without
// moving what is under the cursor or the focus. New absences wait behind a button.
import { connect } from './lib/stream.js'

const board = document.querySelector('[data-live-rows]')
const state = document.getElementById('veille-etat')
const news = document.getElementById('veille-nouvelles')
const show = document.getElementById('veille-afficher')
const rows = document.getElementById('veille-lignes')

const least = 1000 // between two readings under load
const clocks = 60_000 // durations grow by themselves
let latest = null // the rows last read, new ones with them
let read = Date.now() // when
let linked = null // whether the live feed holds; nothing known yet
let readable = true // whether the last reading came through
let reading = false
let wanted = false
let timer = 0
let over = false // the session has ended
let held = false // a cell waits to be brought up to date

function timeOf (ms) {
  return new Date(ms).toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' })
}

function say (element, text) {
  if (element.textContent !== text) element.textContent = text // said again only when it changed
}

function sayState () {
  const off = linked === false || !readable
  if (off) say(state, `Hors ligne depuis ${timeOf(read)}. Rien ici n’est plus récent.`)
  else say(state, linked ? 'En direct.' : '')
  board.classList.toggle('vigie-live--off', off)
}

function rowsIn (root) {
  return new Map([...root.querySelectorAll('tbody > tr')].map((row) => [row.id, row]))
}

/** What must not move: what has the focus, else what is under the cursor. */
function anchor () {
  const focused = document.activeElement
  if (focused && rows.contains(focused)) return focused
  return rows.querySelector('tr:hover')
}

/** Cell by cell: one that holds the focus or the cursor stays as it is until they have left it, lest another button slides
 * under a click. */
function mend (row, fresh) {
  if (row.className !== fresh.className) row.className = fresh.className
  const cells = [...row.children]
  const others = [...fresh.children]
  cells.forEach((cell, i) => {
    const other = others[i]
    if (!other || cell.innerHTML === other.innerHTML) return
    if (cell.contains(document.activeElement) || cell.matches(':hover')) {
      held = true
      return
    }
    cell.replaceWith(document.importNode(other, true))
  })
}

function count (number, one, many) {
  return number === 1 ? `1 ${one}` : `${number} ${many}`
}

function place (fresh) {
  const here = rowsIn(rows)
  const there = rowsIn(fresh)
  const fixed = anchor()
  const before = fixed?.getBoundingClientRect().top
  let ended = 0
  held = false
  for (const [id, row] of here) {
    const other = there.get(id)
    row.classList.toggle('vigie-board__gone', !other)
    if (other) mend(row, other)
    else ended++
  }
  const hour = rows.querySelector('#veille-heure')
  if (hour) hour.textContent = fresh.querySelector('#veille-heure')?.textContent ?? ''
  if (fixed?.isConnected) {
    const moved = fixed.getBoundingClientRect().top - before
    if (moved !== 0) window.scrollBy(0, moved)
  }
  const added = [...there.keys()].filter((id) => !here.has(id)).length
  const told = []
  if (added > 0) told.push(count(added, 'nouvelle absence', 'nouvelles absences'))
  if (ended > 0) told.push(count(ended, 'absence n’est plus de ce tableau', 'absences ne sont plus de ce tableau'))
  const order = [...here.keys()].filter((id) => there.has(id)).join() !== [...there.keys()].filter((id) => here.has(id)).join()
  if (told.length === 0 && order) told.push('L’ordre a changé')
  say(news, told.join(', '))
  const text = added > 0 || ended > 0 ? 'Afficher' : 'Remettre dans l’ordre'
  if (show.textContent !== text) show.textContent = text
  if (told.length > 0) show.hidden = false
  else if (document.activeElement !== show) show.hidden = true
}

function showAll () {
  if (!latest) return
  rows.replaceChildren(...document.importNode(latest, true).childNodes)
  say(news, '')
  const first = rows.querySelector('tbody > tr')
  show.hidden = true
  first?.focus()
}

async function readRows () {
  if (over) return
  if (reading) {
    wanted = true
    return
  }
  reading = true
  wanted = false
  const begun = Date.now()
  try {
    const answer = await fetch(board.dataset.liveRows, { headers: { Accept: 'text/html' }, cache: 'no-store', redirect: 'manual' })
    if (answer.type === 'opaqueredirect' || answer.status === 401) return ended()
    if (!answer.ok) throw new Error(`rows: ${answer.status}`)
    latest = new DOMParser().parseFromString(await answer.text(), 'text/html').body
    read = begun
    readable = true
    place(latest)
  } catch {
    readable = false
    clearTimeout(timer)
    timer = setTimeout(readRows, 5000)
  } finally {
    reading = false
  }
  if (over) return
  sayState()
  if (wanted) {
    clearTimeout(timer)
    timer = setTimeout(readRows, Math.max(0, begun + least - Date.now()))
  }
}

function ended () {
  over = true
  say(state, 'Votre session a pris fin : rafraîchissez la page pour vous connecter.')
  board.classList.add('vigie-live--off')
}

/** A hidden tab reads when it is looked at again. */
function wish () {
  if (document.visibilityState === 'hidden') wanted = true
  else readRows()
}

function hear (message) {
  if (over) return
  if (message.type === 'news') return wish()
  if (message.type === 'ended') return ended()
  if (message.connected === null) return // it has not had the time to connect
  linked = message.connected
  sayState()
  if (linked) wish() // what was missed
}

function listen () {
  if (typeof SharedWorker !== 'function') return connect(hear)
  const worker = new SharedWorker(board.dataset.liveWorker, { name: `vigie-${board.dataset.liveWho}` })
  worker.port.onmessage = ({ data }) => hear(data)
  window.addEventListener('pagehide', () => worker.port.postMessage('leave'))
  return { retry: () => worker.port.postMessage('retry') }
}

if (board) {
  let line = listen()
  sayState()
  show.addEventListener('click', showAll)
  const release = () => held && setTimeout(() => held && place(latest))
  rows.addEventListener('focusout', release)
  rows.addEventListener('pointerout', release)
  window.addEventListener('offline', () => {
    readable = false
    sayState()
  })
  window.addEventListener('online', () => {
    line.retry()
    readRows()
  })
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    line = listen()
    readRows()
  })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && readRows())
  setInterval(() => document.visibilityState === 'visible' && readRows(), clocks)
}
