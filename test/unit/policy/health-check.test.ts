import { expect, it } from 'vitest'
import { CounterError } from '#shared/base/failure.ts'
import { parseHealthCheckProgramme } from '#shared/policy/index.ts'
import { policyJson } from '#test/unit/domain/support.ts'

const json = Object(policyJson('programmes/health-check-2022.json'))

it('reads the programme with what the city has not published left open', () => {
  expect(parseHealthCheckProgramme(json)).toMatchObject({
    documentNumber: '慈新服建〔2022〕6号',
    places: { value: 50, status: 'SEED' },
    townCount: { value: 10, status: 'SEED' },
    towns: { value: null, status: 'UNREAD' },
    payers: { value: ['宁波市总工会', '慈溪市总工会', '职工单位所在镇（街道）总工会'], status: 'SEED' },
    acceptWorkingDays: { value: 3, status: 'DEFAULT' },
    ties: { value: null, status: 'UNREAD' },
  })
})

it('refuses a list of towns that is filled in and still UNREAD', () => {
  const filled = { ...json, towns: { ...json.towns, value: ['示例镇'] } }
  expect(() => parseHealthCheckProgramme(filled)).toThrow(
    expect.toSatisfy((error: unknown) => error instanceof CounterError && error.at === '$.towns.value'),
  )
})
