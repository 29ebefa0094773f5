import { expect, test } from 'vitest'
import { pathOf } from '../../../renderer/src/components/form-page.ts'
import { healthCheckSteps, readAnswers } from '../../../renderer/src/tasks/cases/health-check-pages.ts'

const ids = (body: Record<string, string>) => pathOf(healthCheckSteps, body).map((step) => step.id)

test('whoever does not wish to take part is not asked about health data', () => {
  expect(ids({})).toEqual(['consent', 'health-data'])
  expect(ids({ consent: 'yes' })).toEqual(['consent', 'health-data'])
  expect(ids({ consent: 'no' })).toEqual(['consent'])
})

test('an answer to a question that is no longer asked does not count', () => {
  expect(readAnswers({ consent: 'no', healthDataConsent: 'yes' })).toEqual({
    consent: false,
    healthDataConsent: null,
  })
})

test('not yet answered is unknown, and must be answered before going on', () => {
  expect(readAnswers({})).toEqual({ consent: null, healthDataConsent: null })
  for (const step of healthCheckSteps) expect(Object.keys(step.errors({}))).toHaveLength(1)
})

test('the summary keeps question and answer in words', () => {
  const lines = healthCheckSteps.flatMap((step) => step.summary({ consent: 'yes', healthDataConsent: 'no' }))
  expect(lines.map((line) => line.answer)).toEqual(['愿意', '不同意'])
  expect(lines.every((line) => line.question.length > 5)).toBe(true)
})
