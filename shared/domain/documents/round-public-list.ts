import { z } from 'zod'
import { PlainDate } from '../../base/plain-date.ts'
import { RoundKind } from '../allocation/index.ts'
import { MaskedName, PaperHash, PaperPoints, ROUND_WORDS, roundPaperHead } from './round-parts.ts'
import { PaperLine, PaperText } from './text.ts'

/** 文书名: while it is announced, places are only proposed (拟); a place is final once it is published. */
export function roundPublicListTitle({ kind, stage }: Pick<RoundPublicList, 'kind' | 'stage'>): string {
  const { got } = ROUND_WORDS[kind]
  return stage === 'announced' ? `拟${got}名单公示` : `${got}名单公告`
}

/** One applicant: `place` null for whoever has none. Where nothing says on which ground a place came, `ground` is null. */
export const PublicRow = z.strictObject({
  rank: z.int().min(1),
  no: PaperLine,
  /** Null where names are not shown at all: of children only the application number is public. */
  name: MaskedName.nullable(),
  points: PaperPoints.nullable(),
  place: PaperLine.nullable(),
  ground: PaperLine.nullable(),
})
export type PublicRow = z.infer<typeof PublicRow>

/**
 * The data of the public list of a round: every applicant in order with names masked, the cut-off of every place, how
 * and until when to object, and what a stranger needs to run the round again.
 */
export const RoundPublicList = z
  .strictObject({
    ...roundPaperHead,
    kind: RoundKind,
    stage: z.enum(['announced', 'published']),
    /** First and last day of the announcement. */
    announced: z.strictObject({ from: PlainDate, until: PlainDate }),
    run: z.strictObject({ number: z.int().min(1), reason: PaperText.nullable() }),
    rows: z.array(PublicRow).min(1).max(50_000),
    places: z
      .array(
        z.strictObject({
          name: PaperLine,
          capacity: z.int().min(0),
          filled: z.int().min(0),
          /** The last admitted, in words. */
          cutoff: PaperText,
        }),
      )
      .min(1),
    seed: PaperText,
    /** The text whose SHA-256 is the seed; null where the seed was named. */
    seedText: PaperText.nullable(),
    listHash: PaperHash,
    inputHash: PaperHash,
    engine: PaperLine,
    issuedOn: PlainDate,
  })
  .superRefine(({ rows }, context) => {
    if (new Set(rows.map(({ no }) => no)).size < rows.length)
      context.addIssue({ code: 'custom', path: ['rows'], message: '同一个申请编号列了两次' })
  })
export type RoundPublicList = z.infer<typeof RoundPublicList>
