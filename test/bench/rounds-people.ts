import { inventEmployers } from '#electron/cli/demo/employers.ts'
import { inventFacts } from '#electron/cli/demo/facts.ts'
import { heldFact, type InventedFact, inventMore } from '#electron/cli/demo/more-facts.ts'
import { seededRandom } from '#electron/cli/demo/random.ts'
import { addMonths } from '#shared/base/plain-date.ts'
import { type City, type CityPerson, cityPeople } from '#test/fixtures/people-generator.ts'

/** So many people of a city are invented for one of working age. */
const PER_ADULT = 2

/** The adults of a city whose points are known in full and whom every condition lets in: all of them can be ranked. */
export function* applicantsOf(city: City): Generator<CityPerson> {
  const random = seededRandom(`${city.seed} facts`)
  const employers = inventEmployers(random, city.towns, 45)
  const [eldest, youngest] = [addMonths(city.on, -55 * 12), addMonths(city.on, -19 * 12)]
  let seq = 0
  for (const person of cityPeople({ ...city, residents: city.residents * PER_ADULT })) {
    if (person.birth < eldest || person.birth > youngest) continue
    seq += 1
    if (seq > city.residents) return
    const life = { on: city.on, birth: person.birth, employer: random.pick(employers), settled: true }
    const known = inventFacts(random, life)
    const facts: InventedFact[] = [...known, ...inventMore(random, known, city.on)]
    yield { ...person, seq, complete: true, facts: facts.map(heldFact) }
  }
}
