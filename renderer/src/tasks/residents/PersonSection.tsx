import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ResidentPage } from '#shared/ipc/residents.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { Lines } from '../../components/Lines.tsx'
import { MaskedValue } from '../../components/MaskedValue.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { type AmendField, FIELD_WORDS } from './amend-page.ts'
import { FieldChanges } from './HistorySection.tsx'

/** The person's own fields: masked numbers, each with the way to correct it, and what was changed before. */
export function PersonSection({ resident }: { resident: ResidentPage }) {
  const { name, town, birth, idNumberMasked, phoneMasked } = resident
  return (
    <Section title="本人">
      <Lines
        lines={[
          line('name', name),
          line('idNumber', <Masked resident={resident} field="idNumber" masked={idNumberMasked} />),
          ['出生日期', birth],
          line(
            'phone',
            phoneMasked === null ? '未填' : <Masked resident={resident} field="phone" masked={phoneMasked} />,
          ),
          line('town', town),
        ]}
      />
      <FieldChanges changes={resident.changes} />
    </Section>
  )

  function line(field: AmendField, value: ReactNode): readonly [string, ReactNode] {
    return [
      FIELD_WORDS[field],
      <span key={field} className="amendable">
        {value}
        {resident.mergedInto === null ? <AmendLink residentId={resident.id} field={field} /> : null}
      </span>,
    ]
  }
}

function AmendLink({ residentId, field }: { residentId: string; field: AmendField }) {
  return (
    <Link
      to="/residents/$id/amend/$field"
      params={{ id: residentId, field }}
      aria-label={`更正${FIELD_WORDS[field]}`}
      className="link-button"
    >
      更正
    </Link>
  )
}

function Masked(props: { resident: ResidentPage; field: 'idNumber' | 'phone'; masked: string }) {
  const { resident, field, masked } = props
  const unmask = useCommand(api.residents.unmask.mutate)
  return (
    <MaskedValue
      label={FIELD_WORDS[field]}
      masked={masked}
      busy={unmask.busy}
      failure={unmask.failure}
      unmask={async (reason) => {
        const shown = await unmask.run({ residentId: resident.id, field, reason })
        return shown?.value
      }}
    />
  )
}
