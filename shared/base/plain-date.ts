import { z } from 'zod'

/** A calendar day as `YYYY-MM-DD`, without time or zone. Comparable as text. */
export const PlainDate = z.iso.date().brand('PlainDate')
export type PlainDate = z.infer<typeof PlainDate>
