import { z } from 'zod'
import { CommandId } from '#shared/ipc/common.ts'

/** Names one record. */
export const RecordId = z.strictObject({ id: z.string().min(1) })
/** A change of a whole round. */
export const RoundCommand = z.strictObject({ commandId: CommandId, roundId: z.string().min(1) })
