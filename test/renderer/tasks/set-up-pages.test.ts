import { describe, expect, test } from 'vitest'
import { SetUpRequest } from '#shared/ipc/session.ts'
import { readSetUp, setUpSteps } from '../../../renderer/src/tasks/session/set-up-pages.ts'

const filled = {
  officeName: '示例市新市民服务中心',
  documentCode: '示新服',
  window: '示例镇窗口 1 号',
  'supervisor-name': '示例·林主管',
  'supervisor-login': 'linzg',
  'supervisor-password': 'shili-password-1',
  'supervisor-repeated': 'shili-password-1',
  'clerk-name': '示例·周窗口',
  'clerk-login': 'zhouck',
  'clerk-password': 'shili-password-2',
  'clerk-repeated': 'shili-password-2',
}
const errorsOf = (body: Record<string, string>) =>
  Object.assign({}, ...setUpSteps.map((step) => step.errors(body)))

describe('set-up', () => {
  test('is a request of the contract when it is whole', () => {
    expect(errorsOf(filled)).toEqual({})
    expect(SetUpRequest.parse(readSetUp(filled)).clerk.login).toBe('zhouck')
  })

  test('needs two different persons', () => {
    expect(Object.keys(errorsOf({ ...filled, 'clerk-login': 'linzg' }))).toEqual(['clerk-login'])
    expect(Object.keys(errorsOf({ ...filled, 'clerk-name': '示例·林主管' }))).toEqual(['clerk-name'])
  })

  test('needs a password of ten characters, typed twice', () => {
    expect(errorsOf({ ...filled, 'clerk-password': '123456789', 'clerk-repeated': '123456789' })).toEqual({
      'clerk-password': '密码至少 10 个字符',
    })
    expect(Object.keys(errorsOf({ ...filled, 'supervisor-repeated': 'other' }))).toEqual([
      'supervisor-repeated',
    ])
  })

  test('keeps spaces of a password as they are', () => {
    const spaced = { ...filled, 'clerk-password': ' shili pass ' }
    expect(readSetUp(spaced).clerk.password).toBe(' shili pass ')
  })

  test('never shows a password in the summary', () => {
    const words = setUpSteps.flatMap((step) => step.summary(filled)).map((line) => line.answer)
    expect(words.join()).not.toContain('password')
  })
})
