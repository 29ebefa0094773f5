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
import { COUNTER_PURPOSE, inForce, inOrder, type Policies } from './policies.ts'
import { type PolicyContent, titleOf } from './policy-content.ts'
import { changeWords, touches } from './policy-words.ts'

/** The last day there is: nothing ends before it that would be missed after. */
const LAST_DAY = '9999-12-31'

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
      const findings = [
        ...found,
        ...supersedingFindings(content.policy, beside.others),
        ...(beside.isDraft ? amendingFindings(content.policy, beside.others) : []),
        ...examined.findings,
      ]
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
  const older = others.packs.find(({ policy }) => policy.id === pack.supersedes)?.policy
  if (older === undefined) {
    const message = `要接续的政策包 ${pack.supersedes} 不在生效的文件中`
    return [finding('error', 'SUPERSEDES_UNKNOWN', { at: '$.supersedes', message, remedy: '请核对编号' })]
  }
  if (pack.effectiveFrom <= older.effectiveFrom) {
    const message = `要接续的政策包 ${older.id} 自 ${older.effectiveFrom} 起有效，本文件并不晚于它`
    return [finding('error', 'SUPERSEDES_LATER', { at: '$.supersedes', message, remedy: '请核对起始日' })]
  }
  const view = inForce({ ...others, packs: [...others.packs, { policy: pack, sha256: '' }] })
  const wasOpen = older.effectiveTo === null || older.effectiveTo >= pack.effectiveFrom
  const lost = wasOpen ? withoutPack(older, { packs: view.packs, on: pack.effectiveFrom }) : []
  return [
    ...lost.map((purpose) =>
      finding(purpose === COUNTER_PURPOSE ? 'error' : 'notice', 'PURPOSE_LOST', {
        at: '$.purposes',
        message: `${older.id} 自 ${addDays(pack.effectiveFrom, -1)} 后终止，用途“${purposeWords(purpose)}”不再有政策包`,
        remedy: '请在用途中补上，或先让该用途的文件生效',
      }),
    ),
    ...endingFindings(pack, { older, packs: view.packs }),
  ]
}

/** A pack that ends the one before it and then ends itself with none after it. */
function endingFindings(
  { effectiveTo }: PointsPack,
  { older, packs }: { older: PointsPack; packs: Policies['packs'] },
): PolicyFindingView[] {
  if (effectiveTo === null || effectiveTo >= LAST_DAY) return []
  const on = addDays(effectiveTo, 1)
  if (older.effectiveTo !== null && older.effectiveTo < on) return []
  return withoutPack(older, { packs, on }).map((purpose) =>
    finding('notice', 'PURPOSE_ENDS', {
      at: '$.effectiveTo',
      message: `自 ${on} 起，用途“${purposeWords(purpose)}”没有政策包，届时不能计分`,
      remedy: '请在那以前让接续的文件生效',
    }),
  )
}

/** Purposes of a pack for which none holds on a day. */
function withoutPack(
  { purposes }: PointsPack,
  { packs, on }: { packs: Policies['packs']; on: PlainDate },
): string[] {
  return purposes.filter((purpose) => !packs.some(({ policy }) => holds(policy, purpose, on)))
}

/** Amendments in force that go on changing a new pack: they are named, and it has to hold together with them. */
function amendingFindings(pack: PointsPack, { amendments }: Policies): PolicyFindingView[] {
  const inOrderOfDays = inOrder(amendments).map(({ policy }) => policy)
  const touching = inOrderOfDays.filter(
    (amendment) =>
      touches(amendment, pack) && (pack.effectiveTo ?? amendment.effectiveFrom) >= amendment.effectiveFrom,
  )
  const named = touching.map((amendment) =>
    finding('notice', 'AMENDED', {
      at: '$.indicators',
      message: `在用的修订 ${amendment.documentNumber}（${amendment.id}）适用于本文件：自 ${amendment.effectiveFrom} 起${changeWords(amendment)}`,
      remedy: '本文件已包含这项修订、或不再适用的，请先撤回修订或改写它适用的政策包',
    }),
  )
  const broken = touching.flatMap((amendment) => {
    const on = amendment.effectiveFrom < pack.effectiveFrom ? pack.effectiveFrom : amendment.effectiveFrom
    return brokenFindings(amendedPack(pack, inOrderOfDays, on), amendment, '$.indicators')
  })
  return [...named, ...broken.slice(0, 1)]
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
  const amendments = inOrder(others.amendments).map(({ policy }) => policy)
  const targets = others.packs
    .filter(({ policy }) => named === null || named.includes(policy.id))
    .map(({ policy }) => amendedPack(policy, amendments, amendment.effectiveFrom))
    .filter((pack) => touches(amendment, pack))
  const none = finding('error', 'INDICATOR_UNKNOWN', {
    at: change.kind === 'strike' ? '$.change.code' : '$.change.indicator.code',
    message: `所适用的政策包到 ${amendment.effectiveFrom} 没有指标 ${code}，这份修订改不到任何东西`,
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
function amendedFindings(amendment: Amendment, pack: PointsPack): PolicyFindingView[] {
  const amended = amendedPack(pack, [amendment], amendment.effectiveFrom)
  const broken = brokenFindings(amended, amendment, '$.change')
  if (broken.length > 0) return broken
  const before = new Set(checkPack(pack).map(({ code, message }) => `${code} ${message}`))
  return checkPack(amended)
    .filter(({ code, message }) => !before.has(`${code} ${message}`))
    .map((added) => ({ ...added, at: '$.change', message: `${pack.id}：${added.message}` }))
}

/** Why a pack cannot be used as an amendment leaves it; nothing where it can. */
function brokenFindings(amended: PointsPack, { id }: Amendment, at: string): PolicyFindingView[] {
  try {
    parsePack(amended)
    return []
  } catch (error) {
    if (!(error instanceof CounterError)) throw error
    const message = `政策包 ${amended.id} 按修订 ${id} 改后不能使用：${error.message}`
    return [finding('error', 'AMENDED_BAD', { at, message, remedy: '请更正其中一份的内容' })]
  }
}

function listFindings(list: OutsideList, { others }: Beside): PolicyFindingView[] {
  const seen = new Set<string>()
  const twice = list.entries.flatMap((entry, index) => {
    if (!seen.has(entry)) {
      seen.add(entry)
      return []
    }
    return [
      finding('notice', 'ENTRY_TWICE', {
        at: `$.entries[${index}]`,
        message: `第 ${index + 1} 项与前面的一项相同`,
        remedy: '可以不改；只算一次',
      }),
    ]
  })
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
