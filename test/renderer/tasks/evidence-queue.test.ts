import { describe, expect, test } from 'vitest'
import {
  addedWords,
  isToSend,
  type QueuedFile,
  queuedFile,
  untitled,
} from '../../../renderer/src/tasks/residents/evidence-queue.ts'

function chosen(name: string, content: string, type = 'image/jpeg'): QueuedFile {
  return queuedFile(new File([content], name, { type }), `command-${name}`)
}

describe('chosen files', () => {
  test('are to be sent until they are kept; an empty one never', () => {
    const good = chosen('户口簿.jpg', 'x')
    expect(good).toMatchObject({ title: '户口簿', state: 'chosen', failure: undefined })
    expect(isToSend(good)).toBe(true)
    expect(isToSend({ ...good, state: 'sending' })).toBe(false)
    expect(isToSend({ ...good, state: 'added' })).toBe(false)
    const empty = chosen('空.jpg', '')
    expect(empty.failure?.message).toContain('空的')
    expect(isToSend(empty)).toBe(false)
  })

  test('can be sent again after a refusal of the engine', () => {
    const failure = { code: 'BAD_INPUT', message: '文件已损坏' } as const
    expect(isToSend({ ...chosen('a.jpg', 'x'), failure })).toBe(true)
  })

  test('without a title hold the sending back, unless they cannot be sent anyway', () => {
    const scanned = chosen('IMG_1.jpg', 'x')
    expect(untitled([chosen('户口簿.jpg', 'x'), scanned, chosen('IMG_2.jpg', '')])).toEqual([scanned])
    expect(untitled([{ ...scanned, title: '  ' }])).toHaveLength(1)
  })
})

describe('what is said of a kept file', () => {
  test('is nothing where all is as usual', () => {
    expect(addedWords({ id: 'e', sameAs: [], notes: [] })).toEqual([])
  })

  test('names the same file of this person, and only counts those of others', () => {
    const words = addedWords({
      id: 'e',
      sameAs: [
        { residentId: 'r', title: '户口簿', ownRecord: true },
        { residentId: 's', title: '示例·别人的合同', ownRecord: false },
        { residentId: 't', title: '示例·别人的证', ownRecord: false },
      ],
      notes: ['请看第 2 页。'],
    })
    expect(words).toHaveLength(3)
    expect(words[0]).toContain('户口簿')
    expect(words[1]).toContain('2 份别人的材料')
    expect(words[1]).not.toContain('示例·别人')
    expect(words[2]).toBe('请看第 2 页。')
  })
})
