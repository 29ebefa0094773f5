import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CounterError } from '#shared/base/failure.ts'

/** Where a demonstration leaves its results. */
export interface DemoFiles {
  store: string
  notices: string
  reply: string
  round: string
  result: string
  /** The school round as a stranger checks it. */
  folder: string
  summary: string
}

/**
 * The places under `folder`; none of them may be taken.
 * @throws CounterError STORE_EXISTS naming the first that is
 */
export function requireFreeOutput(folder: string): DemoFiles {
  const files: DemoFiles = {
    store: join(folder, 'store'),
    notices: join(folder, 'notices'),
    reply: join(folder, 'reply-2022-6.pdf'),
    round: join(folder, 'round.json'),
    result: join(folder, 'result.json'),
    folder: join(folder, 'school-round'),
    summary: join(folder, 'summary.json'),
  }
  const taken = Object.values(files).find((path) => existsSync(path))
  if (taken === undefined) return files
  throw new CounterError('STORE_EXISTS', '输出文件夹里已有演示结果，没有覆盖，也没有新建。', {
    at: taken,
    hint: '请换一个空文件夹，或先删除原有的演示结果。',
  })
}
