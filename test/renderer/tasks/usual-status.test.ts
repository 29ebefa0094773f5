import { expect, test } from 'vitest'
import { usualStatus } from '../../../renderer/src/tasks/residents/usual-status.ts'

const lines = (...statuses: string[]) => statuses.map((status) => ({ status }))

test('only a status of more than half of the lines is said for them all', () => {
  expect(usualStatus(lines('DEFAULT', 'DEFAULT', 'CONFLICT'))).toBe('DEFAULT')
  expect(usualStatus(lines('CONFLICT', 'READ', 'READ'))).toBe('READ')
  expect(usualStatus(lines('DEFAULT', 'CONFLICT'))).toBeUndefined()
  expect(usualStatus([])).toBeUndefined()
})
