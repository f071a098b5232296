// One live feed for all the tabs of this browser (a SharedWorker): over HTTP/1.1 a stream a tab would starve the others.
import { connect } from './lib/stream.js'

const tabs = new Set()
let line = null

self.onconnect = (event) => {
  const tab = event.ports[0]
  tabs.add(tab)
  tab.onmessage = ({ data }) => {
    if (data === 'leave') tabs.delete(tab)
    if (data === 'retry') line?.retry()
  }
  tab.start()
  line ??= connect((message) => {
    for (const one of tabs) one.postMessage(message)
  })
  tab.postMessage(line.state())
}
