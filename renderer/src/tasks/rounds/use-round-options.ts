import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api/queries.ts'
import { type Body, chosenOf, type Errors, type Option } from '../../components/form-page.ts'
import { filledRows } from '../../components/table-rows.ts'
import { SCHOOL_COLUMNS } from './open-round-pages-places.ts'

/** Towns of schools that the office does not have, by the name of their question; nothing while towns are being read. */
export function unknownTowns(body: Body, towns: readonly Option[] = []): Errors {
  const unknown = filledRows(body.schools, SCHOOL_COLUMNS).find(
    ({ cells: { town = '' } }) =>
      town !== '' && towns.length > 0 && towns.every(({ value }) => value !== town),
  )
  return unknown === undefined
    ? {}
    : { schools: `第 ${unknown.number} 行：镇（街道）“${unknown.cells.town}”不在名单里，请重新选择。` }
}

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
