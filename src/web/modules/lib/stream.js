// The live feed, read by hand: an EventSource hides the heartbeats, by which alone a line that died in silence (a lid
// closed, a network changed) is known from one on which nothing happens.
// connect(tell) calls tell({ type: 'news' }) for each piece of news, tell({ type: 'state', connected }) when the line is lost or
// found again, tell({ type: 'ended' }) when the session has ended. After an interruption what was missed comes first (Last-Event-ID).

const silence = 40_000 // two heartbeats and a half
const tick = 5_000

export function connect (tell) {
  let last = '' // the number heard last
  let alive = Date.now()
  let connected = null // nothing known yet
  let current = null // of the attempt under way
  let wait = 1000
  let timer = 0

  const say = (now) => {
    if (now === connected) return
    connected = now
    tell({ type: 'state', connected })
  }

  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(attempt, wait + Math.random() * 500)
    wait = Math.min(wait * 2, 15_000)
  }

  /** One event, its lines without the blank one that ends it. */
  const hear = (lines) => {
    let data = false
    for (const line of lines) {
      if (line.startsWith('id: ')) last = line.slice(4)
      else if (line.startsWith('data: ')) data = true
    }
    if (data) tell({ type: 'news' })
  }

  async function attempt () {
    current?.abort()
    const mine = current = new AbortController()
    const headers = { Accept: 'text/event-stream' }
    if (last !== '') headers['Last-Event-ID'] = last
    try {
      const answer = await fetch('/api/v1/live', { headers, signal: mine.signal, cache: 'no-store' })
      if (!answer.ok) {
        if (answer.status === 401) tell({ type: 'ended' })
        throw new Error(`live: ${answer.status}`)
      }
      const reader = answer.body.getReader()
      const decoder = new TextDecoder()
      let rest = ''
      alive = Date.now()
      wait = 1000
      say(true)
      for (;;) {
        const { value, done } = await reader.read()
        if (done) break
        alive = Date.now()
        say(true)
        const pieces = (rest + decoder.decode(value, { stream: true })).split('\n\n')
        rest = pieces.pop()
        for (const piece of pieces) hear(piece.split('\n'))
      }
    } catch {
      // Lost, refused or given up: tried again below.
    }
    if (mine !== current) return
    say(false)
    again()
  }

  // A timer that comes late by much slept with the machine: what the line says of itself is not to be believed.
  let ticked = Date.now()
  setInterval(() => {
    const slept = Date.now() - ticked > tick * 3
    ticked = Date.now()
    if (slept || Date.now() - alive > silence) {
      say(false)
      alive = Date.now()
      attempt()
    }
  }, tick)
  attempt()
  return { retry: () => { wait = 1000; attempt() }, state: () => ({ type: 'state', connected }) }
}
