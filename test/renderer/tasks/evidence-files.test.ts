import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FailureCode } from '#shared/base/failure.ts'
import { AddEvidenceRequest, EVIDENCE_MOST_BYTES, type EvidenceView } from '#shared/ipc/evidence.ts'
import {
  bytesFailure,
  fileFailure,
  formWords,
  nextPending,
  titleError,
  titleFromName,
  USUAL_TITLES,
  weightWords,
} from '../../../renderer/src/tasks/residents/evidence-files.ts'

function scan(id: string, state: EvidenceView['state']): EvidenceView {
  return {
    id,
    title: '户口簿',
    mediaType: 'image/jpeg',
    byteCount: 1,
    pages: 1,
    hash: '0'.repeat(12),
    hasThumbnail: false,
    addedBy: '示例·经办',
    addedAt: '2022-06-28T01:00:00.000Z',
    state,
    judged: null,
  }
}

describe('a file before it is sent', () => {
  test('may weigh exactly the most, and not a byte more', () => {
    expect(fileFailure({ size: EVIDENCE_MOST_BYTES, type: 'image/png' })).toBeUndefined()
    const over = fileFailure({ size: EVIDENCE_MOST_BYTES + 1, type: 'image/png' })
    expect(over).toMatchObject({
      code: 'BAD_INPUT',
      message: '文件有 20.1 MB，一份材料最多 20 MB，材料没有保存。',
    })
  })

  test('is refused while empty, or where it is of another kind', () => {
    expect(fileFailure({ size: 0, type: 'image/png' })?.message).toContain('文件是空的')
    expect(fileFailure({ size: 9, type: 'image/heic' })?.hint).toContain('HEIC')
    expect(fileFailure({ size: 9, type: 'application/pdf' })).toBeUndefined()
  })

  test('is left to the engine where the system does not know its kind', () => {
    expect(fileFailure({ size: 9, type: '' })).toBeUndefined()
  })
})

describe('titles', () => {
  test('are read out of file names that speak, and out of no others', () => {
    expect(titleFromName('身份证正面.jpg')).toBe('身份证（人像面）')
    expect(titleFromName('身份证 国徽面.png')).toBe('身份证（国徽面）')
    expect(titleFromName('居住证背面.jpg')).toBe('居住证（背面）')
    expect(titleFromName('劳动合同（2）.pdf')).toBe('劳动合同')
    expect(titleFromName('IMG_2024.jpg')).toBe('')
  })

  test('are taken up to the length the engine takes', () => {
    const { title } = AddEvidenceRequest.shape
    fc.assert(
      fc.property(fc.string({ maxLength: 70 }), (text) => {
        expect(titleError(text) === undefined).toBe(title.safeParse(text).success)
      }),
    )
  })

  test('that are usual are all taken', () => {
    for (const title of USUAL_TITLES) expect(titleError(title)).toBeUndefined()
  })
})

describe('beside a scan', () => {
  test('stands what it is and weighs', () => {
    expect(formWords({ mediaType: 'application/pdf', pages: 3 })).toBe('PDF 3 页')
    expect(formWords({ mediaType: 'image/png', pages: 1 })).toBe('PNG')
    expect(weightWords(1)).toBe('1 KB')
    expect(weightWords(1024 * 1024)).toBe('1 MB')
    expect(weightWords(1024 * 1024 + 1)).toBe('1.1 MB')
  })
})

describe('the next scan to judge', () => {
  const evidence = [scan('a', 'pending'), scan('b', 'accepted'), scan('c', 'pending'), scan('d', 'rejected')]

  test('comes after the present one, and round again', () => {
    expect(nextPending(evidence, 'a')?.id).toBe('c')
    expect(nextPending(evidence, 'b')?.id).toBe('c')
    expect(nextPending(evidence, 'c')?.id).toBe('a')
    expect(nextPending(evidence, 'd')?.id).toBe('a')
  })

  test('is nothing where only the present one waits', () => {
    expect(nextPending([scan('a', 'pending'), scan('b', 'accepted')], 'a')).toBeUndefined()
  })
})

test('a scan that is not given says why: locked, gone, or damaged', () => {
  expect(bytesFailure(423).code).toBe('LOCKED')
  expect(bytesFailure(404).code).toBe('NOT_FOUND')
  expect(bytesFailure(500)).toMatchObject({ code: 'STORE_DAMAGED' })
  for (const status of [423, 404, 500]) {
    expect(FailureCode.options).toContain(bytesFailure(status).code)
    expect(bytesFailure(status).hint).not.toBe('')
  }
})
