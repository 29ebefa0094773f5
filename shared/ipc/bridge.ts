import type { Failure } from '../base/failure.ts'

/** One call over the bridge. `id` is unique within the window and names the call for cancellation and events. */
export type CallRequest = {
  id: number
  type: 'query' | 'mutation' | 'subscription'
  path: string
  input: unknown
}
/** The answer to a call. A refusal is an answer with a code, never `undefined`. */
export type CallResponse = { ok: true; data: unknown } | { ok: false; failure: Failure }
/** What a subscription sends after its call was answered with `ok`. */
export type StreamEvent =
  | { id: number; kind: 'data'; data: unknown }
  | { id: number; kind: 'failure'; failure: Failure }
  | { id: number; kind: 'end' }

/** The only object the page is given (`window.bridge`, frozen). */
export interface Bridge {
  call(request: CallRequest): Promise<CallResponse>
  cancel(id: number): void
  /** Returns the function that takes the listener away again. */
  onEvent(listener: (event: StreamEvent) => void): () => void
}
