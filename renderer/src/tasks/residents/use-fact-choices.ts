import { useQueries, useQuery } from '@tanstack/react-query'
import type { FactKind } from '#shared/domain/people/index.ts'
import { policyQueries } from '../../api/policy-queries.ts'
import type { Option } from '../../components/form-page.ts'
import { choiceOptions } from './fact-choices.ts'

/** What the packs in force today leave to the applicant; only asked for where a choice is recorded. */
export function useFactChoices(kind: FactKind): Option[] {
  const isAsked = kind === 'choice'
  const documents = useQuery({ ...policyQueries.documents(), enabled: isAsked }).data ?? []
  const current = isAsked ? documents.filter((row) => row.kind === 'pack' && row.current) : []
  const pages = useQueries({ queries: current.map(({ key }) => policyQueries.document(key)) })
  return choiceOptions(pages.flatMap(({ data }) => (data?.pack == null ? [] : [data.pack])))
}
