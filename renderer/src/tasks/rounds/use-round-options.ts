import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api/queries.ts'
import { type Body, chosenOf, type Option } from '../../components/form-page.ts'

/** The towns a plan's questions offer; quotas go to towns of the round only. */
export function usePlanOptions(body: Body): Readonly<Record<string, readonly Option[]>> {
  const towns = useQuery(queries.towns()).data ?? []
  return {
    towns: towns.map(optionOf),
    schools: towns.map(optionOf),
    quotas: chosenOf(body, 'towns').map(optionOf),
  }
}

function optionOf(name: string): Option {
  return { value: name, label: name }
}
