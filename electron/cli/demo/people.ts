import { addDays, type PlainDate } from '#shared/base/plain-date.ts'
import { residentIdCheckDigit } from '#shared/base/resident-id.ts'
import { type Employer, inventEmployers } from './employers.ts'
import { inventFacts } from './facts.ts'
import { type InventedFact, inventMore } from './more-facts.ts'
import { inventName } from './names.ts'
import { type Random, seededRandom } from './random.ts'

/** An invented resident as a clerk would enter one. A fact that is not in the list is unknown. */
export interface InventedPerson {
  name: string
  idNumber: string
  birth: PlainDate
  phone?: string
  town: string
  facts: InventedFact[]
  /** The answers on a health-check application; `consent` false is somebody who does not want to take part. */
  wishes: { consent: boolean; healthDataConsent: boolean }
}

export interface Invention {
  seed: string
  count: number
  towns: readonly string[]
  /** The day on which the counter works: no fact is younger. */
  on: PlainDate
}

/** Counties that many of the city's new residents come from; none is in Zhejiang. */
const birthplaces =
  '341221 341222 341226 411627 411724 411729 360733 361128 500235 500236 510525 511528 520523 520524 522326 522627 530627 530628 421126 430529 450923 622424'.split(
    ' ',
  )

/**
 * Invented residents with valid numbers: the same invention gives the same people, byte for byte. The first one meets
 * every condition of the health check, so that even a small demonstration has somebody to give a place to.
 */
export function inventPeople({ seed, count, towns, on }: Invention): InventedPerson[] {
  const random = seededRandom(seed)
  // A row of choices of its own, so that what stands behind the facts does not change who the people are.
  const behind = seededRandom(`${seed}/behind`)
  const employers = inventEmployers(random, towns, 4)
  const taken = new Set<string>()
  return Array.from({ length: count }, (_, index) =>
    inventPerson(random, { towns, on, employers, taken, settled: index === 0, behind }),
  )
}

interface Surroundings {
  towns: readonly string[]
  on: PlainDate
  employers: readonly Employer[]
  taken: Set<string>
  settled: boolean
  behind: Random
}

function inventPerson(random: Random, surroundings: Surroundings): InventedPerson {
  const { towns, on, employers, taken, settled, behind } = surroundings
  const { idNumber, birth } = inventIdNumber(random, on, taken)
  const employer = random.pick(settled ? employers.slice(0, 1) : employers)
  return {
    name: inventName(random),
    idNumber,
    birth,
    // No mobile number begins with 100, so that nobody is called by mistake.
    ...(random.chance(85) ? { phone: `1000000${String(random.below(10_000)).padStart(4, '0')}` } : {}),
    town: random.pick(towns),
    facts: withMore(behind, inventFacts(random, { on, birth, employer, settled }), on),
    wishes: { consent: settled || random.chance(88), healthDataConsent: settled || random.chance(96) },
  }
}

function withMore(random: Random, facts: InventedFact[], on: PlainDate): InventedFact[] {
  return [...facts, ...inventMore(random, facts, on)]
}

function inventIdNumber(
  random: Random,
  on: PlainDate,
  taken: Set<string>,
): { idNumber: string; birth: PlainDate } {
  for (;;) {
    const birth = addDays(on, -random.between(19 * 366, 59 * 366))
    const first17 = `${random.pick(birthplaces)}${birth.replaceAll('-', '')}${random.between(900, 999)}`
    const idNumber = first17 + residentIdCheckDigit(first17)
    if (taken.has(idNumber)) continue
    taken.add(idNumber)
    return { idNumber, birth }
  }
}
