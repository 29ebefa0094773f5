import { existsSync } from 'node:fs'
import { sha256 } from '#electron/services/hash.ts'
import { installedPolicies, type Policies, packAsAmended } from '#electron/services/policies.ts'
import { type Loaded, loadResources } from '#electron/services/resources.ts'
import { CounterError } from '#shared/base/failure.ts'
import { parseJson } from '#shared/base/parse-json.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import { assessPoints, PointsFacts } from '#shared/domain/points/index.ts'
import { type PointsPack, parsePack } from '#shared/policy/index.ts'
import { defineCommand, requireOption } from '../command.ts'
import type { Io } from '../io.ts'
import { answerLines, locate, parseDayOption } from '../parse.ts'

/**
 * Lines with one person's facts each; a line each with the total, its bounds while something is open, every
 * indicator's line, what is unknown or not loaded, and whether the points may be used. Installed amendments that hold
 * on the day apply, and installed lists are looked up.
 */
export const score = defineCommand({
  usage: ['score --pack 编号或文件 [--on YYYY-MM-DD，缺省为今天] [--purpose 用途] < 每行一人的事实'],
  options: { pack: { type: 'string' }, purpose: { type: 'string' }, on: { type: 'string' } },
  words: [0, 0],
  async run({ values, io }) {
    const name = requireOption(values.pack, 'pack', '请给出政策包编号（policy list 可查）或文件路径。')
    const on = parseDayOption(values.on)
    const policies = installedPolicies(loadResources(io.resourcesDir))
    const named = await getNamedPack(name, policies, io)
    requireInForce(named.policy, { purpose: values.purpose, on })
    const { policy: pack, sha256: hash } = packAsAmended(policies, named, on)
    const lists = policies.lists.map(({ policy }) => policy)
    const options = values.purpose === undefined ? { lists } : { lists, purpose: values.purpose }
    return answerLines(io, PointsFacts, (facts) => {
      const { totalX100, atLeastX100, atMostX100, packId, ...rest } = assessPoints(pack, facts, on, options)
      return {
        id: facts.id ?? null,
        total: formatX100(totalX100),
        atLeast: boundText(atLeastX100),
        atMost: boundText(atMostX100),
        ...rest,
        pack: packId,
        packHash: `sha256:${hash}`,
      }
    })
  },
})

function boundText(hundredths: number | null): string | null {
  return hundredths === null ? null : formatX100(hundredths)
}

async function getNamedPack(name: string, { packs }: Policies, io: Io): Promise<Loaded<PointsPack>> {
  const installed = packs.find(({ policy }) => policy.id === name)
  if (installed !== undefined) return installed
  if (name !== '-' && !existsSync(name)) {
    throw new CounterError('NOT_FOUND', '没有这个编号的政策包，也没有这个文件。', {
      at: '--pack',
      hint: `已装载的政策包：${packs.map(({ policy }) => policy.id).join('、')}。`,
    })
  }
  const text = await io.text(name)
  return { policy: locate('--pack', () => parsePack(parseJson(text, '$'))), sha256: sha256(text) }
}

/** A pack is never applied outside its days, nor for a purpose it was not made for. */
function requireInForce(
  pack: PointsPack,
  { purpose, on }: { purpose: string | undefined; on: PlainDate },
): void {
  if (purpose !== undefined && !pack.purposes.includes(purpose)) {
    throw new CounterError('BAD_INPUT', `政策包 ${pack.id} 不用于这个用途，不能据此计分。`, {
      at: '--purpose',
      hint: `它的用途：${pack.purposes.join('、')}。`,
    })
  }
  if (on < pack.effectiveFrom || (pack.effectiveTo !== null && on > pack.effectiveTo)) {
    throw new CounterError('BAD_INPUT', `政策包 ${pack.id} 在 ${on} 不生效，不能据此计分。`, {
      at: '--on',
      hint: `它自 ${pack.effectiveFrom} 起${pack.effectiveTo === null ? '' : `至 ${pack.effectiveTo} 止`}有效。`,
    })
  }
}
