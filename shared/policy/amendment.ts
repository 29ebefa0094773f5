import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { readStrictly } from '../base/read-strictly.ts'
import { PointsIndicator, type PointsPack, PolicyId } from './points-pack.ts'

const Words = z.string().trim().min(1)

/**
 * A notice that strikes or replaces one indicator from a day on, in every pack that has it, or in those named
 * (甬政办发〔2021〕54号 struck 违法生育 from all tables). The packs themselves stay as they are.
 */
export const Amendment = z.strictObject({
  format: z.literal('counter.points-amendment/1'),
  id: PolicyId,
  documentNumber: Words,
  citation: Words,
  effectiveFrom: PlainDate,
  /** Packs it applies to; null for all. */
  packs: z.array(PolicyId).min(1).nullable(),
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('strike'), code: Words }),
    z.strictObject({ kind: z.literal('replace'), indicator: PointsIndicator }),
  ]),
  note: Words.optional(),
})
export type Amendment = z.infer<typeof Amendment>

/** An amendment from its JSON value; what does not fit is POLICY_BAD with the JSON path in `at`. */
export function parseAmendment(json: unknown): Amendment {
  return readStrictly(Amendment, json, {
    code: 'POLICY_BAD',
    what: '积分政策修订',
    hint: '请按原文件更正这一处后重新装载。',
  })
}

/**
 * The pack as it stands on a day, with every amendment that holds by then, the oldest first. The same pack where none
 * applies. A struck indicator leaves its group; a group of fewer than two goes.
 */
export function amendedPack(pack: PointsPack, amendments: readonly Amendment[], on: PlainDate): PointsPack {
  return amendments
    .filter(({ effectiveFrom, packs }) => effectiveFrom <= on && (packs === null || packs.includes(pack.id)))
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : a.effectiveFrom > b.effectiveFrom ? 1 : 0))
    .reduce(amendOnce, pack)
}

function amendOnce(pack: PointsPack, { change }: Amendment): PointsPack {
  const code = change.kind === 'strike' ? change.code : change.indicator.code
  if (!pack.indicators.some((indicator) => indicator.code === code)) return pack
  if (change.kind === 'replace')
    return {
      ...pack,
      indicators: pack.indicators.map((indicator) =>
        indicator.code === code ? change.indicator : indicator,
      ),
    }
  const kept = pack.indicators.filter(
    (indicator) =>
      indicator.code !== code && !(indicator.as.kind === 'replacement' && indicator.as.replaces === code),
  )
  return {
    ...pack,
    indicators: kept,
    groups: pack.groups
      .map((group) => ({ ...group, indicators: group.indicators.filter((member) => member !== code) }))
      .filter((group) => group.indicators.length > 1),
  }
}
