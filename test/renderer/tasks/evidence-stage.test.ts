import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FLAT, shownWidth, type Turn, turned } from '../../../renderer/src/tasks/residents/evidence-stage.ts'

const TURNS: readonly Turn[] = ['next', 'before', 'closer', 'farther', 'fit', 'rotate']

describe('steps of the viewer', () => {
  test('stay within the pages, the zoom and the four quarters whatever is pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...TURNS)), fc.integer({ min: 1, max: 200 }), (turns, pages) => {
        const end = turns.reduce((lying, turn) => turned(lying, turn, pages), FLAT)
        expect(end.page).toBeGreaterThanOrEqual(1)
        expect(end.page).toBeLessThanOrEqual(pages)
        expect(end.zoom).toBeGreaterThanOrEqual(0.5)
        expect(end.zoom).toBeLessThanOrEqual(8)
        expect([0, 1, 2, 3]).toContain(end.turns)
      }),
    )
  })

  test('lead back: four quarters, closer and farther, the next page and the one before', () => {
    const there = ['rotate', 'rotate', 'rotate', 'rotate', 'closer', 'farther', 'next', 'before'] as const
    expect(there.reduce((lying, turn) => turned(lying, turn, 2), FLAT)).toEqual(FLAT)
  })
})

describe('a fitted page', () => {
  const space = { width: 800, height: 600 }

  test('touches the space and never leaves it, lying or standing', () => {
    const side = fc.integer({ min: 1, max: 20_000 })
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 3 }), (width, height, turns) => {
        const shown = shownWidth({ width, height }, space, { page: 1, turns, zoom: 1 })
        const ratio = turns % 2 === 1 ? width / height : height / width
        expect(shown).toBeLessThanOrEqual(800)
        if (shown > 1) expect(shown * ratio).toBeLessThanOrEqual(600.001)
      }),
    )
  })

  test('doubles with the zoom', () => {
    const page = { width: 400, height: 300 }
    expect(shownWidth(page, space, FLAT)).toBe(800)
    expect(shownWidth(page, space, { ...FLAT, zoom: 2 })).toBe(1600)
  })
})
