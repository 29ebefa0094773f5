import { z } from 'zod'
import { CommandId, listRequest, listResponse } from './common.ts'

export const PaperListRequest = listRequest(['number', 'issuedAt', 'name'], { template: z.string() })
export type PaperListRequest = z.infer<typeof PaperListRequest>
export const PaperRow = z.object({
  id: z.string(),
  number: z.string(),
  template: z.string(),
  title: z.string(),
  /** Whom it is for; of a paper about a whole round the round's title. */
  name: z.string(),
  /** Null where it is about a round, or for an applicant who is no stored resident. */
  residentId: z.string().nullable(),
  /** The case it came from; null where it belongs to the resident alone. */
  caseId: z.string().nullable(),
  /** The round it belongs to; null where it belongs to a case or a resident. */
  roundId: z.string().nullable(),
  issuedAt: z.iso.datetime(),
  issuedBy: z.string(),
  pages: z.int(),
  printed: z.int(),
})
export type PaperRow = z.infer<typeof PaperRow>
export const PaperList = listResponse(PaperRow)
export type PaperList = z.infer<typeof PaperList>

/** A picture comes through `app://bundle/papers/<id>.svg`, never through calls; the PDF leaves through `desktop.*`. */
export const PaperPage = PaperRow.extend({
  sha256: z.string(),
  templateVersion: z.string(),
  prints: z.array(z.object({ at: z.iso.datetime(), who: z.string(), copy: z.boolean() })),
})
export type PaperPage = z.infer<typeof PaperPage>

export const IssueNoticeRequest = z.strictObject({ commandId: CommandId, caseId: z.string() })

/** Records that a print or a saved file is about to leave; the first is the original, later ones are marked 副本. */
export const BeginPrintRequest = z.strictObject({ commandId: CommandId, paperId: z.string() })
export const BegunPrint = z.object({ printId: z.int(), copy: z.boolean() })
export type BegunPrint = z.infer<typeof BegunPrint>
/** What became of a print; a cancelled one never left and does not count. */
export const PrintOutcome = z.enum(['done', 'cancelled'])
export type PrintOutcome = z.infer<typeof PrintOutcome>
export const EndPrintRequest = z.strictObject({
  commandId: CommandId,
  printId: z.int(),
  outcome: PrintOutcome,
})

/** Names a round's paper about the whole round: the notice of the freeze, or the public list. */
export const RoundPaperRequest = z.strictObject({ commandId: CommandId, roundId: z.string().min(1) })
export type RoundPaperRequest = z.infer<typeof RoundPaperRequest>
export const IssuedPaper = z.object({ id: z.string() })
export type IssuedPaper = z.infer<typeof IssuedPaper>
