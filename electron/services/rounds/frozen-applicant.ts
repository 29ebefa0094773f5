import type { Reader } from '#electron/store/database.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { Applicant } from '#shared/domain/allocation/index.ts'
import type { RoundState } from '#shared/domain/cases/index.ts'

/** An applicant as frozen last, read from the one line of the list; undefined where the list has none of the number. */
export function findFrozenApplicant(
  reader: Reader,
  { freezes }: Pick<RoundState, 'freezes'>,
  no: string,
): Applicant | undefined {
  const freeze = findFreeze(reader, freezes.at(-1)?.freezeId ?? '')
  const member = `"no":${JSON.stringify(no.normalize('NFC'))}`
  for (const line of freeze?.list.split('\n').slice(1) ?? []) {
    if (!line.includes(member)) continue
    const applicant = Applicant.parse(JSON.parse(line))
    if (applicant.no === no) return applicant
  }
  return undefined
}
