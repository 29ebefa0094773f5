import type { Reader } from '#electron/store/database.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { listPairsOf } from '#electron/store/tables/duplicates.ts'
import { listRecordedFacts } from '#electron/store/tables/facts.ts'
import { countRecords, listMergesInto, type RecordCounts } from '#electron/store/tables/merges.ts'
import { findResidentBySeq, personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { maskPhone } from '#shared/base/mask.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { factTitle } from '#shared/domain/people/index.ts'
import type { CompareRequest, Comparison } from '#shared/ipc/duplicates.ts'
import type { ResidentPage } from '#shared/ipc/residents.ts'
import { dayOf } from './clock.ts'
import type { ServiceContext } from './context.ts'
import { personsShown } from './duplicates.ts'
import { entriesOf } from './fact-entries.ts'
import { kinOf } from './family-links.ts'
import { listedPair } from './listed-pair.ts'
import { type MergeConflict, mergeConflicts } from './merge-conflicts.ts'
import { mergeHindrance } from './merge-hindrance.ts'

/** What the page of a person says of merges and of records that may be the same person. */
export function mergePart(
  reader: Reader,
  resident: ResidentRow,
): Pick<ResidentPage, 'merges' | 'mergedInto' | 'suspects'> {
  const merges = listMergesInto(reader, resident.seq).map((merge) => ({
    id: merge.id,
    otherId: merge.resident_id,
    otherName: merge.name,
    otherIdNumberMasked: maskResidentId(merge.id_number),
    reason: merge.reason,
    mergedBy: merge.actor,
    mergedAt: merge.merged_at,
  }))
  if (resident.merged_into === null)
    return { merges, mergedInto: null, suspects: suspectsOf(reader, resident) }
  const kept = findResidentBySeq(reader, resident.merged_into)
  if (kept === undefined) throw new Error('a merged record names the one it was merged into')
  return { merges, mergedInto: { id: kept.id, name: kept.name }, suspects: [] }
}

/** Each other person once, however many records the two have. */
function suspectsOf(reader: Reader, resident: ResidentRow): ResidentPage['suspects'] {
  const records = personSeqs(reader, resident.seq)
  const pairs = listPairsOf(reader, records, 'open')
  const shown = personsShown(reader, pairs)
  const suspects = pairs.map(({ seq, first, second, why }) => {
    const { id, name } = shown(records.includes(first) ? second : first)
    return { pairId: String(seq), id, name, why }
  })
  return [...new Map(suspects.map((suspect) => [suspect.id, suspect])).values()]
}

/**
 * Two records side by side: every field, every conflict, what hangs on each, and why they cannot be merged, if so.
 * @throws CounterError NOT_FOUND; CONFLICT where one was merged away; BAD_INPUT where both are one record
 */
export function compareResidents(context: ServiceContext, request: CompareRequest): Comparison {
  const { reader } = context
  return snapshot(reader, () => {
    const { kept, other } = listedPair(reader, request)
    const sides = { kept: personSeqs(reader, kept.seq), other: personSeqs(reader, other.seq) }
    const { conflicts, alike } = mergeConflicts(reader, sides)
    const hindrance = mergeHindrance(reader, kept, other)
    return {
      kept: { id: kept.id, name: kept.name },
      other: { id: other.id, name: other.name },
      fields: fieldsOf(kept, other),
      conflicts: conflictViews(reader, conflicts),
      counts: [
        ...countsOf(countRecords(reader, sides.kept), countRecords(reader, sides.other)),
        {
          title: '家庭关系',
          kept: kinOf(reader, kept.seq).length,
          other: kinOf(reader, other.seq).length,
        },
        { title: '双方相同的事实', kept: alike.length, other: alike.length },
      ],
      blocked: hindrance === null ? null : `${hindrance.message}${hindrance.hint ?? ''}`,
    }
  })
}

/** Compared whole, shown masked. */
function fieldsOf(kept: ResidentRow, other: ResidentRow): Comparison['fields'] {
  const field = (title: string, value: (row: ResidentRow) => string, shown = (text: string) => text) => ({
    title,
    kept: shown(value(kept)),
    other: shown(value(other)),
    same: value(kept) === value(other),
  })
  return [
    field('姓名', ({ name }) => name),
    field('证件号码', ({ id_number }) => id_number, maskResidentId),
    field('性别', ({ sex }) => sex),
    field('出生日期', ({ birth }) => birth),
    field(
      '手机号',
      ({ phone }) => phone ?? '',
      (phone) => (phone === '' ? '没有登记' : maskPhone(phone)),
    ),
    field('居住地', ({ town }) => town),
    field('登记日', ({ registered_at }) => dayOf(registered_at)),
  ]
}

function conflictViews(reader: Reader, conflicts: readonly MergeConflict[]): Comparison['conflicts'] {
  const rows = listRecordedFacts(
    reader,
    conflicts.flatMap(({ kept, other }) => [kept.seq, other.seq]),
  )
  const entries = entriesOf(reader, rows)
  return conflicts.flatMap(({ key, kind, kept, other }) => {
    const [own, theirs] = [entries.get(kept.seq), entries.get(other.seq)]
    return own === undefined || theirs === undefined
      ? []
      : [{ key, title: factTitle(kind), kept: own, other: theirs }]
  })
}

const COUNT_TITLES = {
  facts: '事实',
  cases: '办件',
  papers: '文书',
  evidence: '证明材料',
} as const satisfies Record<keyof RecordCounts, string>

function countsOf(kept: RecordCounts, other: RecordCounts): Comparison['counts'] {
  const kinds = ['facts', 'cases', 'papers', 'evidence'] as const
  return kinds.map((kind) => ({ title: COUNT_TITLES[kind], kept: kept[kind], other: other[kind] }))
}
