import { describe, expect, it } from 'vitest'
import { counter, jsonLines } from './run.ts'

const uscc = '91330282MADEM0011M'
const town = '周巷镇'
const employment = { kind: 'employment', employer: '示例电器厂', uscc, town, union: true, frontline: true }
const applicant = {
  id: '1',
  birth: '1990-01-01',
  consent: true,
  healthDataConsent: true,
  facts: [
    employment,
    { kind: 'hukou', inCixi: false },
    { kind: 'permit', issuedOn: '2020-01-01', endorsedUntil: '2023-01-01' },
    { kind: 'education', level: 'bachelor' },
    { kind: 'skill', level: 'none' },
    { kind: 'insurance', months: 20 },
    { kind: 'residence', registeredOn: '2019-01-01' },
  ],
}
const options = ['assess', '--programme', 'health-check', '--on', '2022-06-28']

describe('assess', () => {
  it('answers TRUE, FALSE or UNKNOWN with every condition', async () => {
    const lines = [
      applicant,
      { ...applicant, id: '2', consent: false },
      { ...applicant, id: '3', facts: [employment] },
    ]
    const { code, printed } = await counter([...options, '--towns', `${town},浒山街道`], jsonLines(lines))
    expect(code).toBe(0)
    expect(printed).toMatchObject([
      { id: '1', verdict: 'TRUE' },
      { id: '2', verdict: 'FALSE' },
      { id: '3', verdict: 'UNKNOWN' },
    ])
    for (const line of printed) expect(line).toHaveProperty('reasons.length', 7)
  })

  it('is unknown, not refused, while the towns are not chosen', async () => {
    expect((await counter(options, jsonLines([applicant]))).printed).toMatchObject([{ verdict: 'UNKNOWN' }])
  })

  it.each([
    ['an unknown programme', ['assess', '--programme', 'loan', '--on', '2022-06-28'], '--programme'],
    [
      'a day on which the programme does not run',
      ['assess', '--programme', 'health-check', '--on', '1999-01-01'],
      '--on',
    ],
    ['an unknown town', [...options, '--towns', '示例镇'], '--towns'],
  ])('refuses %s', async (_, args, at) => {
    expect(await counter(args)).toMatchObject({ code: 2, printed: [], error: { at } })
  })

  it('refuses two facts of one kind', async () => {
    const twice = { ...applicant, facts: [employment, employment] }
    expect(await counter(options, jsonLines([twice]))).toMatchObject({ code: 2, error: { code: 'CONFLICT' } })
  })
})
