import { z } from 'zod'
import { getPack, installedPolicies } from '#electron/services/policies.ts'
import { getProgramme, loadResources, type Resources } from '#electron/services/resources.ts'
import { CounterError } from '#shared/base/failure.ts'
import { PlainDate } from '#shared/base/plain-date.ts'
import { assessHealthCheck } from '#shared/domain/eligibility/index.ts'
import { FactValue, pointsFactsOf, withoutPeriods } from '#shared/domain/people/index.ts'
import { assessPoints } from '#shared/domain/points/index.ts'
import { defineCommand, requireOption } from '../command.ts'
import { answerLines, locate, parseDayOption } from '../parse.ts'

/** One applicant: the facts in force, at most one of a kind, and the answers given; what is absent is unknown. */
const Applicant = z.strictObject({
  id: z.string().optional(),
  birth: PlainDate.optional(),
  facts: z.array(FactValue),
  consent: z.boolean().nullable().optional(),
  healthDataConsent: z.boolean().nullable().optional(),
})
type Applicant = z.infer<typeof Applicant>

/** What the applicants are judged under. */
interface Plan {
  resources: Resources
  towns: readonly string[] | null
  on: PlainDate
}

/** Lines with one applicant each; a line each with the verdict and every condition. */
export const assess = defineCommand({
  usage: ['assess --programme health-check [--on YYYY-MM-DD，缺省为今天] [--towns 镇,街道] < 每行一人'],
  options: { programme: { type: 'string' }, on: { type: 'string' }, towns: { type: 'string' } },
  words: [0, 0],
  async run({ values, io }) {
    const programme = requireOption(values.programme, 'programme', '可用的项目：health-check。')
    if (programme !== 'health-check') {
      throw new CounterError('NOT_FOUND', '没有这个项目。', {
        at: '--programme',
        hint: '可用的项目：health-check。',
      })
    }
    const on = parseDayOption(values.on)
    const resources = loadResources(io.resourcesDir)
    locate('--on', () => getProgramme(resources, on))
    const towns = values.towns === undefined ? null : readTowns(values.towns, resources)
    return answerLines(io, Applicant, (applicant) => judge(applicant, { resources, towns, on }))
  },
})

function readTowns(text: string, resources: Resources): string[] {
  const towns = text.split(',')
  if (towns.every((town) => resources.towns.includes(town))) return towns
  throw new CounterError('BAD_INPUT', '--towns 中有不认识的镇（街道）。', {
    at: '--towns',
    hint: `可用的：${resources.towns.join('、')}；以英文逗号分隔。`,
  })
}

function judge(applicant: Applicant, { resources, towns, on }: Plan): unknown {
  const { id = null, birth = null, facts, consent = null, healthDataConsent = null } = applicant
  const pack = getPack(installedPolicies(resources), { on }).policy
  const points = assessPoints(pack, pointsFactsOf(withoutPeriods(facts), { birth }), on)
  const plan = { towns }
  return { id, ...assessHealthCheck({ facts, points, plan, consent: { consent, healthDataConsent }, on }) }
}
