import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, StreamEvent } from '#shared/ipc/bridge.ts'
import { channels } from '#shared/ipc/channels.ts'

const bridge: Bridge = {
  call: (request) => ipcRenderer.invoke(channels.call, request),
  cancel: (id) => ipcRenderer.send(channels.cancel, id),
  onEvent: (listener) => {
    const pass = (_event: Electron.IpcRendererEvent, event: StreamEvent) => listener(event)
    ipcRenderer.on(channels.event, pass)
    return () => {
      ipcRenderer.removeListener(channels.event, pass)
    }
  },
}

contextBridge.exposeInMainWorld('bridge', Object.freeze(bridge))
