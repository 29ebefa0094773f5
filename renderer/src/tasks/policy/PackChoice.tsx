import { useId } from 'react'
import type { PolicyDocumentRow } from '#shared/ipc/policies.ts'
import { ListChoice } from '../../components/QuestionField.tsx'
import { stateLook } from './document-look.ts'

/** A pack as short as it is clear: its document number and first day. */
export function packLabel({ documentNumber, effectiveFrom }: PolicyDocumentRow): string {
  return `${documentNumber}（${effectiveFrom} 起）`
}

/** One of the packs, with its state. */
export function PackChoice(props: {
  label: string
  packs: readonly PolicyDocumentRow[]
  value: string
  change(key: string): void
}) {
  const id = useId()
  return (
    <span className="list-filter">
      <label htmlFor={id}>{props.label}</label>
      <ListChoice
        id={id}
        value={props.value}
        options={props.packs.map((pack) => ({
          value: pack.key,
          label: `${pack.name} · ${pack.effectiveFrom} 起 · ${stateLook(pack).word}`,
        }))}
        onChange={(event) => props.change(event.target.value)}
      />
    </span>
  )
}
