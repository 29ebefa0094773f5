import type { Failure } from '#shared/base/failure.ts'
import type { CallRequest, CallResponse, StreamEvent } from '#shared/ipc/bridge.ts'
import type { SignedIn } from '#shared/ipc/session.ts'

/** What a worker is started with. `folder` holds the office's store, `resourcesDir` policies, fonts and templates. */
export type WorkerData = { role: 'writer' | 'reader'; folder: string; resourcesDir: string }

/** What the reader needs to open the store (the key as 64 hexadecimal digits); it passes through the client and is not kept there. */
export type Opened = { key: string; account: SignedIn }

/** The archived PDF, a PDF marked 副本, or the pages as an SVG. */
export type PaperForm = 'original' | 'copy' | 'picture'
export type PaperAnswer = { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; failure: Failure }

/** Client to worker. `call` numbers what is answered; `open` and `close` go to the reader only. */
export type ToWorker =
  | { kind: 'call'; call: number; client: string; request: CallRequest }
  | { kind: 'paper'; call: number; id: string; form: PaperForm }
  | { kind: 'cancel'; client: string; id: number }
  | { kind: 'drop'; client: string }
  | { kind: 'open'; call: number; opened: Opened }
  | { kind: 'close' }

/** Worker to client. `opened` and `closed` come from the writer, before the answer of the call that
 *  caused them; `fault` is a line for the log, without personal data. */
export type FromWorker =
  | { kind: 'answer'; call: number; answer: CallResponse | PaperAnswer }
  | { kind: 'event'; client: string; event: StreamEvent }
  | { kind: 'opened'; opened: Opened }
  | { kind: 'closed' }
  | { kind: 'fault'; line: string }
