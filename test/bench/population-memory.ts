import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { runPoints } from '#electron/services/population/run.ts'
import { report } from './measure.ts'
import { ON } from './people-open.ts'
import { GOING_ON, openBatch, PACK_KEY } from './population-open.ts'

/** The most memory of a whole process that scores everybody once and keeps the record. */
const [folder = '', residents = ''] = process.argv.slice(2)
const { context, close } = await openBatch(folder)
const request = { commandId: randomUUID(), key: PACK_KEY, on: ON, purpose: null, reason: '示例测量' }
for await (const _progress of runPoints(context, request, GOING_ON));
close()
report({
  bench: 'population',
  what: `most memory of the process that scores ${residents} residents and keeps the record`,
  median: process.resourceUsage().maxRSS / 1024,
  most: 600,
  unit: 'MiB',
})
