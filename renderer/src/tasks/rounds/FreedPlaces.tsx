import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { ReplacedNotice } from './HoldingDialogs.tsx'

/** Stands for a number where the plan has more places than it was published with. */
const ADDED_PLACES = '新增名额'

/** Places that were given up and for which nobody was called yet; calling the next says who it is. */
export function FreedPlaces({ round }: { round: RoundPage }) {
  const { run, busy, failure } = useCommand(api.roundResults.replace.mutate)
  const [next, setNext] = useState<string | null>()
  const mayReplace = round.actions.find(({ action }) => action === 'replace')
  async function call(no: string, place: string): Promise<void> {
    setNext(undefined)
    const called = await run({ roundId: round.id, no, place })
    if (called !== undefined) setNext(called.no)
  }
  if (round.status !== 'published') return null
  return (
    <>
      <div className="section-notices">
        <ReplacedNotice roundId={round.id} next={next} />
        <FailureAlert failure={failure} />
      </div>
      {round.freed.length === 0 ? null : (
        <table className="freed-places" aria-label="空出待递补的名额">
          <thead>
            <tr>
              <th scope="col">空出待递补</th>
              <th scope="col">由谁空出</th>
              <th scope="col" className="end">
                {mayReplace?.allowed === false ? mayReplace.reason : '办理'}
              </th>
            </tr>
          </thead>
          <tbody>
            {round.freed.map(({ no, place, placeName }) => (
              <tr key={`${no} ${place}`}>
                <th scope="row">{placeName}</th>
                <td>
                  {no === ADDED_PLACES ? (
                    no
                  ) : (
                    <Link to="/rounds/$id/applicants/$no" params={{ id: round.id, no }}>
                      {no}
                    </Link>
                  )}
                </td>
                <td className="end">
                  <Button
                    size="small"
                    disabled={mayReplace?.allowed !== true}
                    loading={busy}
                    aria-label={`递补 ${no} 空出的${placeName}`}
                    onClick={() => void call(no, place)}
                  >
                    递补
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
