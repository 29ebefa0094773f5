import './results.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { formatCount } from '../../components/format.ts'
import { Section } from '../../components/RecordPage.tsx'
import { ADDED_PLACES } from './holding-words.ts'
import { useReplacing } from './ReplaceDialog.tsx'

type Freed = RoundPage['freed'][number]

/** Places that were given up and for which nobody was called yet, those that somebody waits for first. */
export function FreedPlaces({ round }: { round: RoundPage }) {
  const { ask, dialog, notice, told } = useReplacing(round.id)
  const freed = [
    ...round.freed.filter(({ awaited }) => awaited),
    ...round.freed.filter(({ awaited }) => !awaited),
  ]
  if (round.status !== 'published' || (freed.length === 0 && !told)) return null
  return (
    <Section
      title="待递补"
      aside={freed.length === 0 ? '都已递补' : `空出 ${formatCount(freed.length)} 个名额`}
    >
      <div className="section-notices">{notice}</div>
      {freed.length === 0 ? null : (
        <div className="freed-places">
          <table aria-label="空出待递补的名额">
            <thead>
              <tr>
                <th scope="col">去处</th>
                <th scope="col">由谁空出</th>
                <th scope="col" className="end">
                  办理
                </th>
              </tr>
            </thead>
            <tbody>
              {freed.map((entry) => (
                <FreedRow
                  key={`${entry.no} ${entry.place}`}
                  roundId={round.id}
                  entry={entry}
                  ask={() => ask({ no: entry.no, place: entry.place })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {dialog}
    </Section>
  )
}

function FreedRow(props: { roundId: string; entry: Freed; ask(): void }) {
  const { no, placeName, awaited } = props.entry
  return (
    <tr>
      <th scope="row">{placeName}</th>
      <td>
        {no === ADDED_PLACES ? (
          no
        ) : (
          <Link to="/rounds/$id/applicants/$no" params={{ id: props.roundId, no }}>
            {no}
          </Link>
        )}
      </td>
      <td className="end">
        {awaited ? (
          <Button size="small" aria-label={`递补 ${no} 空出的${placeName}`} onClick={props.ask}>
            递补
          </Button>
        ) : (
          <span className="source">没有人候补</span>
        )}
      </td>
    </tr>
  )
}
