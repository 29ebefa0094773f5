import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { heldFact } from '#electron/cli/demo/more-facts.ts'
import { inventPeople } from '#electron/cli/demo/people.ts'
import { seededRandom } from '#electron/cli/demo/random.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { checkResidentId } from '#shared/base/resident-id.ts'
import { checkUscc } from '#shared/base/uscc.ts'
import {
  contradictions,
  FactSource,
  FactValue,
  findFact,
  type HeldFact,
  pointsFactsOf,
  withEndorsements,
} from '#shared/domain/people/index.ts'
import { RegisterRequest } from '#shared/ipc/residents.ts'

const on = parsePlainDate('2022-06-28')
const towns = ['浒山街道', '周巷镇', '观海卫镇', '逍林镇', '附海镇', '胜山镇', '横河镇', '新浦镇'] as const
const people = inventPeople({ seed: '1', count: 1000, towns, on })
const facts = people.flatMap((person) => person.facts)

function isCertain({ value }: HeldFact): boolean {
  return value.kind !== 'contribution' && value.kind !== 'endorsement'
}

describe('invented people', () => {
  it('are the same byte for byte for the same seed, and others for another', () => {
    const again = inventPeople({ seed: '1', count: 1000, towns, on })
    expect(JSON.stringify(again)).toBe(JSON.stringify(people))
    const hash = createHash('sha256').update(JSON.stringify(people)).digest('hex')
    expect(hash).toMatchInlineSnapshot(`"e5cf32c815794909f2fcbc709fa50e59a5aca40f42bb58ca8a4ca015d3cd71e7"`)
    expect(inventPeople({ seed: '2', count: 1, towns, on })).not.toEqual(people.slice(0, 1))
  })

  it('keep their places when more are asked for', () => {
    expect(inventPeople({ seed: '1', count: 10, towns, on })).toEqual(people.slice(0, 10))
  })

  it('have valid, different numbers from outside the province', () => {
    for (const { idNumber, birth } of people) {
      expect(checkResidentId(idNumber, on)).toMatchObject({ valid: true, problems: [], birth })
      expect(idNumber.startsWith('33')).toBe(false)
    }
    expect(new Set(people.map((person) => person.idNumber)).size).toBe(people.length)
  })

  it('are visibly invented, with rare characters and names with a dot among them', () => {
    for (const person of people) expect(person.name).toMatch(/^示例·/)
    const names = people.map((person) => person.name).join('\n')
    for (const rare of ['犇', '堃', '喆', '赟', '䶮']) expect(names).toContain(rare)
    expect(names).toMatch(/^示例·.+·/m)
  })

  it('can be registered and have facts the schema takes, none from after the day', () => {
    for (const { name, idNumber, phone, town } of people) {
      const commandId = '00000000-0000-4000-8000-000000000000'
      RegisterRequest.parse({ commandId, name, idNumber, phone, town })
    }
    for (const { fact, source } of facts) {
      FactValue.parse(fact)
      FactSource.parse(source)
      expect(source.dataDate < on).toBe(true)
    }
  })

  it('have every kind of fact that rules ask for, known for most and unknown for some', () => {
    for (const kind of ['education', 'skill', 'insurance', 'residence', 'permit', 'employment', 'hukou']) {
      const known = facts.filter(({ fact }) => fact.kind === kind).length
      expect(known).toBeGreaterThan(700)
      expect(known).toBeLessThan(1000)
    }
  })

  it('have months behind the certificate and endorsements behind the permit, which change nobody’s points', () => {
    for (const kind of ['contribution', 'endorsement', 'housing', 'honour', 'service']) {
      expect(facts.some(({ fact }) => fact.kind === kind)).toBe(true)
    }
    for (const person of people) {
      const values = person.facts.map(({ fact }) => fact)
      const held = person.facts.map(heldFact)
      const certain = values.filter(({ kind }) => kind !== 'contribution' && kind !== 'endorsement')
      const known = pointsFactsOf(held, { birth: person.birth })
      const behind = pointsFactsOf(held.filter(isCertain), { birth: person.birth })
      // Only the latest endorsements are on record, so the permit shows gaps that points do not ask of.
      expect({ ...known, permit: null }).toMatchObject({ ...behind, permit: null })
      expect(findFact(withEndorsements(values), 'permit')).toEqual(findFact(certain, 'permit'))
    }
  })

  it('say nothing that contradicts itself', () => {
    for (const person of people) {
      const known: HeldFact[] = []
      for (const { fact: value, source, valid = { from: null, to: null } } of person.facts) {
        const findings = contradictions({ value, valid, source }, { birth: person.birth, facts: known, on })
        expect(findings.filter(({ severity }) => severity === 'refuse')).toEqual([])
        known.push({ value, valid })
      }
    }
  })

  it('work for invented employers whose codes are valid', () => {
    const jobs = facts.flatMap(({ fact }) => (fact.kind === 'employment' ? [fact] : []))
    for (const job of jobs) {
      expect(job.employer).toMatch(/^示例/)
      expect(checkUscc(job.uscc)).toEqual({ valid: true, normal: job.uscc, problems: [] })
    }
    for (const answer of [true, false, null]) {
      expect(jobs.some((job) => job.union === answer)).toBe(true)
      expect(jobs.some((job) => job.frontline === answer)).toBe(true)
    }
  })

  it('live in the order of the calendar', () => {
    for (const person of people) {
      for (const { fact } of person.facts) {
        if (fact.kind === 'permit') expect(fact.issuedOn <= fact.endorsedUntil).toBe(true)
        if (fact.kind !== 'residence') continue
        expect(fact.registeredOn > person.birth).toBe(true)
        expect(fact.registeredOn < on).toBe(true)
      }
    }
  })
})

describe('the seeded source', () => {
  it('is even and stays within bounds', () => {
    const random = seededRandom('even')
    const counts = Array.from({ length: 7 }, () => 0)
    for (let draw = 0; draw < 70_000; draw += 1) {
      const drawn = random.below(7)
      counts[drawn] = (counts[drawn] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
    expect(Array.from({ length: 100 }, () => random.between(3, 5)).every((n) => n >= 3 && n <= 5)).toBe(true)
  })
})
