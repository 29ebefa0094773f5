import { CounterError } from '#shared/base/failure.ts'
import { addDays, type PlainDate } from '#shared/base/plain-date.ts'
import { type CaseResult, examinePack } from '#shared/domain/points/index.ts'
import type { PolicyFindingView } from '#shared/ipc/policies.ts'
import {
  type Amendment,
  amendedPack,
  askedLists,
  checkPack,
  type OutsideList,
  type PointsPack,
  parsePack,
  purposeWords,
  refuseOverlap,
} from '#shared/policy/index.ts'
import { COUNTER_PURPOSE, inForce, type Policies } from './policies.ts'
import { type PolicyContent, titleOf } from './policy-content.ts'
import type { Loaded } from './resources.ts'

/** What a document is looked at beside: what is in force as it was filed without the document itself, and the day. */
export type Beside = { others: Policies; today: PlainDate; isDraft: boolean }

/** What there is to look at in a document, errors first, and what became of the worked cases it carries. */
export type PolicyExamination = { findings: PolicyFindingView[]; cases: CaseResult[] }

/**
 * Looks at a document beside what is in force. An error forbids putting it there: an id in use, an overlap (both are
 * named), a target that does not fit, a figure without its source, a worked case that comes out otherwise.
 */
export function examinePolicy(content: PolicyContent, beside: Beside): PolicyExamination {
  const found = [...idFindings(content, beside.others), ...retroactive(content, beside)]
  switch (content.kind) {
    case 'pack': {
      const { packs, lists } = inForce(beside.others)
      const examined = examinePack(content.policy, {
        others: packs.map(({ policy }) => policy),
        lists: lists.map(({ policy }) => policy),
      })
      const findings = [...found, ...supersedingFindings(content.policy, beside.others), ...examined.findings]
      return { findings: errorsFirst(findings), cases: examined.cases }
    }
    case 'amendment':
      return { findings: errorsFirst([...found, ...amendmentFindings(content.policy, beside)]), cases: [] }
    case 'list':
      return { findings: errorsFirst([...found, ...listFindings(content.policy, beside)]), cases: [] }
  }
}

/**
 * Why a document cannot be taken out of what is in force, in words; undefined where it can. Without it nothing may
 * overlap, and the counter must not stand without a pack.
 */
export function whyNeeded({ others, today }: Pick<Beside, 'others' | 'today'>): string | undefined {
  const left = inForce(others)
  try {
    refuseOverlap(left.packs.map(({ policy }) => policy))
  } catch (error) {
    if (error instanceof CounterError)
      return `撤回后${error.message.replace(/。$/, '')}，请先撤回其中较晚的一份`
    throw error
  }
  return left.packs.some(({ policy }) => holds(policy, COUNTER_PURPOSE, today))
    ? undefined
    : '撤回后今天没有窗口计分用的政策包，请先让接替的文件生效'
}

/** Whether a pack holds on a day for a purpose. */
function holds(
  { purposes, effectiveFrom, effectiveTo }: PointsPack,
  purpose: string,
  on: PlainDate,
): boolean {
  return purposes.includes(purpose) && effectiveFrom <= on && (effectiveTo === null || on <= effectiveTo)
}

function idFindings(content: PolicyContent, others: Policies): PolicyFindingView[] {
  const { policyId } = titleOf(content)
  const sameKind: PolicyContent[] = contentsOf(others).filter(({ kind }) => kind === content.kind)
  if (!sameKind.some((other) => titleOf(other).policyId === policyId)) return []
  return [
    finding('error', 'ID_IN_USE', {
      at: '$.id',
      message: `编号 ${policyId} 已由生效的文件使用，两份分不清`,
      remedy: '请换一个编号后重新起草',
    }),
  ]
}

function contentsOf({ packs, amendments, lists }: Policies): PolicyContent[] {
  return [
    ...packs.map(({ policy }) => ({ kind: 'pack', policy }) as const),
    ...amendments.map(({ policy }) => ({ kind: 'amendment', policy }) as const),
    ...lists.map(({ policy }) => ({ kind: 'list', policy }) as const),
  ]
}

/** Of a draft alone: what has held for a while needs no word about it. */
function retroactive(content: PolicyContent, { today, isDraft }: Beside): PolicyFindingView[] {
  const { effectiveFrom } = titleOf(content)
  if (!isDraft || effectiveFrom >= today || content.kind === 'list') return []
  return [
    finding('notice', 'RETROACTIVE', {
      at: '$.effectiveFrom',
      message: `自 ${effectiveFrom} 起有效，早于今天；已经冻结的名单和已经出具的文书不会变`,
      remedy: '请确认溯及以前是文件本意',
    }),
  ]
}

/** A pack that ends another one: that must be there, begin earlier, and leave no purpose without a pack unseen. */
function supersedingFindings(pack: PointsPack, others: Policies): PolicyFindingView[] {
  if (pack.supersedes === undefined) return []
  const view = inForce({ ...others, packs: [...others.packs, { policy: pack, sha256: '' }] })
  const older = others.packs.find(({ policy }) => policy.id === pack.supersedes)?.policy
  if (older === undefined) {
    const message = `要接续的政策包 ${pack.supersedes} 不在生效的文件中`
    return [finding('error', 'SUPERSEDES_UNKNOWN', { at: '$.supersedes', message, remedy: '请核对编号' })]
  }
  if (pack.effectiveFrom <= older.effectiveFrom) {
    const message = `要接续的政策包 ${older.id} 自 ${older.effectiveFrom} 起有效，本文件并不晚于它`
    return [finding('error', 'SUPERSEDES_LATER', { at: '$.supersedes', message, remedy: '请核对起始日' })]
  }
  const wasOpen = older.effectiveTo === null || older.effectiveTo >= pack.effectiveFrom
  const lost = wasOpen
    ? older.purposes.filter(
        (purpose) => !view.packs.some(({ policy }) => holds(policy, purpose, pack.effectiveFrom)),
      )
    : []
  return lost.map((purpose) =>
    finding(purpose === COUNTER_PURPOSE ? 'error' : 'notice', 'PURPOSE_LOST', {
      at: '$.purposes',
      message: `${older.id} 自 ${addDays(pack.effectiveFrom, -1)} 后终止，用途“${purposeWords(purpose)}”不再有政策包`,
      remedy: '请在用途中补上，或先让该用途的文件生效',
    }),
  )
}

function amendmentFindings(amendment: Amendment, { others }: Beside): PolicyFindingView[] {
  const { change, packs: named } = amendment
  const code = change.kind === 'strike' ? change.code : change.indicator.code
  const unknown = (named ?? []).flatMap((id, index) =>
    others.packs.some(({ policy }) => policy.id === id)
      ? []
      : [
          finding('error', 'PACK_UNKNOWN', {
            at: `$.packs[${index}]`,
            message: `政策包 ${id} 不在生效的文件中`,
            remedy: '请核对编号',
          }),
        ],
  )
  const targets = others.packs.filter(
    ({ policy }) =>
      (named === null || named.includes(policy.id)) &&
      policy.indicators.some((indicator) => indicator.code === code),
  )
  const none = finding('error', 'INDICATOR_UNKNOWN', {
    at: change.kind === 'strike' ? '$.change.code' : '$.change.indicator.code',
    message: `所适用的政策包里没有指标 ${code}，这份修订改不到任何东西`,
    remedy: '请核对指标代码',
  })
  return [
    ...unknown,
    ...(targets.length === 0 ? [none] : []),
    ...rivals(amendment, code, others),
    ...targets.flatMap((target) => amendedFindings(amendment, target)),
  ]
}

/** Amendments that change the same indicator of a pack from the same day on: which of them counts is not said. */
function rivals(amendment: Amendment, code: string, { amendments }: Policies): PolicyFindingView[] {
  return amendments.flatMap(({ policy: other }) => {
    const otherCode = other.change.kind === 'strike' ? other.change.code : other.change.indicator.code
    const isCommon =
      amendment.packs === null ||
      other.packs === null ||
      amendment.packs.some((id) => other.packs?.includes(id))
    if (otherCode !== code || other.effectiveFrom !== amendment.effectiveFrom || !isCommon) return []
    return [
      finding('error', 'OVERLAP', {
        at: '$.effectiveFrom',
        message: `修订 ${amendment.id} 与 ${other.id} 自同一天起修改同一指标 ${code}，无法确定用哪一个`,
        remedy: '请更正其中一份的起始日或适用的政策包',
      }),
    ]
  })
}

/** Whether a pack still holds together once amended, and what is to be looked at in it that was not there before. */
function amendedFindings(amendment: Amendment, { policy }: Loaded<PointsPack>): PolicyFindingView[] {
  const amended = amendedPack(policy, [amendment], amendment.effectiveFrom)
  try {
    parsePack(amended)
  } catch (error) {
    if (!(error instanceof CounterError)) throw error
    const message = `政策包 ${policy.id} 修订后不能使用：${error.message}`
    return [finding('error', 'AMENDED_BAD', { at: '$.change', message, remedy: '请更正修订内容' })]
  }
  const before = new Set(checkPack(policy).map(({ code, message }) => `${code} ${message}`))
  return checkPack(amended)
    .filter(({ code, message }) => !before.has(`${code} ${message}`))
    .map((added) => ({ ...added, at: '$.change', message: `${policy.id}：${added.message}` }))
}

function listFindings(list: OutsideList, { others }: Beside): PolicyFindingView[] {
  const twice = list.entries.flatMap((entry, index) =>
    list.entries.indexOf(entry) === index
      ? []
      : [
          finding('notice', 'ENTRY_TWICE', {
            at: `$.entries[${index}]`,
            message: `第 ${index + 1} 项与前面的一项相同`,
            remedy: '可以不改；只算一次',
          }),
        ],
  )
  if (others.packs.some(({ policy }) => askedLists(policy).has(list.id))) return twice
  const message = `生效的政策包都没有用到名单 ${list.id}，生效后不影响计分`
  return [...twice, finding('notice', 'LIST_UNUSED', { at: '$.id', message, remedy: '请核对名单编号' })]
}

function errorsFirst(findings: PolicyFindingView[]): PolicyFindingView[] {
  const isError = ({ severity }: PolicyFindingView) => severity === 'error'
  return [...findings.filter(isError), ...findings.filter((found) => !isError(found))]
}

function finding(
  severity: PolicyFindingView['severity'],
  code: string,
  words: Pick<PolicyFindingView, 'at' | 'message' | 'remedy'>,
): PolicyFindingView {
  return { severity, code, ...words }
}
