import process from 'node:process'
import { Worker } from 'node:worker_threads'
import { seededRandom } from '#electron/cli/demo/random.ts'
import { createEngine } from '#electron/engine/client.ts'
import { builtWorker } from '#test/fixtures/built-worker.ts'
import { likelyName } from '#test/fixtures/people-names.ts'
import { report } from './measure.ts'
import { LOGIN, RESOURCES_DIR, residentId } from './people-open.ts'

/**
 * The most memory that the engine's three workers, as they ship, add to the process that starts them, while a counter is
 * busy; what that process has before them is not theirs.
 */
const [folder = '', residents = ''] = process.argv.slice(2)
const count = Number(residents)
const random = seededRandom('memory')
const workerFile = await builtWorker()
const engine = createEngine({
  start: (workerData) => new Worker(workerFile, { workerData }),
  folder,
  resourcesDir: RESOURCES_DIR,
  log: (line) => process.stderr.write(`${line}\n`),
  onWorkerGone: (reference) => process.stderr.write(`a worker ended: ${reference}\n`),
})

let calls = 0
async function ask(type: 'query' | 'mutation', path: string, input: unknown): Promise<void> {
  calls += 1
  const answer = await engine.call('bench', { id: calls, type, path, input }, () => {})
  if (!answer.ok) throw new Error(`${path}: ${answer.failure.code}`)
}

const before = process.memoryUsage().rss
let most = before
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss)
}, 20)

await ask('mutation', 'session.unlock', LOGIN)
for (let round = 0; round < 300; round += 1) {
  const name = likelyName(random)
  await ask('query', 'residents.find', { text: name.slice(0, 1 + (round % 3)), limit: 8 })
  await ask('query', 'residents.findByNumber', { text: String(9000 + random.below(1000)), limit: 8 })
  await ask('query', 'residents.get', { id: residentId(1 + random.below(count)) })
  const key = (['name', 'town', 'points', 'registeredAt'] as const)[Math.floor(round / 20) % 4] ?? 'name'
  const sort = { key, descending: round % 160 >= 80 }
  const offset = random.below(count - 200)
  await ask('query', 'residents.list', { text: '', filters: {}, sort, offset, limit: 200 })
}
clearInterval(watch)
await engine.close()
report({
  bench: 'people',
  what: 'most memory that writer, reader and batch worker add to their process',
  median: (most - before) / 2 ** 20,
  most: 400,
  unit: 'MiB',
})
