import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ResidentTable } from '#electron/store/schema.ts'
import { findCurrentFact, insertFact, supersedeFact } from '#electron/store/tables/facts.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { checkUscc } from '#shared/base/uscc.ts'
import type { FactSource, FactValue } from '#shared/domain/people/index.ts'
import type { RecordFactRequest } from '#shared/ipc/residents.ts'
import { carryOut } from './command.ts'
import type { ServiceContext } from './context.ts'
import { getResident } from './getters.ts'
import { keepPoints } from './points.ts'

const Recorded = z.object({ id: z.string() })

/**
 * Records a fact with its evidence. An earlier fact of the same kind is superseded and kept.
 * @throws CounterError BAD_INPUT at the field that cannot be, NOT_FOUND
 * @idempotent with `request.commandId`
 */
export function recordFact(context: ServiceContext, request: RecordFactRequest): { id: string } {
  const { residentId, source } = request
  const { resources, clock, account } = context
  const on = clock.today()
  const command = { id: request.commandId, kind: 'facts.record', result: Recorded }
  return carryOut(context, command, (tx, at) => {
    const resident = getResident(tx, residentId)
    requirePossible(resident, { ...request, on })
    const fact = inNormalForm(request.fact)
    const id = randomUUID()
    const earlier = findCurrentFact(tx, residentId, fact.kind)
    if (earlier !== undefined) supersedeFact(tx, earlier.id, id)
    insertFact(tx, {
      id,
      resident_id: residentId,
      kind: fact.kind,
      value: JSON.stringify(fact),
      source: JSON.stringify(source),
      recorded_by: account.accountId,
      recorded_at: at,
      superseded_by: null,
    })
    keepPoints(tx, resident, { resources, on })
    const detail = { kind: fact.kind, department: source.department, superseded: earlier?.id ?? null }
    return { result: { id }, object: `resident:${residentId}`, detail }
  })
}

type Claim = { fact: FactValue; source: FactSource; on: PlainDate }

function requirePossible(resident: ResidentTable, { fact, source, on }: Claim): void {
  if (source.dataDate > on) throw impossible('source.dataDate', '数据日期晚于今天')
  switch (fact.kind) {
    case 'residence':
      if (fact.registeredOn > on) throw impossible('fact.registeredOn', '居住登记日期晚于今天')
      if (fact.registeredOn < resident.birth)
        throw impossible('fact.registeredOn', '居住登记日期早于出生日期')
      return
    case 'permit':
      if (fact.issuedOn < resident.birth) throw impossible('fact.issuedOn', '居住证签发日期早于出生日期')
      if (fact.endorsedUntil < fact.issuedOn) {
        throw impossible('fact.endorsedUntil', '签注到期日早于居住证签发日期')
      }
      return
    case 'employment': {
      const check = checkUscc(fact.uscc)
      if (!check.valid) throw impossible('fact.uscc', check.problems.map(({ message }) => message).join(''))
      return
    }
    case 'education':
    case 'skill':
    case 'insurance':
    case 'hukou':
      return
  }
}

function impossible(at: string, words: string): CounterError {
  return new CounterError('BAD_INPUT', `这项事实不能成立，没有保存：${words.replace(/。$/, '')}。`, {
    at,
    hint: '请照证件或证明原件核对后重新填写。',
  })
}

function inNormalForm(fact: FactValue): FactValue {
  return fact.kind === 'employment' ? { ...fact, uscc: checkUscc(fact.uscc).normal } : fact
}
