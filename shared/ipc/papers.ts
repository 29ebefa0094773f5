import { z } from 'zod'
import { CommandId, listRequest, listResponse } from './common.ts'

export const PaperListRequest = listRequest(['number', 'issuedAt', 'name'], { template: z.string() })
export type PaperListRequest = z.infer<typeof PaperListRequest>
export const PaperRow = z.object({
  id: z.string(),
  number: z.string(),
  template: z.string(),
  title: z.string(),
  name: z.string(),
  caseId: z.string(),
  issuedAt: z.iso.datetime(),
  issuedBy: z.string(),
  pages: z.int(),
  printed: z.int(),
})
export type PaperRow = z.infer<typeof PaperRow>
export const PaperList = listResponse(PaperRow)
export type PaperList = z.infer<typeof PaperList>

/** Bytes come through `app://bundle/papers/<id>.pdf` and `app://bundle/papers/<id>.svg`, never through calls. */
export const PaperPage = PaperRow.extend({
  sha256: z.string(),
  templateVersion: z.string(),
  prints: z.array(z.object({ at: z.iso.datetime(), who: z.string(), copy: z.boolean() })),
})
export type PaperPage = z.infer<typeof PaperPage>

export const IssueNoticeRequest = z.strictObject({ commandId: CommandId, caseId: z.string() })
/** Records a print or a saved file; the first is the original, later ones are marked 副本. */
export const PrintRequest = z.strictObject({ commandId: CommandId, paperId: z.string() })
