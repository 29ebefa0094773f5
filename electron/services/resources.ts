import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CounterError } from '#shared/base/failure.ts'
import { addDays, type PlainDate } from '#shared/base/plain-date.ts'
import { WorkCalendar } from '#shared/base/workday.ts'
import {
  type Amendment,
  type HealthCheckProgramme,
  type OutsideList,
  type PointsPack,
  parseAmendment,
  parseHealthCheckProgramme,
  parseOutsideList,
  parsePack,
  refuseOverlap,
} from '#shared/policy/index.ts'
import { sha256 } from './hash.ts'

/** A policy file as it was read, with the hex SHA-256 of its bytes. */
export type Loaded<Policy> = { policy: Policy; sha256: string }

/** What is installed beside the program: policies, calendar and towns. What the office confirmed adds to them. */
export type Resources = {
  packs: readonly Loaded<PointsPack>[]
  amendments: readonly Loaded<Amendment>[]
  lists: readonly Loaded<OutsideList>[]
  programmes: readonly Loaded<HealthCheckProgramme>[]
  calendar: WorkCalendar
  towns: readonly string[]
  /** The public's checker of an exported round, in Python. */
  roundVerifier: string
}

const TownsFile = z.object({ towns: z.array(z.string().min(1)).min(1) })

/**
 * Reads every policy, the working-day calendar and the towns under `resourcesDir`, once.
 * @throws CounterError POLICY_BAD naming the file, also where two packs overlap
 */
export function loadResources(resourcesDir: string): Resources {
  const folder = (name: string) => join(resourcesDir, 'policy', name)
  const packs = readFolder(folder('points'), parsePack)
  refuseOverlap(effectivePacks(packs).map(({ policy }) => policy))
  return {
    packs,
    amendments: readFolderIfAny(folder('amendments'), parseAmendment),
    lists: readFolderIfAny(folder('lists'), parseOutsideList),
    programmes: readFolder(folder('programmes'), parseHealthCheckProgramme),
    calendar: readFile(join(resourcesDir, 'data', 'workdays.json'), (json) => WorkCalendar.parse(json))
      .policy,
    towns: readFile(join(resourcesDir, 'data', 'towns.json'), (json) => TownsFile.parse(json)).policy.towns,
    roundVerifier: readFileSync(join(resourcesDir, 'data', 'verify.py'), 'utf8'),
  }
}

/**
 * Packs with the days on which they hold: one that another supersedes ends the day before that takes effect, and is
 * gone where it would end before it began. What stands in the files is not changed, nor is their hash.
 */
export function effectivePacks(packs: readonly Loaded<PointsPack>[]): Loaded<PointsPack>[] {
  return packs.flatMap((loaded) => {
    const { policy } = loaded
    const effectiveTo = packs
      .filter((other) => other.policy.supersedes === policy.id)
      .map((other) => addDays(other.policy.effectiveFrom, -1))
      .reduce((end, day) => (end === null || day < end ? day : end), policy.effectiveTo)
    if (effectiveTo === policy.effectiveTo) return [loaded]
    if (effectiveTo !== null && effectiveTo < policy.effectiveFrom) return []
    return [{ ...loaded, policy: { ...policy, effectiveTo } }]
  })
}

/** The health-check programme in force on a day. @throws CounterError NOT_FOUND, POLICY_BAD where two hold */
export function getProgramme(resources: Resources, on: PlainDate): Loaded<HealthCheckProgramme> {
  const holding = resources.programmes.filter(
    ({ policy }) => policy.effectiveFrom <= on && (policy.effectiveTo === null || on <= policy.effectiveTo),
  )
  const [programme, other] = holding
  if (programme === undefined) {
    throw new CounterError('NOT_FOUND', `${on} 没有有效的健康体检政策文件，判断不了资格，没有办理。`, {
      hint: '请核对本机日期；日期无误的，请系统管理员装载该日有效的政策文件。',
    })
  }
  if (other !== undefined) {
    throw new CounterError(
      'POLICY_BAD',
      `健康体检政策文件 ${programme.policy.id} 与 ${other.policy.id} 的有效期重叠，无法确定用哪一个。`,
      { hint: '请系统管理员更正其中一个的起止日期。' },
    )
  }
  return programme
}

function readFolder<Policy>(folder: string, parse: (json: unknown) => Policy): Loaded<Policy>[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readFile(join(folder, name), parse))
}

/** Amendments and lists need not be installed at all. */
function readFolderIfAny<Policy>(folder: string, parse: (json: unknown) => Policy): Loaded<Policy>[] {
  return existsSync(folder) ? readFolder(folder, parse) : []
}

function readFile<Content>(path: string, parse: (json: unknown) => Content): Loaded<Content> {
  const name = path.split(/[\\/]/).slice(-2).join('/')
  try {
    const bytes = readFileSync(path)
    const policy = parse(JSON.parse(bytes.toString('utf8')))
    return { policy, sha256: sha256(bytes) }
  } catch (error) {
    const reason = error instanceof CounterError ? error.message : '文件缺失或格式不对。'
    throw new CounterError('POLICY_BAD', `随程序安装的文件 ${name} 不能使用：${reason}`, {
      at: name,
      hint: '请重新安装本程序，或更正这个文件后重新打开。',
      cause: error,
    })
  }
}
