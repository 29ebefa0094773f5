import { describe, expect, it } from 'vitest'
import { counter } from './run.ts'

describe('bench', () => {
  it('prints every measurement of a name against its floor, and the limit where one is set', async () => {
    const { code, printed } = await counter(['bench', 'score'])
    const line = {
      bench: 'score',
      what: expect.any(String),
      median: expect.any(Number),
      floor: expect.any(Number),
      ratio: expect.any(Number),
      unit: 'µs',
    }
    expect(printed).toEqual([line, { ...line, most: 25 }, line])
    expect(new Set(printed.map((measured) => Object(measured).what)).size).toBe(printed.length)
    expect(code).toBe(0)
  })

  it('names what can be measured', async () => {
    const { code, error } = await counter(['bench', 'luck'])
    expect({ code, errorCode: error?.code }).toEqual({ code: 2, errorCode: 'NOT_FOUND' })
    expect(error?.hint).toContain('score')
    expect(error?.hint).not.toContain('measure')
  })
})
