import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { residentIdCheckDigit } from '#shared/base/resident-id.ts'
import { registerPage, registerRequest } from '../../../renderer/src/tasks/residents/register-page.ts'

const today = parsePlainDate('2022-06-28')
const page = registerPage(today, false)
const number = (first17: string) => first17 + residentIdCheckDigit(first17)
const GOOD = number('33028219860504421')
const whole = { name: '示例·甲', idNumber: GOOD, town: '周巷镇' }

function errors(change: Record<string, string>) {
  return page.errors(page.read({ ...whole, ...change }))
}

describe('registering', () => {
  test('takes a whole and valid form; the phone may stay empty', () => {
    expect(errors({})).toEqual({})
    expect(errors({ phone: '138 0000 0000' })).toEqual({})
  })

  test('asks for what is missing', () => {
    expect(Object.keys(page.errors(page.read({})))).toEqual(['name', 'idNumber', 'town'])
  })

  test('says how many digits are missing while they are typed', () => {
    expect(errors({ idNumber: GOOD.slice(0, 17) }).idNumber).toContain('还差 1 位')
    expect(errors({ phone: '1380000' }).phone).toContain('还差 4 位')
  })

  test('takes a small x and spaces around, and stores neither', () => {
    const withX = number('11010519491231002')
    expect(withX.endsWith('X')).toBe(true)
    const facts = page.read({ ...whole, idNumber: ` ${withX.toLowerCase()} ` })
    expect(facts.id).toMatchObject({ valid: true, normal: withX, sex: '女', birth: '1949-12-31' })
  })

  test('refuses a birth after today and takes one on the day itself', () => {
    expect(errors({ idNumber: number('33028220220629421') }).idNumber).toContain('晚于')
    expect(errors({ idNumber: number('33028220220628421') })).toEqual({})
  })

  test('an unknown place is a note, not an error', () => {
    const facts = page.read({ ...whole, idNumber: number('99999919860504421') })
    expect(page.errors(facts)).toEqual({})
    expect(page.notes?.(facts).idNumber).toContain('不影响受理')
  })

  test('never repeats the number in an error', () => {
    const wrong = `${GOOD.slice(0, 17)}${GOOD.endsWith('1') ? '2' : '1'}`
    expect(errors({ idNumber: wrong }).idNumber).not.toContain(wrong)
  })

  test('is one page', () => {
    expect(page.next(page.read({}))).toBeNull()
  })
})

describe('where somebody looks like the same person', () => {
  const asking = registerPage(today, true)

  test('the reason why it is another is asked for, and sent along', () => {
    expect(Object.keys(asking.errors(asking.read(whole)))).toEqual(['notSame'])
    const facts = asking.read({ ...whole, notSame: '两人身份证原件都看过' })
    expect(asking.errors(facts)).toEqual({})
    expect(registerRequest(facts)).toEqual({
      name: '示例·甲',
      idNumber: GOOD,
      town: '周巷镇',
      notSame: '两人身份证原件都看过',
    })
  })

  test('a reason that was typed before is not sent once nobody looks the same any more', () => {
    const facts = page.read({ ...whole, notSame: '两人身份证原件都看过' })
    expect(registerRequest(facts)).not.toHaveProperty('notSame')
  })
})
