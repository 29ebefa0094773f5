import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Actor, allowedActions, CaseAction, CaseRecord, foldCase } from '#shared/domain/cases/index.ts'

const SUPERVISOR: Actor = { role: 'supervisor', accountId: 'supervisor-1' }
const ACTORS: Actor[] = [
  { role: 'clerk', accountId: 'clerk-1' },
  { role: 'clerk', accountId: 'clerk-2' },
  SUPERVISOR,
  { role: 'supervisor', accountId: 'supervisor-2' },
]
const actor = fc.constantFrom(...ACTORS)
const steps = fc.array(fc.tuple(actor, fc.constantFrom(...CaseAction.options)), { maxLength: 12 })

function record(kind: string, person: Actor, index: number): CaseRecord {
  return CaseRecord.parse({
    id: String(index),
    at: '2022-06-28T01:00:00Z',
    by: { accountId: person.accountId, name: '示例·人员' },
    kind,
    ...(kind === 'return' ? { reason: '补材料' } : {}),
  })
}

/** The records of a case on which each step was taken that the table allowed, and no other. */
function walk(submitter: Actor, wished: [Actor, CaseAction][]): CaseRecord[] {
  const records = [record('submit', submitter, 0)]
  for (const [person, action] of wished) {
    const state = allowedActions(foldCase(records), person).find((each) => each.action === action)
    if (state?.allowed === true) records.push(record(action, person, records.length))
  }
  return records
}

it('whatever the table allows can be folded, and nobody approves what they entered', () => {
  fc.assert(
    fc.property(actor, steps, (submitter, wished) => {
      const records = walk(submitter, wished)
      records.forEach((each, index) => {
        if (each.kind !== 'approve') return
        expect(each.by.accountId).toMatch(/^supervisor/)
        expect(foldCase(records.slice(0, index)).enteredBy).not.toContain(each.by.accountId)
      })
    }),
  )
})

it('what the table does not have from a status cannot be folded either', () => {
  fc.assert(
    fc.property(actor, steps, fc.constantFrom(...CaseAction.options), (submitter, wished, action) => {
      const records = walk(submitter, wished)
      const { status } = foldCase(records)
      const possible = ACTORS.some((person) =>
        allowedActions({ status, enteredBy: [] }, person).some(
          (each) => each.action === action && each.allowed,
        ),
      )
      const folded = () => foldCase([...records, record(action, SUPERVISOR, records.length)])
      if (possible) expect(folded).not.toThrow()
      else expect(folded).toThrow('前后矛盾')
    }),
  )
})
