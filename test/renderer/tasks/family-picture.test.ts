import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import type { FamilyMember, FamilyView } from '#shared/ipc/families.ts'
import {
  CARD,
  custodyWords,
  familyPicture,
  hasFamily,
} from '../../../renderer/src/tasks/residents/family-picture.ts'

function member(id: string, generation: FamilyMember['generation']): FamilyMember {
  return { id, name: `示例·${id}`, sex: '女', age: 30, word: id, generation, together: false }
}

function family(members: FamilyMember[], lines: FamilyView['lines'] = []): FamilyView {
  return { householdId: null, address: null, members, lines }
}

const home = family(
  [member('self', 'same'), member('spouse', 'same'), member('both', 'below'), member('own', 'below')],
  [
    { from: 'self', to: 'spouse', kind: 'spouse' },
    { from: 'self', to: 'both', kind: 'parentOf' },
    { from: 'spouse', to: 'both', kind: 'parentOf' },
    { from: 'self', to: 'own', kind: 'parentOf' },
  ],
)

describe('the picture of a family', () => {
  test('has no card over another and none outside, however large the family', () => {
    const people = fc.array(fc.constantFrom('above', 'same', 'below'), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(people, (generations) => {
        const { width, height, cards } = familyPicture(
          family(generations.map((generation, number) => member(`p${number}`, generation))),
        )
        expect(cards).toHaveLength(generations.length)
        for (const [at, { x, y }] of cards.entries()) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x + CARD.width).toBeLessThanOrEqual(width)
          expect(y + CARD.height).toBeLessThanOrEqual(height)
          for (const other of cards.slice(at + 1)) {
            expect(Math.abs(other.x - x) >= CARD.width || Math.abs(other.y - y) >= CARD.height).toBe(true)
          }
        }
      }),
    )
  })

  test('stands the generations in order', () => {
    const { cards } = familyPicture(
      family([member('child', 'below'), member('self', 'same'), member('parent', 'above')]),
    )
    expect(cards.map(({ member: { id } }) => id)).toEqual(['parent', 'self', 'child'])
    expect(cards.map(({ y }) => y)).toEqual(cards.map(({ y }) => y).toSorted((a, b) => a - b))
  })

  test('leads lines from both parents to their child, at heights of their own', () => {
    const { lines } = familyPicture(home)
    const path = (key: string) => lines.find((line) => line.key === key)?.path ?? ''
    const turn = (key: string) => /V([\d.]+)H/.exec(path(key))?.[1]
    expect(lines).toHaveLength(4)
    expect(turn('parentOf self both')).toBe(turn('parentOf self own'))
    expect(turn('parentOf self both')).not.toBe(turn('parentOf spouse both'))
    expect(path('parentOf self both').split('H')[1]).toBe(path('parentOf spouse both').split('H')[1])
    expect(path('spouse self spouse')).toMatch(/^M[\d.]+ [\d.]+H[\d.]+$/)
  })

  test("dashes a guardian's line, beside the parent's", () => {
    const { lines } = familyPicture({
      ...home,
      lines: [...home.lines, { from: 'self', to: 'own', kind: 'guardianOf' }],
    })
    expect(lines.filter(({ dashed }) => dashed).map(({ key }) => key)).toEqual(['guardianOf self own'])
    expect(new Set(lines.map(({ path }) => path)).size).toBe(5)
  })

  test('leaves out a line to somebody who is not shown', () => {
    expect(
      familyPicture(family([member('self', 'same')], [{ from: 'self', to: 'gone', kind: 'spouse' }])).lines,
    ).toEqual([])
  })

  test('is none while the person is alone', () => {
    expect(hasFamily(family([member('self', 'same')]))).toBe(false)
    expect(hasFamily(home)).toBe(true)
  })
})

describe('custody', () => {
  const source = { department: '公安', evidence: '户口簿', dataDate: parsePlainDate('2022-06-28') } as const
  const words = (kind: 'parent' | 'child', custody: 'this' | 'both' | 'other' | null) =>
    custodyWords({ id: '1', kind, custody, source })

  test('is told from where one stands, and not at all where it is not known', () => {
    expect(words('child', 'this')).toBe('由本人抚养')
    expect(words('parent', 'this')).toBe('由这一方抚养')
    expect(words('child', 'other')).toBe('由另一方抚养')
    expect(words('parent', 'both')).toBe('父母双方抚养')
    expect(words('child', null)).toBe('')
    expect(custodyWords(undefined)).toBe('')
  })
})
