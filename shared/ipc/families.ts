import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { Custody, FactSource, RelationKind } from '../domain/people/index.ts'
import { CommandId } from './common.ts'

/** Records that `otherId` is this resident's spouse, parent, child, guardian or ward. */
export const RelateRequest = z.strictObject({
  commandId: CommandId,
  residentId: z.string(),
  otherId: z.string(),
  kind: RelationKind,
  /**
   * Of a parent and a child, whichever of the two is asked about: whether custody is with this parent, with both, or
   * with the other one; left out where it is not known.
   */
  custody: Custody.exactOptional(),
  /** Whether both live in one household from now on. */
  together: z.boolean(),
  source: FactSource,
})
export type RelateRequest = z.infer<typeof RelateRequest>

/** The relation that was recorded, and what is possible but worth a look at the papers, in words. */
export const Related = z.object({ id: z.string(), warnings: z.array(z.string()) })
export type Related = z.infer<typeof Related>

export const EndRelationRequest = z.strictObject({
  commandId: CommandId,
  relationId: z.string(),
  endedOn: PlainDate.nullable(),
  reason: z.string().trim().min(2).max(100),
})
export type EndRelationRequest = z.infer<typeof EndRelationRequest>

/** Puts a resident into the household of another, or, with null, takes them out of theirs. */
export const MoveHouseholdRequest = z.strictObject({
  commandId: CommandId,
  residentId: z.string(),
  withId: z.string().nullable(),
  address: z.string().trim().min(1).max(100).exactOptional(),
})
export type MoveHouseholdRequest = z.infer<typeof MoveHouseholdRequest>

/** Where the resident lives now. */
export const MovedHousehold = z.object({ householdId: z.string().nullable() })
export type MovedHousehold = z.infer<typeof MovedHousehold>

/** One person of the family picture. Grandparents stand above, children below; a child is there from either parent. */
export const FamilyMember = z.object({
  id: z.string(),
  name: z.string(),
  sex: z.enum(['男', '女']),
  age: z.int(),
  /** What the person is to the one whose page it is, in words: 本人, 配偶, 长女 … */
  word: z.string(),
  generation: z.enum(['above', 'same', 'below']),
  together: z.boolean(),
  /** The relation to the one whose page it is; absent for 本人 and for people related only through another member. */
  relation: z
    .object({ id: z.string(), kind: RelationKind, custody: Custody.nullable(), source: FactSource })
    .optional(),
})
export type FamilyMember = z.infer<typeof FamilyMember>

export const FamilyView = z.object({
  householdId: z.string().nullable(),
  address: z.string().nullable(),
  members: z.array(FamilyMember),
  /** Lines of the picture between members: parent and child, or spouses. */
  lines: z.array(
    z.object({ from: z.string(), to: z.string(), kind: z.enum(['spouse', 'parentOf', 'guardianOf']) }),
  ),
})
export type FamilyView = z.infer<typeof FamilyView>
