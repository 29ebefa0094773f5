import { useId } from 'react'
import type { Option } from './form-page.ts'
import { ListChoice } from './QuestionField.tsx'

/** One filter of a list page; the empty value filters nothing. */
export function ListFilter(props: {
  label: string
  value: string
  options: readonly Option[]
  change(value: string): void
}) {
  const id = useId()
  return (
    <span className="list-filter">
      <label htmlFor={id}>{props.label}</label>
      <ListChoice
        id={id}
        value={props.value}
        empty="全部"
        options={props.options}
        onChange={(event) => props.change(event.target.value)}
      />
    </span>
  )
}
