import { createReadStream } from 'node:fs'
import { createCompiler } from '#electron/documents/index.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore } from '#electron/store/database.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import { RoundPlan } from '#shared/domain/allocation/index.ts'
import { batchContext, benchResources, LOGIN, ON, RESOURCES_DIR, SUPERVISOR } from './people-open.ts'

/** Two people at one store; papers are set by a compiler that is made when the first is. */
export interface RoundOffice {
  clerk: ServiceContext
  supervisor: ServiceContext
  close(): void
}

/** Opens the store as the writer has it, read once so that it need not wait for the disk. */
export async function openRoundOffice(folder: string): Promise<RoundOffice> {
  const { store, keys } = storePaths(folder)
  const key = await unlockSlot(keys, LOGIN.login, LOGIN.password)
  for await (const _bytes of createReadStream(store, { highWaterMark: 2 ** 22 }));
  const how = { path: store, key, keyProven: true, alreadyChecked: true } as const
  const writer = openStore({ ...how, mode: 'write' })
  let compiler: ReturnType<typeof createCompiler> | undefined
  const documents: ServiceContext['documents'] = {
    pdf: (template, data) => {
      compiler ??= createCompiler(RESOURCES_DIR)
      return compiler.pdf(template, data)
    },
    svg: unused,
    checkCoverage: unused,
  }
  const clerk = { ...batchContext(writer), documents }
  const supervisor = { ...batchContext(writer, SUPERVISOR.login), documents }
  return { clerk, supervisor, close: () => closeStore(writer) }
}

const COMMON = {
  cutOff: ON,
  applyFrom: null,
  applyUntil: null,
  publicityDays: 0,
  replyDays: 3,
  order: 'points',
  ties: ['residenceMonths', 'insuredMonths', 'appliedOn'],
  equals: 'ticket',
  line: null,
  costPerHeadFen: null,
  draw: { mode: 'named', seed: '示例公开种子 2026-06-18' },
  citations: [{ part: 'order', status: 'DECIDED', text: '示例：由主管选定' }],
} as const

/** Places for three in five on one list, some of them kept for every town. */
export function rentPlan(residents: number): RoundPlan {
  const { towns } = benchResources()
  const capacity = Math.floor(residents * 0.6)
  const each = Math.floor(capacity / 2 / towns.length)
  return RoundPlan.parse({
    ...COMMON,
    kind: 'rent-support',
    towns: [...towns],
    classes: [],
    places: [{ id: 'city', name: '示例租房补贴', town: null, capacity }],
    quotas: towns.map((town) => ({ town, places: each })),
    reversion: 'city-order',
  })
}

export const SCHOOLS = 40

/** Forty schools with places for nine in ten. */
export function schoolPlan(residents: number): RoundPlan {
  const { towns } = benchResources()
  const capacity = Math.floor((residents * 9) / (SCHOOLS * 10))
  return RoundPlan.parse({
    ...COMMON,
    kind: 'school',
    towns: [...towns],
    classes: [
      { class: 1, name: '示例一类' },
      { class: 2, name: '示例二类' },
    ],
    places: Array.from({ length: SCHOOLS }, (_, index) => ({
      id: schoolId(index),
      name: `示例第${index + 1}小学`,
      town: towns[index % towns.length] ?? null,
      capacity,
    })),
    quotas: [],
    reversion: 'none',
  })
}

export function schoolId(index: number): string {
  return `X${String(index + 1).padStart(2, '0')}`
}

function unused(): never {
  throw new Error('no picture is drawn here')
}
