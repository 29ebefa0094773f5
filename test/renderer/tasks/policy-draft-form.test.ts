import { expect, test } from 'vitest'
import {
  type DraftAnswers,
  draftErrors,
  draftRequest,
  isAnnex,
  NO_ANSWERS,
} from '../../../renderer/src/tasks/policy/draft-form.ts'
import { row } from './policy-rows.ts'

const file = (name: string, text = '{}') => new File([text], name)
const annex: DraftAnswers = {
  file: file('附表.XLSX'),
  of: 'pack:demo-2025',
  policyId: ' demo-2026 ',
  documentNumber: ' 示例〔2026〕2号 ',
  effectiveFrom: '2026-01-01',
}

test('a document needs nothing but its file', async () => {
  const answers = { ...NO_ANSWERS, file: file('pack.json') }
  expect(draftErrors(answers, [])).toEqual({})
  const request = await draftRequest(answers)
  expect(request).toMatchObject({ fileName: 'pack.json', annex: null })
  expect(new TextDecoder().decode(request?.bytes)).toBe('{}')
})

test('an annex table needs to know where it belongs', async () => {
  expect(isAnnex(annex.file)).toBe(true)
  expect(Object.keys(draftErrors({ ...NO_ANSWERS, file: annex.file }, []))).toEqual([
    'of',
    'policyId',
    'documentNumber',
    'effectiveFrom',
  ])
  expect(draftErrors(annex, [])).toEqual({})
  expect((await draftRequest(annex))?.annex).toEqual({
    of: 'pack:demo-2025',
    policyId: 'demo-2026',
    documentNumber: '示例〔2026〕2号',
    effectiveFrom: '2026-01-01',
  })
})

test.each([
  ['no file', undefined],
  ['another kind of file', file('pack.docx')],
  ['an empty file', file('pack.json', '')],
])('%s is refused before it is sent', async (_what, chosen) => {
  const answers = { ...NO_ANSWERS, file: chosen }
  expect(draftErrors(answers, []).file).toBeDefined()
  expect(await draftRequest(answers)).toBeUndefined()
})

test('an id that is taken names whose it is; one that was taken back is free', () => {
  const taken = row({ policyId: 'demo-2026', name: '示例甲' })
  expect(draftErrors(annex, [taken]).policyId).toContain('示例甲')
  expect(draftErrors(annex, [row({ ...taken, state: 'withdrawn' })])).toEqual({})
  expect(draftErrors({ ...annex, policyId: 'Demo 2026' }, []).policyId).toContain('小写')
})
