import { addDays } from '#shared/base/plain-date.ts'
import type { PolicyDocumentRow } from '#shared/ipc/policies.ts'
import { purposeWords } from '#shared/policy/index.ts'
import { daysText, KIND_WORDS } from './document-look.ts'

/** Whether two documents hold on some same day. */
function overlap(one: PolicyDocumentRow, other: PolicyDocumentRow): boolean {
  const before = (left: PolicyDocumentRow, right: PolicyDocumentRow) =>
    left.effectiveTo !== null && left.effectiveTo < right.effectiveFrom
  return !before(one, other) && !before(other, one)
}

/** The packs that hold now, or will, for a purpose and on a day of this one. */
export function packsBeside(
  document: PolicyDocumentRow,
  all: readonly PolicyDocumentRow[],
): PolicyDocumentRow[] {
  if (document.kind !== 'pack') return []
  return all.filter(
    (other) =>
      other.key !== document.key &&
      other.kind === 'pack' &&
      (other.state === 'installed' || other.state === 'inForce') &&
      other.purposes.some((purpose) => document.purposes.includes(purpose)) &&
      overlap(document, other),
  )
}

/**
 * What putting a document in force changes, in sentences to be read before one's name stands under it. `supersedes`
 * is the id of the pack it takes the place of.
 */
export function whatConfirmingChanges(
  document: PolicyDocumentRow,
  all: readonly PolicyDocumentRow[],
  supersedes: string | undefined,
): string[] {
  const days = daysText(document)
  if (document.kind === 'list')
    return [`年度名单《${document.name}》${days}用于计分，凡引用它的指标按新名单判断。`]
  if (document.kind === 'amendment')
    return [`修订《${document.name}》${days}，所指政策包的这一项指标自当日起按修订计分，政策包原文不动。`]
  const purposes = document.purposes.map(purposeWords).join('、')
  return [
    `${KIND_WORDS.pack}《${document.name}》${days}用于：${purposes}。`,
    ...besideSentences(document, packsBeside(document, all), supersedes),
    '以前各批次、已出的文书和已存的计分不变。',
  ]
}

function besideSentences(
  document: PolicyDocumentRow,
  beside: readonly PolicyDocumentRow[],
  supersedes: string | undefined,
): string[] {
  if (beside.length === 0) return ['这些用途在这些日子没有别的政策包。']
  return beside.map((other) =>
    other.policyId === supersedes
      ? `它接替《${other.name}》（${other.documentNumber}），后者用到 ${addDays(document.effectiveFrom, -1)} 为止。`
      : `同一用途在这些日子还有《${other.name}》（${other.documentNumber}，${daysText(other)}），请先核对。`,
  )
}

/** What taking a document back changes. */
export function whatWithdrawingChanges(document: PolicyDocumentRow): string {
  return document.state === 'draft'
    ? '草稿撤回后不能再确认；文件和经过都保留，可以另行导入。'
    : '撤回后从今天起不再按它计分；以前按它算出的批次、文书和计分都保留。'
}
