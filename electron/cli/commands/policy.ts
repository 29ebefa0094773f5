import { sha256 } from '#electron/services/hash.ts'
import { installedPolicies } from '#electron/services/policies.ts'
import { loadResources } from '#electron/services/resources.ts'
import { CounterError } from '#shared/base/failure.ts'
import { parseJson } from '#shared/base/parse-json.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { examinePack } from '#shared/domain/points/index.ts'
import { type Amendment, isError, parseAmendment, parseOutsideList, parsePack } from '#shared/policy/index.ts'
import { defineCommand, type ExitCode } from '../command.ts'
import type { Io } from '../io.ts'
import { locate } from '../parse.ts'

/**
 * `check`: whether a points pack can be used beside the installed ones, its own worked cases included, and what a
 * person should look at in it; exit 1 where it has an error. An amendment or a list is read strictly. `list`: what is
 * installed, a line each.
 */
export const policy = defineCommand({
  usage: ['policy check 文件', 'policy list'],
  options: {},
  words: [1, 2],
  async run({ positionals: [action, file], io }) {
    if (action === 'check' && file !== undefined) return check(file, io)
    if (action === 'list' && file === undefined) return list(io)
    throw new CounterError('BAD_INPUT', '请写明 policy check 文件，或 policy list。', { at: 'arguments' })
  },
})

async function check(file: string, io: Io): Promise<ExitCode> {
  const text = await io.text(file)
  const answer = locate(file, () => judge(parseJson(text, '$'), io.resourcesDir))
  await io.print({ ...answer, hash: `sha256:${sha256(text)}` })
  return answer.ok ? 0 : 1
}

function judge(json: unknown, resourcesDir: string) {
  const format: unknown = json !== null && typeof json === 'object' ? Reflect.get(json, 'format') : undefined
  if (format === 'counter.points-amendment/1') return { ok: true, amendment: parseAmendment(json).id }
  if (format === 'counter.outside-list/1') return { ok: true, list: parseOutsideList(json).id }
  const pack = parsePack(json)
  const { packs, lists } = installedPolicies(loadResources(resourcesDir))
  const { findings, cases } = examinePack(pack, {
    others: packs.map((installed) => installed.policy),
    lists: lists.map((installed) => installed.policy),
  })
  const passed = cases.filter(({ ok }) => ok).length
  return {
    ok: !findings.some(isError),
    pack: pack.id,
    cases: { passed, failed: cases.length - passed },
    findings,
  }
}

async function list(io: Io): Promise<ExitCode> {
  const { packs, programmes, amendments, lists } = loadResources(io.resourcesDir)
  for (const { policy: installed, sha256: hash } of [...packs, ...programmes, ...amendments, ...lists]) {
    const { format, id, documentNumber } = installed
    await io.print({
      format,
      id,
      name: 'name' in installed ? installed.name : installed.note,
      documentNumber,
      effectiveFrom: 'effectiveFrom' in installed ? installed.effectiveFrom : `${installed.year}-01-01`,
      effectiveTo: lastDay(installed),
      purposes: 'purposes' in installed ? installed.purposes : [],
      hash: `sha256:${hash}`,
    })
  }
  return 0
}

/** The last day of a policy that names one; a list holds for its year, an amendment without end. */
function lastDay(policy: { effectiveTo: PlainDate | null } | { year: number } | Amendment): string | null {
  if ('year' in policy) return `${policy.year}-12-31`
  return 'effectiveTo' in policy ? policy.effectiveTo : null
}
