import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { RelationKind } from '#shared/domain/people/index.ts'
import { RelateRequest } from '#shared/ipc/families.ts'
import { type Body, pathOf, stepOf } from '../../../renderer/src/components/form-page.ts'
import {
  basisPage,
  NEWCOMER,
  newcomerPage,
  personOptions,
  relationOf,
  whoPage,
} from '../../../renderer/src/tasks/residents/relate-page.ts'

const today = parsePlainDate('2022-06-28')
const who = whoPage()
const steps = [
  stepOf(who),
  stepOf(newcomerPage(today, false)),
  ...([undefined, 'parent', 'child'] as const).map((kind) => stepOf(basisPage(today, kind))),
]
const basis = { together: 'yes', department: '公安', evidence: '户口簿', dataDate: '2022-06-28' }
const pathFor = (body: Body) => pathOf(steps, body).map(({ id }) => id)

describe('the pages of a new relation', () => {
  test('ask about custody only of parents and children, and register a newcomer on the way', () => {
    expect(pathFor({ kind: 'spouse', otherId: 'p' })).toEqual(['who', 'basis-plain'])
    expect(pathFor({ kind: 'child', otherId: 'p' })).toEqual(['who', 'basis-child'])
    expect(pathFor({ kind: 'parent', otherId: NEWCOMER })).toEqual(['who', 'newcomer', 'basis-parent'])
    expect(pathFor({ kind: 'ward', otherId: NEWCOMER })).toEqual(['who', 'newcomer', 'basis-plain'])
  })

  test('exist for every kind of relation', () => {
    for (const kind of RelationKind.options) expect(pathFor({ kind, otherId: 'p' })).toHaveLength(2)
  })

  test('ask for what is missing', () => {
    expect(Object.keys(who.errors(who.read({})))).toEqual(['kind', 'otherId'])
    const page = basisPage(today, 'child')
    expect(Object.keys(page.errors(page.read({})))).toEqual([
      'together',
      'department',
      'dataDate',
      'evidence',
    ])
    expect(page.errors(page.read(basis))).toEqual({})
  })

  test('always offer to register somebody', () => {
    expect(personOptions([]).map(({ value }) => value)).toEqual([NEWCOMER])
    const found = { id: 'p', name: '示例·甲', idNumberMasked: '330282********4210', town: '周巷镇' }
    expect(personOptions([found])[0]?.label).toContain('330282********4210')
  })
})

describe('what is asked of the engine', () => {
  function relation(kind: RelationKind, body: Body) {
    const page = basisPage(today, kind)
    return relationOf({ kind, otherId: 'p' }, page.read(body))
  }

  test('is a whole request', () => {
    const asked = relation('child', { ...basis, custody: 'both' })
    const request = { commandId: crypto.randomUUID(), residentId: 'r', otherId: 'p', ...asked }
    expect(RelateRequest.parse(request)).toMatchObject({ kind: 'child', custody: 'both', together: true })
  })

  test('carries no custody of a spouse, even where one was chosen before', () => {
    expect(relation('spouse', { ...basis, custody: 'both' })).not.toHaveProperty('custody')
    expect(relation('child', basis)).not.toHaveProperty('custody')
  })

  test('is nothing while anything is missing', () => {
    expect(relation('child', { ...basis, together: '' })).toBeUndefined()
    expect(relation('child', { ...basis, dataDate: '2022-02-30' })).toBeUndefined()
  })

  test('tells custody from where the resident stands', () => {
    const labels = (kind: 'parent' | 'child') =>
      basisPage(today, kind).questions.find(({ name }) => name === 'custody')?.options?.[0]?.label
    expect(labels('child')).toBe('由本人抚养')
    expect(labels('parent')).toBe('由这位父（母）亲抚养')
  })
})
