import { z } from 'zod'

/** The most a draft may weigh as JSON in UTF-8. */
export const DRAFT_MOST_BYTES = 200_000

/** A form under way, kept encrypted in the store for the person who fills it. */
export const DraftBody = z.strictObject({
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  position: z.int().min(0),
})
export type DraftBody = z.infer<typeof DraftBody>
export const DraftKey = z.strictObject({ key: z.string().min(1).max(200) })
export const SaveDraftRequest = z.strictObject({ key: z.string().min(1).max(200), body: DraftBody })
export type SaveDraftRequest = z.infer<typeof SaveDraftRequest>
export const Draft = z.object({ key: z.string(), body: DraftBody, savedAt: z.iso.datetime() })
export type Draft = z.infer<typeof Draft>
/** A form that was not finished, without what was filled in. */
export const DraftEntry = Draft.pick({ key: true, savedAt: true })
export type DraftEntry = z.infer<typeof DraftEntry>
