import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { ReplacementView } from '#shared/ipc/round-results.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { Lines } from '../../components/Lines.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { replacementLines } from './holding-words.ts'

/** Which place is to be given on: what `no` gave up, or the one of them named. */
export interface Given {
  no: string
  place?: string
}

interface Replacing {
  roundId: string
  given: Given
  close(): void
  /** Told who was called. */
  done(no: string): void
}

/** Shows who is called for a place that was given up, and what that one leaves for it, before it is done. */
export function ReplaceDialog({ given, ...props }: Omit<Replacing, 'given'> & { given: Given | undefined }) {
  return (
    <Dialog title="递补" open={given !== undefined} close={props.close}>
      {given === undefined ? null : <WhoIsNext {...props} given={given} />}
    </Dialog>
  )
}

function WhoIsNext(props: Replacing) {
  // Who comes next may have changed since it was asked last: nothing old is shown.
  const shown = useQuery({ ...queries.replacement({ roundId: props.roundId, ...props.given }), gcTime: 0 })
  return (
    <Loaded query={shown} failureOf={failureOf}>
      {(view) =>
        view.next === null ? <Nobody view={view} {...props} /> : <Confirm view={view} {...props} />
      }
    </Loaded>
  )
}

function Confirm(props: Replacing & { view: ReplacementView }) {
  const { roundId, given, close, done } = props
  const { run, busy, failure } = useCommand(api.roundResults.replace.mutate)
  // Stays as it was read until it is answered; where it is no longer so, the engine refuses.
  const [view] = useState(props.view)
  const { next, placeId } = view
  async function confirm(): Promise<void> {
    if (next === null || busy) return
    const called = await run({ roundId, no: given.no, place: given.place ?? placeId, next: next.no })
    if (called === undefined) return
    close()
    done(next.no)
  }
  return (
    <div className="dialog-form">
      <Lines lines={replacementLines(view, given.no)} />
      {next?.leaves == null ? null : (
        <Notice tone="unknown">本人还没有接受现在的去处。递补后那个名额空出，再往下递补。</Notice>
      )}
      <p>递补后本人须在答复期内答复；原来的去处和次序都写入经过，不能撤回。</p>
      <FailureAlert failure={failure} />
      <div className="form-buttons">
        <Button onClick={close}>取消</Button>
        <Button type="primary" autoFocus loading={busy} onClick={() => void confirm()}>
          由 {next?.no} 递补
        </Button>
      </div>
    </div>
  )
}

function Nobody({ view, close }: Replacing & { view: ReplacementView }) {
  return (
    <div className="dialog-form">
      <Notice tone="unknown">
        {view.placeName}没有人候补，名额空着；可以由主管统筹安排，或留给下一批次。
      </Notice>
      <div className="form-buttons">
        <span />
        <Button type="primary" autoFocus onClick={close}>
          知道了
        </Button>
      </div>
    </div>
  )
}

/** Who took the place that was given up. */
export function ReplacedNotice({ roundId, next }: { roundId: string; next: string | undefined }) {
  if (next === undefined) return null
  return (
    <div role="status" className="notice notice-yes">
      <p>
        名额已由候补次序的下一位{' '}
        <Link to="/rounds/$id/applicants/$no" params={{ id: roundId, no: next }}>
          {next}
        </Link>{' '}
        递补。请打开这一位，出具通知书。
      </p>
    </div>
  )
}

/** The dialog about one replacement and the notice of the one done last. */
export function useReplacing(roundId: string) {
  const [given, setGiven] = useState<Given>()
  const [next, setNext] = useState<string>()
  return {
    ask(asked: Given): void {
      setNext(undefined)
      setGiven(asked)
    },
    dialog: (
      <ReplaceDialog roundId={roundId} given={given} close={() => setGiven(undefined)} done={setNext} />
    ),
    notice: <ReplacedNotice roundId={roundId} next={next} />,
    /** Whether the notice says something. */
    told: next !== undefined,
  }
}
