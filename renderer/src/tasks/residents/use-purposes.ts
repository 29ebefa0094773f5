import { useQuery } from '@tanstack/react-query'
import { policyQueries } from '../../api/policy-queries.ts'
import { officialPurposes } from './official-purposes.ts'

/** The purposes points can be used for today; undefined while they are read. */
export function usePurposes(): readonly string[] | undefined {
  const documents = useQuery(policyQueries.documents()).data
  return documents === undefined ? undefined : officialPurposes(documents)
}
