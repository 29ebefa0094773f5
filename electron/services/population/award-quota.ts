import type { PlainDate } from '#shared/base/plain-date.ts'
import { AwardGiver, type PointsFacts } from '#shared/domain/people/index.ts'
import { itemReader } from '#shared/domain/points/leaves/index.ts'
import { figureValue, type PointsPack } from '#shared/policy/index.ts'
import { rulesWithin } from '#shared/policy/walk.ts'

/** How many residents one town or village granted points that count under an indicator. */
export type Grant = { indicator: string; kind: AwardGiver; giver: string; residents: number }

/** A giver that granted points to more people than its share of head-count allows, or of whom that cannot be said. */
export type QuotaFinding = Grant & {
  headCount: number | null
  /** The most people it may grant points to; null where its head-count is not known. */
  most: number | null
  message: string
  remedy: string
}

/**
 * The givers that granted points to more people than a pack allows: at most `mostShare` of their head-count, rounded
 * down to whole people (shape 25 of the survey). A giver whose head-count is not known is told as well.
 * @param headCounts residents by the name of the town or village
 */
export function awardQuotaFindings(
  pack: PointsPack,
  { grants, headCounts }: { grants: readonly Grant[]; headCounts: ReadonlyMap<string, number> },
): QuotaFinding[] {
  const shares = new Map(quotaRules(pack).map(({ indicator, share }) => [indicator, share]))
  return grants.flatMap((grant) => {
    const share = shares.get(grant.indicator)
    if (share === undefined) return []
    const headCount = headCounts.get(grant.giver) ?? null
    const most = headCount === null ? null : Number((share.n * BigInt(headCount)) / share.d)
    if (most !== null && grant.residents <= most) return []
    return [{ ...grant, headCount, most, ...words(grant, { headCount, most }) }]
  })
}

function words(
  { giver, residents }: Grant,
  { headCount, most }: Pick<QuotaFinding, 'headCount' | 'most'>,
): Pick<QuotaFinding, 'message' | 'remedy'> {
  if (most === null) {
    return {
      message: `${giver}给 ${residents} 人加了分，本库没有它的总人数，核对不了是否超过政策限定的比例。`,
      remedy: '请向授分单位要来人数后人工核对。',
    }
  }
  return {
    message: `${giver}给 ${residents} 人加了分；按 ${headCount} 人和政策限定的比例，最多 ${most} 人。`,
    remedy: '请退回授分单位核减，核减前不要据此发布名单。',
  }
}

/** Counts, while everybody is read, whom towns and villages granted points to, and how many residents they have. */
export function countGrants(pack: PointsPack, on: PlainDate) {
  const tally = tallyGrants(pack, on)
  const headCounts = new Map<string, number>()
  return {
    add(residents: readonly { town: string }[], people: readonly PointsFacts[]): void {
      for (const { town } of residents) headCounts.set(town, (headCounts.get(town) ?? 0) + 1)
      tally.add(people)
    },
    findings: (): QuotaFinding[] => awardQuotaFindings(pack, { grants: tally.grants(), headCounts }),
  }
}

/** Counts, while everybody is read, whom towns and villages granted points to. */
export function tallyGrants(pack: PointsPack, on: PlainDate) {
  const readers = quotaRules(pack).map(({ indicator, of }) => ({
    indicator,
    reader: itemReader(of, { holding: false, department: null, whenAbsent: 'nothing' }),
  }))
  const grants = new Map<string, Grant>()
  return {
    add(people: readonly PointsFacts[]): void {
      if (readers.length === 0) return
      for (const person of people) {
        if (person.award === undefined) continue
        for (const { indicator, reader } of readers) {
          const items = reader.select(person, { on, lists: [] }) ?? []
          const givers = new Map(
            items.map(({ code, label = '' }) => [`${indicator} ${code} ${label}`, { code, label }]),
          )
          for (const [key, { code, label }] of givers) {
            const grant = grants.get(key) ?? {
              indicator,
              kind: AwardGiver.parse(code),
              giver: label,
              residents: 0,
            }
            grant.residents += 1
            grants.set(key, grant)
          }
        }
      }
    },
    grants: (): Grant[] => [...grants.values()],
  }
}

/** The rules of a pack that limit how many people may be granted points; a share that is not loaded limits nothing. */
function quotaRules({ indicators }: PointsPack) {
  return indicators.flatMap(({ code: indicator, rule }) =>
    (rule === null ? [] : rulesWithin(rule)).flatMap(({ value }) => {
      if (value.kind !== 'granted' || value.mostShare === null) return []
      const share = figureValue(value.mostShare, 'chosen')
      return share === null ? [] : [{ indicator, of: value.of, share }]
    }),
  )
}
