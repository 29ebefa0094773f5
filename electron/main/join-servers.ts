import type { CallResponse } from '#shared/ipc/bridge.ts'
import type { CallServer } from './calls.ts'

/**
 * The calls of the page: `desktop.*` is answered by main itself, everything else by the engine. What main asks of the
 * engine for itself (prints, the ends of exports) is not for the page, which cannot know whether anything left.
 */
export function joinServers(engine: CallServer, desktop: CallServer): CallServer {
  return {
    async call(client, request, emit) {
      if (FOR_MAIN_ALONE.test(request.path)) return notForThePage
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

const FOR_MAIN_ALONE = /^(prints\.|exports\.(begin|end)$)/

const notForThePage: CallResponse = {
  ok: false,
  failure: {
    code: 'NOT_ALLOWED',
    message: '打印和导出由程序自己记录，页面不能代为记录，没有保存。',
    hint: '请用页面上的“打印”“保存 PDF”或“导出”；仍然出现时请联系系统管理员。',
  },
}
