import { z } from 'zod'
import { Applicant } from '../domain/allocation/index.ts'
import { CommandId, listRequest, listResponse } from './common.ts'

const Id = z.string().min(1)
const Reason = z.string().trim().min(1).max(500)

/**
 * What an application says itself, beside what the store knows of the person. `points` and `ties` count only where no
 * stored resident stands behind it. `class` is that of every wish which names none; `household` is for flats.
 */
export const EntrantGiven = z.strictObject({
  points: Applicant.shape.points,
  ties: Applicant.shape.ties,
  tags: Applicant.shape.tags,
  wishes: Applicant.shape.wishes,
  family: z.string().trim().min(1).max(40).exactOptional(),
  class: z.int().min(1).max(30).exactOptional(),
  household: z.int().min(1).max(30).exactOptional(),
  consent: z.boolean().exactOptional(),
  /** A condition the person was found not to meet: stays on the list and gets no place. */
  refused: z.string().trim().min(1).max(200).exactOptional(),
})
export type EntrantGiven = z.infer<typeof EntrantGiven>

export const EntrantListRequest = listRequest(['no', 'name', 'town', 'points'], {
  roundId: z.string(),
  source: z.enum(['case', 'query', 'list', 'round']),
  town: z.string(),
  withdrawn: z.boolean(),
})
export type EntrantListRequest = z.infer<typeof EntrantListRequest>

export const EntrantRow = z.object({
  no: z.string(),
  name: z.string(),
  town: z.string().nullable(),
  source: z.enum(['case', 'query', 'list', 'round']),
  residentId: z.string().nullable(),
  caseId: z.string().nullable(),
  pointsX100: z.int().nullable(),
  /** Names of the places wished, in order. */
  wishes: z.array(z.string()),
  given: EntrantGiven,
  /** Why it was taken out; null while it stands. */
  withdrawn: z.string().nullable(),
})
export type EntrantRow = z.infer<typeof EntrantRow>
export const EntrantList = listResponse(EntrantRow)
export type EntrantList = z.infer<typeof EntrantList>

/** Stored residents of a round's towns with at least so many points who are not on its list yet. */
export const MatchingRequest = z.strictObject({
  roundId: Id,
  town: z.string().nullable(),
  leastX100: z.int().nullable(),
})
export type MatchingRequest = z.infer<typeof MatchingRequest>
export const Matching = z.object({
  found: z.int(),
  /** Whose points are not known in full: they are not taken in. */
  unclear: z.int(),
})
export type Matching = z.infer<typeof Matching>
export const AddMatchingRequest = MatchingRequest.extend({ commandId: CommandId })
export type AddMatchingRequest = z.infer<typeof AddMatchingRequest>
export const Added = z.object({ added: z.int() })
export type Added = z.infer<typeof Added>

const listFile = {
  roundId: Id,
  fileName: z.string().min(1).max(200),
  bytes: z.instanceof(Uint8Array),
}
/** Reads a list of applicants with their wishes and says what would be taken in; nothing is kept. */
export const ReadListRequest = z.strictObject(listFile)
export type ReadListRequest = z.infer<typeof ReadListRequest>
export const ReadList = z.object({
  rows: z.int(),
  /** Faults that stop the file from being taken in: first 200 of `faultCount`. */
  faultCount: z.int(),
  faults: z.array(z.object({ row: z.int(), column: z.string(), message: z.string() })),
  /** The first rows as they would be taken in. */
  sample: z.array(EntrantRow),
})
export type ReadList = z.infer<typeof ReadList>
export const TakeListRequest = z.strictObject({ commandId: CommandId, ...listFile })
export type TakeListRequest = z.infer<typeof TakeListRequest>

export const EditEntrantRequest = z.strictObject({
  commandId: CommandId,
  roundId: Id,
  no: Id,
  given: EntrantGiven,
  reason: Reason,
})
export type EditEntrantRequest = z.infer<typeof EditEntrantRequest>

export const WithdrawEntrantRequest = z.strictObject({
  commandId: CommandId,
  roundId: Id,
  no: Id,
  reason: Reason,
})
export type WithdrawEntrantRequest = z.infer<typeof WithdrawEntrantRequest>
