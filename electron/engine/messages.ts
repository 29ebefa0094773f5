import type { Failure } from '#shared/base/failure.ts'
import type { CallRequest, CallResponse, StreamEvent } from '#shared/ipc/bridge.ts'
import type { Dataset } from '#shared/ipc/imports.ts'
import type { SignedIn } from '#shared/ipc/session.ts'

/** Who does what: every change, every question, and long work on a writing connection of its own. */
export type Role = 'writer' | 'reader' | 'batch'

/** What a worker is started with. `folder` holds the office's store, `resourcesDir` policies, fonts and templates. */
export type WorkerData = { role: Role; folder: string; resourcesDir: string }

/** What the other workers need to open the store (the key as 64 hexadecimal digits); it passes through the client and is not kept there. */
export type Opened = { key: string; account: SignedIn }

/** The archived PDF, a PDF marked 副本, or the pages as an SVG. */
export type PaperForm = 'original' | 'copy' | 'picture'
/**
 * What leaves as bytes: a paper, a scan or its small picture, a list as a workbook, an empty workbook to fill in, the
 * figures of a points pack as a workbook, a round's folder as a zip archive.
 */
export type BytesRequest =
  | { what: 'paper'; id: string; form: PaperForm }
  | { what: 'evidence'; id: string; form: 'whole' | 'thumbnail' }
  | { what: 'export'; id: string }
  | { what: 'template'; dataset: Dataset }
  | { what: 'annex'; key: string }
  | { what: 'entrants'; roundId: string }
  | { what: 'round'; id: string }
/** `rows` and `sha256` are those of an exported list. */
export type Bytes = {
  bytes: Uint8Array<ArrayBuffer>
  mediaType: string
  fileName: string
  rows?: number
  sha256?: string
}
export type BytesAnswer = ({ ok: true } & Bytes) | { ok: false; failure: Failure }

/** Client to worker. `call` numbers what is answered; `open` and `close` go to all but the writer. */
export type ToWorker =
  | { kind: 'call'; call: number; client: string; request: CallRequest }
  | { kind: 'bytes'; call: number; request: BytesRequest }
  | { kind: 'cancel'; client: string; id: number }
  | { kind: 'drop'; client: string }
  | { kind: 'open'; call: number; opened: Opened }
  | { kind: 'close' }
  | { kind: 'changed' }
  | { kind: 'damaged' }

/** Worker to client. `opened` and `closed` come from the writer, before the answer of the call that caused them;
 *  `changed` and `damaged` from the batch worker, which the writer's watchers want to hear of; `fault` is a line for the log,
 *  without personal data. */
export type FromWorker =
  | { kind: 'answer'; call: number; answer: CallResponse | BytesAnswer }
  | { kind: 'event'; client: string; event: StreamEvent }
  | { kind: 'opened'; opened: Opened }
  | { kind: 'closed' }
  | { kind: 'changed' }
  | { kind: 'damaged' }
  | { kind: 'fault'; line: string }
