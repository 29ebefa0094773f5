import { expect, test } from 'vitest'
import type { Failure } from '#shared/base/failure.ts'
import { actOneByOne } from '../../../renderer/src/components/one-by-one.ts'

const failureOf = (error: unknown): Failure => ({
  code: 'NOT_ALLOWED',
  message: error instanceof Error ? error.message : '',
})

test('one that is refused does not stop the others, and the first reason is kept with its record', async () => {
  const asked: string[] = []
  const outcome = await actOneByOne(['a', 'b', 'c', 'd'], {
    async act(id) {
      asked.push(id)
      if (id === 'b' || id === 'd') throw new Error(`${id} 不能通过`)
    },
    failureOf,
  })
  expect(asked).toEqual(['a', 'b', 'c', 'd'])
  expect(outcome).toEqual({
    done: 2,
    refused: 2,
    firstRefusal: { id: 'b', failure: { code: 'NOT_ALLOWED', message: 'b 不能通过' } },
  })
})

test('nothing chosen, nothing done', async () => {
  expect(await actOneByOne([], { act: () => Promise.reject(new Error()), failureOf })).toEqual({
    done: 0,
    refused: 0,
    firstRefusal: undefined,
  })
})
