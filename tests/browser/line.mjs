// A line between browsers and the program: it counts the live feeds open through it, can be cut as a lid does, and can hold
// back one request on its way out (line.holds = 'asked') or its answer on the way back ('answered') until line.release().
import { createServer, request } from 'node:http'

export async function startLine (target) {
  const { hostname, port } = new URL(target)
  const line = { feeds: 0, most: 0, isCut: false, holds: null }
  /** Waits when this is the request to hold back; the next ones pass. */
  const hold = async (when, asked) => {
    if (line.holds !== when || asked.method !== 'POST') return
    line.holds = null
    await new Promise((resolve) => { line.release = resolve })
  }
  const sockets = new Set()
  const server = createServer(async (asked, answer) => {
    await hold('asked', asked)
    const isFeed = asked.url.startsWith('/api/v1/live')
    if (isFeed) line.most = Math.max(line.most, ++line.feeds)
    const onward = request({ hostname, port, path: asked.url, method: asked.method, headers: asked.headers }, async (told) => {
      await hold('answered', asked)
      answer.writeHead(told.statusCode, told.rawHeaders)
      told.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    answer.on('close', () => {
      if (isFeed) line.feeds--
      onward.destroy()
    })
    asked.pipe(onward)
  })
  server.on('connection', (socket) => {
    if (line.isCut) return socket.destroy()
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref() // a test that fails before it closes its line ends all the same
  line.url = `http://127.0.0.1:${server.address().port}`
  line.cut = () => {
    line.isCut = true
    for (const socket of sockets) socket.destroy()
  }
  line.mend = () => { line.isCut = false }
  line.close = () => {
    line.cut()
    return new Promise((resolve) => server.close(resolve))
  }
  return line
}
