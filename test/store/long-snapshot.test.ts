import { afterEach, expect, test } from 'vitest'
import { closeStore, openStore, type Reader, type Writer } from '#electron/store/database.ts'
import { longSnapshot } from '#electron/store/long-snapshot.ts'
import type { LongStep } from '#electron/store/long-transaction.ts'
import { transaction } from '#electron/store/transaction.ts'
import { execute, KEY, newStore, refusal, rows } from './harness.ts'

const opened: Reader[] = []
afterEach(() => {
  for (const reader of opened.splice(0)) closeStore(reader)
})

/** Two connections to one store: one to read through, one that goes on changing it. */
function twoConnections(): { reader: Reader; writer: Writer } {
  const { path, writer } = newStore()
  const reader = openStore({ path, key: KEY, mode: 'write', alreadyChecked: true })
  opened.push(reader)
  return { reader, writer }
}

function addDraft(writer: Writer, key: string): void {
  transaction(writer, (tx) => {
    execute(tx, `INSERT OR IGNORE INTO account VALUES ('a1', 'clerk', '示例·经办', 'clerk', 1, '')`)
    execute(tx, `INSERT INTO draft VALUES ('a1', ?, '{}', '')`, [key])
  })
}

const drafts = (reader: Reader) => rows(reader, 'SELECT key FROM draft ORDER BY key').map(({ key }) => key)

test('every step sees the store as it was at the first, while others change it without waiting', async () => {
  const { reader, writer } = twoConnections()
  addDraft(writer, 'first')
  const steps: LongStep[] = []
  const seen = await longSnapshot(
    reader,
    function* () {
      const before = drafts(reader)
      yield { done: 1, total: 2 }
      return [before, drafts(reader)]
    },
    {
      signal: new AbortController().signal,
      onStep: (step) => {
        steps.push(step)
        addDraft(writer, 'second')
      },
    },
  )
  expect(seen).toEqual([['first'], ['first']])
  expect(steps).toEqual([{ done: 1, total: 2 }])
  expect(drafts(reader)).toEqual(['first', 'second'])
})

test('it ends where it is cancelled or the work throws, and the connection can change the store again', async () => {
  const { reader } = twoConnections()
  const writer = reader as Writer
  const cancelling = new AbortController()
  const work = function* (): Generator<LongStep, never> {
    for (let done = 1; ; done += 1) yield { done, total: 9 }
  }
  const onStep = ({ done }: LongStep) => (done === 3 ? cancelling.abort() : undefined)
  await refusal('CANCELLED', () => longSnapshot(reader, work, { signal: cancelling.signal, onStep }))
  addDraft(writer, 'after')
  await refusal('CANCELLED', () => longSnapshot(reader, work, { signal: AbortSignal.abort(), onStep }))
  const watch = { signal: new AbortController().signal, onStep: () => undefined }
  const failing = function* (): Generator<LongStep, never> {
    yield { done: 0, total: 1 }
    throw new Error('示例')
  }
  await expect(longSnapshot(reader, failing, watch)).rejects.toThrow('示例')
  addDraft(writer, 'later')
  expect(drafts(reader)).toEqual(['after', 'later'])
})
