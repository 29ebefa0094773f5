import { describe, expect, test } from 'vitest'
import { isComposingKey } from '../../../renderer/src/components/ime.ts'
import {
  EVERYWHERE,
  findBinding,
  keysOf,
  orderGroups,
  type Press,
} from '../../../renderer/src/components/key-match.ts'

function press(change: Partial<Press>): Press {
  return {
    key: 'n',
    keyCode: 78,
    isComposing: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    typing: false,
    ...change,
  }
}

describe('an input method that composes', () => {
  test('is known by its flag or by the key code 229', () => {
    expect(isComposingKey({ key: 'Enter', keyCode: 13, isComposing: true })).toBe(true)
    expect(isComposingKey({ key: 'Enter', keyCode: 229, isComposing: false })).toBe(true)
    expect(isComposingKey({ key: 'Enter', keyCode: 13, isComposing: false })).toBe(false)
  })

  test('keeps every key to itself, also Ctrl Enter and Esc', () => {
    expect(keysOf(press({ key: 'Enter', ctrlKey: true, isComposing: true }))).toBeUndefined()
    expect(keysOf(press({ key: 'Escape', keyCode: 229 }))).toBeUndefined()
  })
})

describe('a press', () => {
  test.each([
    [{ key: 'n' }, 'N'],
    [{ key: '?' }, '?'],
    [{ key: 'k', ctrlKey: true, typing: true }, 'Ctrl K'],
    [{ key: 'Enter', metaKey: true, typing: true }, 'Ctrl Enter'],
    [{ key: 'Escape', typing: true }, 'Esc'],
    [{ key: 'n', typing: true }, undefined],
    [{ key: 'n', altKey: true }, undefined],
  ])('%o is written %s', (change, expected) => {
    expect(keysOf(press(change))).toBe(expected)
  })

  test('goes to the binding registered last, and never to one that is only shown', () => {
    const done: string[] = []
    const bindings = [
      { keys: 'Esc', label: '退回一步', run: () => done.push('frame') },
      { keys: 'Esc', label: '上一页', run: () => done.push('form') },
      { keys: 'Enter', label: '打开' },
    ]
    findBinding(bindings, press({ key: 'Escape' }))?.run?.()
    expect(done).toEqual(['form'])
    expect(findBinding(bindings, press({ key: 'Enter' }))).toBeUndefined()
  })
})

test('the list of keys shows those of the page first, each title once', () => {
  const key = (keys: string) => ({ keys, label: keys })
  const groups = orderGroups([
    { title: EVERYWHERE, bindings: [key('Ctrl K')] },
    { title: '排序名单', bindings: [key('/')] },
    { title: EVERYWHERE, bindings: [key('?')] },
    { title: '本页', bindings: [key('A')] },
    { title: '空', bindings: [] },
  ])
  expect(groups.map(({ title, bindings }) => [title, bindings.map(({ keys }) => keys)])).toEqual([
    ['排序名单', ['/']],
    ['本页', ['A']],
    [EVERYWHERE, ['Ctrl K', '?']],
  ])
})
