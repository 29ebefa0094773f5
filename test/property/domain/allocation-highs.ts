import loadHighs from 'highs'
import type { DeferredAcceptanceRound } from '#shared/domain/allocation/index.ts'
import { compareAt } from './allocation-rounds.ts'

type Highs = Awaited<ReturnType<typeof loadHighs>>

export function openHighs(): Promise<Highs> {
  return loadHighs()
}

/**
 * The wish granted to each applicant (1 for the first, Infinity for none) in the stable outcome of the smallest sum of
 * wishes, as an integer programme: each applicant has one seat at most, a place its capacity, and for each wish either
 * the applicant has it or an earlier one, or all seats of the place are with applicants who stand before there (Rothblum
 * 1992; Baïou and Balinski 2000). Places that keep seats for a tag are not for it.
 */
export function solveByProgramme(highs: Highs, round: DeferredAcceptanceRound): number[] {
  const variables = variablesOf(round)
  const granted = round.applicants.map(() => Number.POSITIVE_INFINITY)
  if (variables.length === 0) return granted
  const objective = variables.map(({ name, wish }) => `${wish} ${name}`).join(' + ')
  const rows = rowsOf(round, variables).map((row, index) => ` r${index}: ${row}`)
  const names = variables.map(({ name }) => name).join(' ')
  const solution = highs.solve(
    ['Minimize', ` obj: ${objective}`, 'Subject To', ...rows, 'Binary', ` ${names}`, 'End'].join('\n'),
  )
  if (solution.Status !== 'Optimal') throw new Error(`the programme ended as ${solution.Status}`)
  for (const { index, wish, name } of variables)
    if ((solution.Columns[name]?.Primal ?? 0) > 0.5) granted[index] = wish
  return granted
}

/** A wish, which is 1 when it is granted. */
interface Variable {
  name: string
  applicant: DeferredAcceptanceRound['applicants'][number]
  index: number
  wish: number
  place: string
}

function variablesOf({ applicants }: DeferredAcceptanceRound): Variable[] {
  return applicants.flatMap((applicant, index) =>
    (applicant.wishes ?? []).map(({ place }, position) => ({
      name: `x${index}_${position + 1}`,
      applicant,
      index,
      wish: position + 1,
      place,
    })),
  )
}

function rowsOf(round: DeferredAcceptanceRound, variables: readonly Variable[]): string[] {
  const sum = (terms: readonly Variable[]) => terms.map(({ name }) => name).join(' + ')
  const byApplicant = [...Map.groupBy(variables, ({ index }) => index).values()]
  const byPlace = [...Map.groupBy(variables, ({ place }) => place)]
  return [
    ...byApplicant.map((own) => `${sum(own)} <= 1`),
    ...byPlace.map(([place, there]) => `${sum(there)} <= ${capacityOf(round, place)}`),
    ...variables.map((each) => {
      const capacity = capacityOf(round, each.place)
      const own = variables.filter(({ index, wish }) => index === each.index && wish <= each.wish)
      const before = variables.filter(
        ({ place, applicant }) =>
          place === each.place && compareAt(round, place, [applicant, each.applicant]) < 0,
      )
      const terms = [...own.map(({ name }) => `${capacity} ${name}`), ...before.map(({ name }) => name)]
      return `${terms.join(' + ')} >= ${capacity}`
    }),
  ]
}

function capacityOf({ places }: DeferredAcceptanceRound, id: string): number {
  return places.find((place) => place.id === id)?.capacity ?? 0
}
