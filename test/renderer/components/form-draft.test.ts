import { describe, expect, test } from 'vitest'
import type { DraftBody } from '#shared/ipc/drafts.ts'
import {
  createDraftSaver,
  type DraftStatus,
  draftOf,
  PAUSE_MILLISECONDS,
  restore,
  savedWords,
} from '../../../renderer/src/components/form-draft.ts'
import type { Step } from '../../../renderer/src/components/form-page.ts'

/** Time that passes only when told to. */
function handClock() {
  let now = 0
  let timers: { at: number; run(): void }[] = []
  return {
    later(run: () => void, milliseconds: number) {
      const timer = { at: now + milliseconds, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    pass(milliseconds: number) {
      now += milliseconds
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      for (const { run } of due) run()
    },
  }
}

const body = (name: string): DraftBody => ({ answers: { name }, position: 0 })
const SAVED_AT = '2022-06-28T06:32:00.000Z'

/** A saver with a store of which each write ends when it is told to. */
function setUp() {
  const clock = handClock()
  const written: string[] = []
  const told: DraftStatus[] = []
  const ends: ((works: boolean) => void)[] = []
  const saver = createDraftSaver({
    later: clock.later,
    tell: (status) => told.push(status),
    write(draft) {
      written.push(String(draft.answers.name))
      return new Promise((resolve, reject) => {
        ends.push((works) => (works ? resolve({ savedAt: SAVED_AT }) : reject(new Error('refused'))))
      })
    },
  })
  async function end(works = true): Promise<void> {
    ends.shift()?.(works)
    await settle()
  }
  return { clock, saver, written, told, end }
}

/** Lets everything that was promised and is ready happen. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

describe('saving a draft', () => {
  test('waits for a pause and writes the latest once', async () => {
    const { clock, saver, written, told, end } = setUp()
    for (const name of ['示', '示例', '示例·甲']) {
      saver.change(body(name))
      clock.pass(PAUSE_MILLISECONDS - 1)
    }
    await settle()
    expect(written).toEqual([])
    clock.pass(1)
    await settle()
    expect(written).toEqual(['示例·甲'])
    expect(told).toEqual([])
    await end()
    expect(told).toEqual([{ state: 'saved', at: SAVED_AT }])
  })

  test('happens at once when a question or page is left, and not again at the pause', async () => {
    const { clock, saver, written, end } = setUp()
    saver.change(body('甲'))
    void saver.flush()
    await settle()
    await end()
    clock.pass(PAUSE_MILLISECONDS)
    await saver.flush()
    expect(written).toEqual(['甲'])
  })

  test('never runs two writes at a time, so that the older cannot win', async () => {
    const { saver, written, end } = setUp()
    saver.change(body('甲'))
    void saver.flush()
    await settle()
    saver.change(body('乙'))
    void saver.flush()
    saver.change(body('丙'))
    void saver.flush()
    await settle()
    expect(written).toEqual(['甲'])
    await end()
    expect(written).toEqual(['甲', '丙'])
    await end()
    expect(written).toEqual(['甲', '丙'])
  })

  test('that is refused is said, kept, and tried again at the next pause', async () => {
    const { clock, saver, written, told, end } = setUp()
    saver.change(body('甲'))
    clock.pass(PAUSE_MILLISECONDS)
    await settle()
    await end(false)
    expect(told).toEqual([{ state: 'not-saved' }])
    void saver.flush()
    await settle()
    await end()
    expect(written).toEqual(['甲', '甲'])
    expect(told.at(-1)).toEqual({ state: 'saved', at: SAVED_AT })
  })

  test('a refused draft does not take the place of what was typed since', async () => {
    const { saver, written, end } = setUp()
    saver.change(body('甲'))
    void saver.flush()
    await settle()
    saver.change(body('乙'))
    await end(false)
    void saver.flush()
    await settle()
    expect(written).toEqual(['甲', '乙'])
  })
})

describe('dropping a draft', () => {
  test('leaves a write under way alone, says nothing of it, and writes nothing afterwards', async () => {
    const { clock, saver, written, told, end } = setUp()
    saver.change(body('甲'))
    void saver.flush()
    await settle()
    saver.change(body('乙'))
    saver.drop()
    await end()
    clock.pass(PAUSE_MILLISECONDS)
    await saver.flush()
    expect(written).toEqual(['甲'])
    expect(told).toEqual([])
  })

  test('also drops what is refused later', async () => {
    const { saver, written, end } = setUp()
    saver.change(body('甲'))
    void saver.flush()
    await settle()
    saver.drop()
    await end(false)
    await saver.flush()
    expect(written).toEqual(['甲'])
  })

  test('is not the end: what is typed afterwards is a new draft', async () => {
    const { clock, saver, written } = setUp()
    saver.change(body('甲'))
    saver.drop()
    saver.change(body('乙'))
    clock.pass(PAUSE_MILLISECONDS)
    await settle()
    expect(written).toEqual(['乙'])
  })
})

describe('restoring', () => {
  const draft: DraftBody = { answers: { name: '示例·甲', towns: ['周巷镇'] }, position: 1 }

  test('puts everything back into an empty form', () => {
    expect(restore({ answers: {}, position: 0 }, draft)).toEqual(draft)
  })

  test('keeps what was typed while the draft was being read', () => {
    expect(restore({ answers: { name: '示例·乙' }, position: 2 }, draft)).toEqual({
      answers: { name: '示例·乙', towns: ['周巷镇'] },
      position: 2,
    })
  })
})

test('what is typed into a question for a password is never part of a draft', () => {
  const step: Step = {
    id: 'account',
    title: '账号',
    questions: [
      { name: 'login', label: '账号', kind: 'text' },
      { name: 'password', label: '密码', kind: 'password' },
    ],
    errors: () => ({}),
    notes: () => ({}),
    next: () => null,
    summary: () => [],
  }
  const entered = { answers: { login: 'jingban', password: '示例密码' }, position: 0 }
  expect(draftOf(entered, [step])).toEqual({ answers: { login: 'jingban' }, position: 0 })
})

test('on its own day the hour says when, later the day is said too', () => {
  expect(savedWords('2022-06-28T06:32:00.000Z', '2022-06-28T06:40:00.000Z')).toMatch(/^\d\d:32$/)
  expect(savedWords('2022-06-25T06:32:00.000Z', '2022-06-28T06:40:00.000Z')).toMatch(/^2022-06-25 \d\d:32$/)
})
