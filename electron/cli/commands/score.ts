import { existsSync } from 'node:fs'
import { sha256 } from '#electron/services/hash.ts'
import { type Loaded, loadResources } from '#electron/services/resources.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import { assessPoints, PointsFacts } from '#shared/domain/points/index.ts'
import { type PointsPack, parsePack } from '#shared/policy/index.ts'
import { defineCommand, requireOption } from '../command.ts'
import type { Io } from '../io.ts'
import { parseJson } from '../json.ts'
import { answerLines, locate, parseDayOption } from '../parse.ts'

/** Lines with one person's facts each; a line each with the total, every indicator's line and what is unknown. */
export const score = defineCommand({
  usage: ['score --pack 编号或文件 [--on YYYY-MM-DD，缺省为今天] [--purpose 用途] < 每行一人的事实'],
  options: { pack: { type: 'string' }, purpose: { type: 'string' }, on: { type: 'string' } },
  words: [0, 0],
  async run({ values, io }) {
    const name = requireOption(values.pack, 'pack', '请给出政策包编号（policy list 可查）或文件路径。')
    const on = parseDayOption(values.on)
    const { policy: pack, sha256: hash } = await getPack(name, io)
    requireInForce(pack, { purpose: values.purpose, on })
    return answerLines(io, PointsFacts, (facts) => {
      const { totalX100, lines, unknown, notLoaded, complete } = assessPoints(pack, facts, on)
      return {
        id: facts.id ?? null,
        total: formatX100(totalX100),
        complete,
        lines,
        unknown,
        notLoaded,
        on,
        pack: pack.id,
        packHash: `sha256:${hash}`,
      }
    })
  },
})

async function getPack(name: string, io: Io): Promise<Loaded<PointsPack>> {
  const { packs } = loadResources(io.resourcesDir)
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
