import { describe, expect, it } from 'vitest'
import { counter } from './run.ts'

describe('bench', () => {
  it('prints a measurement against its floor', async () => {
    const { code, printed } = await counter(['bench', 'score'])
    expect(code).toBe(0)
    expect(printed).toEqual([
      {
        bench: 'score',
        what: expect.any(String),
        median: expect.any(Number),
        floor: expect.any(Number),
        ratio: expect.any(Number),
        unit: 'µs',
      },
    ])
  })

  it('names what can be measured', async () => {
    const { code, error } = await counter(['bench', 'luck'])
    expect({ code, errorCode: error?.code }).toEqual({ code: 2, errorCode: 'NOT_FOUND' })
    expect(error?.hint).toContain('score')
    expect(error?.hint).not.toContain('measure')
  })
})
