import type { IpcMain, WebContents } from 'electron'
import { z } from 'zod'
import type { CallRequest, CallResponse, StreamEvent } from '#shared/ipc/bridge.ts'
import { channels } from '#shared/ipc/channels.ts'
import { isOwnFrame } from './origin.ts'

const Call: z.ZodType<CallRequest> = z.strictObject({
  id: z.int().min(0),
  type: z.enum(['query', 'mutation', 'subscription']),
  path: z.string().regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/),
  input: z.unknown(),
})

/** What answers calls: the engine's client, and main's own procedures for `desktop.*`. */
export type CallServer = {
  call(client: string, request: CallRequest, emit: (event: StreamEvent) => void): Promise<CallResponse>
  cancel(client: string, id: number): void
  drop(client: string): void
}

/** Main's end of the channels. */
type Ipc = Pick<IpcMain, 'handle' | 'on'>

/**
 * Opens the bridge. A message from a frame that is not ours is rejected, so that its sender is told; a message of
 * ours that has not the agreed shape is answered with a failure.
 */
export function serveCalls(ipc: Ipc, server: CallServer, origins: readonly string[]): void {
  ipc.handle(channels.call, async (event, message): Promise<CallResponse> => {
    if (!isOwnFrame(event.senderFrame, origins)) throw new Error('拒绝：请求不是来自本程序的页面')
    const request = Call.safeParse(message)
    if (!request.success) return malformed
    const { sender } = event
    return server.call(clientOf(sender), request.data, (streamed) => {
      if (!sender.isDestroyed()) sender.send(channels.event, streamed)
    })
  })
  ipc.on(channels.cancel, (event, id) => {
    if (isOwnFrame(event.senderFrame, origins) && Number.isInteger(id))
      server.cancel(clientOf(event.sender), id)
  })
}

const malformed: CallResponse = {
  ok: false,
  failure: {
    code: 'BAD_INPUT',
    message: '页面发来的请求格式不对，没有执行。',
    hint: '请关闭程序后重新打开；仍然出现时请联系管理员。',
  },
}

/** Ends the calls of a page that is gone: closed, crashed, or loaded anew (its call numbers start again). */
export function dropCallsOf(contents: WebContents, server: CallServer): void {
  const client = clientOf(contents)
  contents.on('did-navigate', () => server.drop(client))
  contents.on('render-process-gone', () => server.drop(client))
  contents.once('destroyed', () => server.drop(client))
}

function clientOf(contents: WebContents): string {
  return `window-${contents.id}`
}
