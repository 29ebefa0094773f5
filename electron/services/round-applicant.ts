import type { Reader } from '#electron/store/database.ts'
import type { CaseFileTable, RoundTable } from '#electron/store/schema.ts'
import type { ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import { fullMonths, type PlainDate } from '#shared/base/plain-date.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import type { Applicant } from '#shared/domain/allocation/index.ts'
import { findFact } from '#shared/domain/people/index.ts'
import { assessPerson } from './judgement.ts'
import type { Resources } from './resources.ts'

export type Frozen = { file: CaseFileTable; person: ResidentRow; round: RoundTable; resources: Resources }

/**
 * An approved case as the frozen list carries it: receipt number, points as of the cut-off, the values of the tie
 * keys, the employer's town. An approved case has consented.
 * @throws CounterError CONFLICT naming the receipt number where a value is not known as of the cut-off, or the points
 *   may not be used
 */
export function applicantOf(reader: Reader, { file, person, round, resources }: Frozen): Applicant {
  const on = round.cut_off
  const { facts, pointsFacts, points } = assessPerson(reader, person, { resources, on })
  const employment = findFact(facts, 'employment')
  const { insuredMonths } = pointsFacts
  const residence = findFact(facts, 'residence')
  if (
    !points.complete ||
    points.standing.kind !== 'open' ||
    employment === undefined ||
    insuredMonths === undefined ||
    residence === undefined
  ) {
    throw notClear(file.receipt_no, on)
  }
  return {
    no: file.receipt_no,
    points: formatX100(points.totalX100),
    ties: {
      residenceMonths: Math.max(0, fullMonths(residence.registeredOn, on)),
      insuredMonths,
    },
    group: employment.town,
    consent: true,
  }
}

function notClear(receiptNo: string, on: PlainDate): CounterError {
  const message = `办件 ${receiptNo} 到 ${on} 的积分或单位还不清楚，或积分不能使用，排不了名次，批次没有运行。`
  return new CounterError('CONFLICT', message, {
    at: receiptNo,
    hint: '请打开这个办件补齐事实，或由主管退回补正，再运行批次。',
  })
}
