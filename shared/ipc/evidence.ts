import { z } from 'zod'
import { CommandId } from './common.ts'

/** The most one scan may weigh; a page at 300 dpi in grey is about 1 MB. */
export const EVIDENCE_MOST_BYTES = 20 * 1024 * 1024
export const THUMBNAIL_MOST_BYTES = 100 * 1024
/** The most a picture may unfold to: A3 at 600 dpi is 70 million pixels. */
export const EVIDENCE_MOST_PIXELS = 100_000_000
export const THUMBNAIL_MOST_PIXELS = 1_000_000
export const EVIDENCE_MOST_PAGES = 200

export const AddEvidenceRequest = z.strictObject({
  commandId: CommandId,
  residentId: z.string(),
  /** What it shows, in the staff's words, such as 居住证（正面）. */
  title: z.string().trim().min(1).max(60),
  bytes: z.instanceof(Uint8Array),
  /** A small JPEG the page made of the first page. */
  thumbnail: z.instanceof(Uint8Array).exactOptional(),
})
export type AddEvidenceRequest = z.infer<typeof AddEvidenceRequest>
/**
 * `sameAs` names evidence with the very same bytes that was there already, of this person or of others; `notes` says
 * what else the clerk should know about the file.
 */
export const AddedEvidence = z.object({
  id: z.string(),
  sameAs: z.array(z.object({ residentId: z.string(), title: z.string(), ownRecord: z.boolean() })),
  notes: z.array(z.string()),
})
export type AddedEvidence = z.infer<typeof AddedEvidence>

export const JudgeEvidenceRequest = z.strictObject({
  commandId: CommandId,
  evidenceId: z.string(),
  accept: z.boolean(),
  reason: z.string().trim().min(2).max(200).exactOptional(),
})
export type JudgeEvidenceRequest = z.infer<typeof JudgeEvidenceRequest>

/** Records that somebody is about to look at the whole of a scan; asked by the viewer before it shows one. */
export const OpenEvidenceRequest = z.strictObject({ commandId: CommandId, evidenceId: z.string() })
export type OpenEvidenceRequest = z.infer<typeof OpenEvidenceRequest>

/** Its bytes are at app://bundle/evidence/<id>, the thumbnail at app://bundle/evidence/<id>/thumbnail. */
export const EvidenceView = z.object({
  id: z.string(),
  title: z.string(),
  mediaType: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
  byteCount: z.int(),
  pages: z.int(),
  /** First 12 digits of the SHA-256. */
  hash: z.string(),
  hasThumbnail: z.boolean(),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
  state: z.enum(['pending', 'accepted', 'rejected']),
  /** Who judged it last, when, and why. */
  judged: z.object({ by: z.string(), at: z.iso.datetime(), reason: z.string().nullable() }).nullable(),
})
export type EvidenceView = z.infer<typeof EvidenceView>
