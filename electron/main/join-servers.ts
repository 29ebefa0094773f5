import type { CallResponse } from '#shared/ipc/bridge.ts'
import type { CallServer } from './calls.ts'

/**
 * The calls of the page: `desktop.*` is answered by main itself, everything else by the engine. What main asks of the
 * engine for itself (`prints.*`) is not for the page, which cannot know whether a paper left.
 */
export function joinServers(engine: CallServer, desktop: CallServer): CallServer {
  return {
    async call(client, request, emit) {
      if (request.path.startsWith('prints.')) return notForThePage
      const server = request.path.startsWith('desktop.') ? desktop : engine
      return server.call(client, request, emit)
    },
    cancel(client, id) {
      desktop.cancel(client, id)
      engine.cancel(client, id)
    },
    drop(client) {
      desktop.drop(client)
      engine.drop(client)
    },
  }
}

const notForThePage: CallResponse = {
  ok: false,
  failure: {
    code: 'NOT_ALLOWED',
    message: '打印由程序自己记录，页面不能代为记录，没有保存。',
    hint: '请用文书页的“打印”或“保存 PDF”；仍然出现时请联系系统管理员。',
  },
}
