import { addDays, addMonths, fullMonths, type PlainDate } from '#shared/base/plain-date.ts'
import type {
  EducationLevel,
  FactKind,
  FactSource,
  FactValue,
  SkillLevel,
} from '#shared/domain/people/index.ts'
import type { Employer } from './employers.ts'
import type { Random } from './random.ts'

interface Life {
  on: PlainDate
  birth: PlainDate
  employer: Employer
  /** A life in which everything is known and every condition of the health check holds. */
  settled: boolean
}

type InventedValue = Extract<FactValue, { kind: InventedKind }>
type InventedKind = Extract<
  FactKind,
  'education' | 'skill' | 'insurance' | 'residence' | 'permit' | 'employment' | 'hukou'
>

/** In 100 people, how many have this fact on record; for the others it is unknown. */
const known: Record<InventedKind, number> = {
  education: 88,
  skill: 84,
  insurance: 92,
  residence: 95,
  permit: 80,
  employment: 93,
  hukou: 97,
}

const sources: Record<InventedKind, Pick<FactSource, 'department' | 'evidence'>> = {
  education: { department: '教育', evidence: '学历证书' },
  skill: { department: '人社', evidence: '职业资格证书查询单' },
  insurance: { department: '人社', evidence: '社会保险参保证明' },
  residence: { department: '公安', evidence: '居住登记凭证' },
  permit: { department: '公安', evidence: '浙江省居住证' },
  employment: { department: '用人单位', evidence: '在职证明' },
  hukou: { department: '公安', evidence: '居民户口簿' },
}

const educationLevels: readonly EducationLevel[] = [
  'highschool',
  'highschool',
  'highschool',
  'associate',
  'bachelor',
]
const skillLevels: readonly SkillLevel[] = [
  ...(['none', 'none', 'none', 'none', 'level5', 'level4'] as const),
  ...(['level3', 'titleJunior', 'level2', 'titleMid', 'specialOrdinary', 'specialAdvanced'] as const),
]

/** The facts of one invented life with where each was seen; some are missing, as they are at a real counter. */
export function inventFacts(random: Random, life: Life): { fact: FactValue; source: FactSource }[] {
  return inventValues(random, life)
    .filter((fact) => random.chance(known[fact.kind]) || life.settled)
    .map((fact) => ({
      fact,
      source: { ...sources[fact.kind], dataDate: addDays(life.on, -random.between(1, 30)) },
    }))
}

function inventValues(random: Random, { on, birth, employer, settled }: Life): InventedValue[] {
  const adult = addMonths(birth, 18 * 12)
  const months = random.between(1, Math.max(1, Math.min(200, fullMonths(adult, on) - 1)))
  const registeredOn = addDays(addMonths(on, -months), -random.below(28) - 31)
  const issuedOn = addMonths(registeredOn, random.between(0, Math.min(12, months)))
  const endorsed = addMonths(on, random.between(settled ? 1 : -2, 11))
  return [
    { kind: 'education', level: random.pick(educationLevels) },
    { kind: 'skill', level: random.pick(skillLevels) },
    { kind: 'insurance', months: Math.floor((months * random.between(30, 100)) / 100) },
    { kind: 'residence', registeredOn },
    {
      kind: 'permit',
      issuedOn,
      endorsedUntil: endorsed < issuedOn ? addMonths(issuedOn, 12) : endorsed,
    },
    {
      kind: 'employment',
      employer: employer.name,
      uscc: employer.uscc,
      town: employer.town,
      union: employer.union,
      frontline: settled || random.chance(75) ? true : random.pick([false, null]),
    },
    { kind: 'hukou', inCixi: !settled && random.chance(3) },
  ]
}
