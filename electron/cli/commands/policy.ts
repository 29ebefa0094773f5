import { sha256 } from '#electron/services/hash.ts'
import { loadResources } from '#electron/services/resources.ts'
import { CounterError } from '#shared/base/failure.ts'
import { checkPack, type PointsPack, parsePack, refuseOverlap } from '#shared/policy/index.ts'
import { defineCommand, type ExitCode } from '../command.ts'
import type { Io } from '../io.ts'
import { parseJson } from '../json.ts'
import { locate } from '../parse.ts'

/**
 * `check`: whether a points pack can be used beside the installed ones, and what a person should look at in it; exit
 * 1 where it overlaps with one of them. `list`: what is installed, a line each.
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
  const pack = locate(file, () => parsePack(parseJson(text, '$')))
  const overlaps = overlapFindings(pack, io.resourcesDir)
  const ok = overlaps.length === 0
  await io.print({
    ok,
    pack: pack.id,
    packHash: `sha256:${sha256(text)}`,
    findings: [...overlaps, ...checkPack(pack)],
  })
  return ok ? 0 : 1
}

/** An installed pack of the same id is an earlier state of this one and is not compared with it. */
function overlapFindings(pack: PointsPack, resourcesDir: string) {
  const others = loadResources(resourcesDir).packs.filter((other) => other.policy.id !== pack.id)
  return others.flatMap((other) => {
    try {
      refuseOverlap([pack, other.policy])
      return []
    } catch (error) {
      if (!(error instanceof CounterError)) throw error
      return [{ code: 'OVERLAP', at: error.at ?? '$', message: error.message }]
    }
  })
}

async function list(io: Io): Promise<ExitCode> {
  const { packs, programmes } = loadResources(io.resourcesDir)
  for (const { policy: installed, sha256: hash } of [...packs, ...programmes]) {
    const { format, id, name, documentNumber, effectiveFrom, effectiveTo } = installed
    const purposes = 'purposes' in installed ? installed.purposes : []
    await io.print({
      format,
      id,
      name,
      documentNumber,
      effectiveFrom,
      effectiveTo,
      purposes,
      hash: `sha256:${hash}`,
    })
  }
  return 0
}
