import { describe, expect, it } from 'vitest'
import { CounterError } from '#shared/base/failure.ts'
import { parsePack, refuseOverlap, selectPack } from '#shared/policy/index.ts'
import { day, loadPack } from '#test/unit/domain/support.ts'

const packs = [loadPack('zj-2022'), loadPack('zj-2023-38')]

function failureOf(work: () => unknown): CounterError {
  try {
    work()
  } catch (error) {
    if (error instanceof CounterError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('selectPack', () => {
  it.each([
    ['2022-04-01', 'zj-2022'],
    ['2023-07-25', 'zj-2022'],
    ['2023-07-26', 'zj-2023-38'],
    ['2026-01-01', 'zj-2023-38'],
  ])('on %s chooses %s', (on, id) => {
    expect(selectPack(packs, { purpose: 'health-check', on: day(on) }).id).toBe(id)
    expect(selectPack([...packs].reverse(), { purpose: 'general', on: day(on) }).id).toBe(id)
  })

  it('says so when none is in force, and takes no other in its place', () => {
    const early = failureOf(() => selectPack(packs, { purpose: 'general', on: day('2022-03-31') }))
    expect(early).toMatchObject({ code: 'NOT_FOUND' })
    expect(early.message).toContain('2022-03-31')
    expect(
      failureOf(() => selectPack(packs, { purpose: 'school', on: day('2022-06-01') })).message,
    ).toContain('school')
  })

  it('stops and names both when two are in force', () => {
    const again = parsePack({ ...packs[0], id: 'zj-2022-again' })
    const error = failureOf(() =>
      selectPack([...packs, again], { purpose: 'general', on: day('2022-06-01') }),
    )
    expect(error.code).toBe('POLICY_BAD')
    expect(error.message).toContain('zj-2022 与 zj-2022-again')
  })
})

describe('refuseOverlap', () => {
  it('accepts the packs we ship', () => {
    expect(() => refuseOverlap(packs)).not.toThrow()
  })

  it('refuses one common day, and accepts it for another purpose', () => {
    const late = { ...packs[0], id: 'late', effectiveFrom: '2023-07-25', effectiveTo: null }
    expect(failureOf(() => refuseOverlap([loadPack('zj-2022'), parsePack(late)])).at).toBe('zj-2022, late')
    expect(() =>
      refuseOverlap([loadPack('zj-2022'), parsePack({ ...late, purposes: ['school'] })]),
    ).not.toThrow()
  })
})
