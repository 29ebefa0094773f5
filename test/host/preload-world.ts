import type { Link } from './page-worlds.ts'

/** What the preload's world is given: the passage, the codec and the binding that carries text to the host. */
type Given = {
  link: Link
  encode(value: unknown): string
  decode(text: string): unknown
  post(text: string): void
  ipc: typeof createIpc
  token: string
}
export type FromPreload =
  | { kind: 'invoke'; id: number; channel: string; args: unknown[] }
  | { kind: 'send'; channel: string; args: unknown[] }
  | { kind: 'title'; title: string }
  | { kind: 'error'; message: string }
export type ToPreload =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; message: string }
  | { kind: 'message'; channel: string; args: unknown[] }

/**
 * Runs a preload script with the two objects of Electron it may use. Stands alone: its source is injected. Arguments
 * are cloned before they are encoded, so that a function in a call fails as it does in Electron.
 * @returns the function by which the host delivers answers and messages.
 */
export function preparePreloadWorld(
  given: Given,
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
): ((text: string) => void) | undefined {
  if (window.top !== window) return undefined
  const node = document.createComment('')
  window.dispatchEvent(new MouseEvent(given.token, { relatedTarget: node }))
  const page = given.link(node, ['to-preload', 'to-page'])
  const post = (message: FromPreload) => given.post(given.encode(structuredClone(message)))
  const { ipcRenderer, receive } = given.ipc(post)
  const reportTitle = () => post({ kind: 'title', title: document.title })
  window.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(reportTitle).observe(document.head, {
      childList: true,
      subtree: true,
      characterData: true,
    })
    reportTitle()
  })
  const contextBridge = { exposeInMainWorld: page.expose }
  const require = (name: string) => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`)
    return { contextBridge, ipcRenderer }
  }
  try {
    preload(require, { exports: {} }, {})
  } catch (error) {
    post({ kind: 'error', message: String(error) })
  }
  return (text) => receive(given.decode(text) as ToPreload)
}

/** The renderer's end of the channels. Stands alone: its source is injected. */
export function createIpc(post: (message: FromPreload) => void) {
  const pending = new Map<
    number,
    { channel: string; resolve(value: unknown): void; reject(error: Error): void }
  >()
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>()
  const listenersOf = (channel: string) => {
    const set = listeners.get(channel) ?? new Set()
    listeners.set(channel, set)
    return set
  }
  // The answer to a document that is gone must not be taken for one to the document that took its place.
  let count = Math.floor(Math.random() * 2 ** 50)
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        count += 1
        post({ kind: 'invoke', id: count, channel, args })
        pending.set(count, { channel, resolve, reject })
      }),
    send: (channel: string, ...args: unknown[]) => post({ kind: 'send', channel, args }),
    on: (channel: string, listener: () => void) => listenersOf(channel).add(listener),
    removeListener: (channel: string, listener: () => void) => listenersOf(channel).delete(listener),
  }
  function receive(message: ToPreload): void {
    if (message.kind === 'message') {
      for (const listener of listenersOf(message.channel)) listener({}, ...message.args)
      return
    }
    const entry = pending.get(message.id)
    pending.delete(message.id)
    if (message.kind === 'answer') entry?.resolve(message.value)
    else
      entry?.reject(new Error(`Error invoking remote method '${entry.channel}': Error: ${message.message}`))
  }
  return { ipcRenderer, receive }
}
