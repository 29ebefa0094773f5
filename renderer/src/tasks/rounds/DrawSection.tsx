import './rounds.css'
import { Button } from 'antd'
import { useState } from 'react'
import type { DrawView, RoundPage } from '#shared/ipc/rounds.ts'
import { Fingerprint, Lines } from '../../components/Lines.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { AbsentDialog, CommitDialog, PublicNumberDialog, RevealDialog } from './DrawDialogs.tsx'
import { RoundHash } from './RoundHash.tsx'
import { SEED_FORMULA, TICKET_FORMULA } from './round-look.ts'

type Revealer = DrawView['revealers'][number]
type Asked = { step: 'commit' | 'reveal' | 'absent'; revealer: Revealer } | { step: 'number' } | undefined

const REVEAL_STEPS = [
  { step: 'reveal', word: '揭示' },
  { step: 'absent', word: '缺席' },
] as const
const WAITED_FOR: readonly string[] = ['reveal', 'absent', 'number']

/** Where the seed comes from, who has committed and revealed, and the seed once it is fixed. */
export function DrawSection({ round }: { round: RoundPage }) {
  const { draw } = round
  return (
    <Section title="摇号种子" aside={draw.seed === null ? '还没有定下' : '已定下，人人可以重算'}>
      {draw.mode === 'commit-reveal' ? <Revealing round={round} /> : null}
      <Lines
        lines={[
          ['种子', draw.seed === null ? '—' : <RoundHash key="seed" name="种子" hash={draw.seed} />],
          [
            '种子怎么来',
            draw.mode === 'named' ? (
              '方案里事先公开的一段文字'
            ) : (
              <Fingerprint key="formula" hash={SEED_FORMULA} />
            ),
          ],
          ['签号怎么来', <Fingerprint key="ticket" hash={TICKET_FORMULA} />],
        ]}
      />
    </Section>
  )
}

function Revealing({ round }: { round: RoundPage }) {
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const { draw } = round
  const may = (action: string) => round.actions.some((each) => each.action === action && each.allowed)
  return (
    <>
      <table className="round-reveal" aria-label="揭示人">
        <thead>
          <tr>
            <th scope="col">揭示人</th>
            <th scope="col">承诺值</th>
            <th scope="col">揭示</th>
          </tr>
        </thead>
        <tbody>
          {draw.revealers.map((revealer) => (
            <tr key={revealer.name}>
              <th scope="row">
                {revealer.name}
                <p className="source">{revealer.role}</p>
              </th>
              <td>
                {revealer.commitment === null ? <p>未登记</p> : <Fingerprint hash={revealer.commitment} />}
                {may('commit') ? (
                  <span className="row">
                    <Button
                      size="small"
                      aria-label={`${revealer.commitment === null ? '登记' : '改正'}${revealer.name}的承诺值`}
                      onClick={() => setAsked({ step: 'commit', revealer })}
                    >
                      {revealer.commitment === null ? '登记' : '改正'}
                    </Button>
                  </span>
                ) : null}
              </td>
              <td>
                <Revealed revealer={revealer} />
                {revealer.secret === null ? (
                  <span className="row">
                    {REVEAL_STEPS.filter(({ step }) => may(step)).map(({ step, word }) => (
                      <Button
                        key={step}
                        size="small"
                        aria-label={`${word} ${revealer.name}`}
                        onClick={() => setAsked({ step, revealer })}
                      >
                        {word}
                      </Button>
                    ))}
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <PublicNumber round={round} ask={() => setAsked({ step: 'number' })} />
      <AskDraw round={round} asked={asked} close={close} />
    </>
  )
}

function Revealed({ revealer: { secret, absent } }: { revealer: Revealer }) {
  if (secret === null) return <p>未揭示</p>
  return (
    <>
      {absent ? (
        <Tag tone="unknown" sign="!" word="缺席，用备用值" />
      ) : (
        <Tag tone="yes" sign="✓" word="与承诺相符" />
      )}
      <p className="hash">{secret}</p>
    </>
  )
}

/** Also says why a part of the draw has to wait, or comes too late, while the round waits for its seed. */
function PublicNumber({ round, ask }: { round: RoundPage; ask(): void }) {
  const { number, seed } = round.draw
  if (number === null) return null
  const { value } = number
  const isAwaited = round.status === 'frozen' && seed === null
  // Once nobody is missing, only the number is waited for.
  const isComplete = round.draw.revealers.every(({ secret }) => secret !== null)
  const waited = isComplete ? ['number'] : WAITED_FOR
  const held = round.actions.filter(({ action }) => waited.includes(action))
  const refused = held.filter(({ reason }) => reason !== undefined)
  return (
    <Lines
      lines={[
        ['公共号码', value ?? '还没有登记'],
        ['从哪里来', `${number.day} ${number.source}`],
        ['没有号码时', number.otherwise],
        [
          '期限',
          seed === null
            ? `冻结名单、揭示到 ${number.day} 的前一天为止；从那天起登记缺席，号码最后登记`
            : undefined,
        ],
        [
          '登记',
          held.some(({ action, allowed }) => action === 'number' && allowed) ? (
            <Button key="number" size="small" onClick={ask}>
              {value === null ? '登记公共号码' : '改正公共号码'}
            </Button>
          ) : undefined,
        ],
        [
          '现在还不能',
          isAwaited && refused.length > 0 ? <Waiting key="waiting" states={refused} /> : undefined,
        ],
      ]}
    />
  )
}

function Waiting({ states }: { states: RoundPage['actions'] }) {
  return (
    <>
      {states.map(({ action, reason }) => (
        <p key={action} className="reason-why">
          {reason}
        </p>
      ))}
    </>
  )
}

function AskDraw({ round, asked, close }: { round: RoundPage; asked: Asked; close(): void }) {
  if (asked === undefined) return null
  if (asked.step === 'number') return <PublicNumberDialog round={round} close={close} />
  const common = { roundId: round.id, revealer: asked.revealer, close }
  if (asked.step === 'commit') return <CommitDialog {...common} />
  return asked.step === 'reveal' ? <RevealDialog {...common} /> : <AbsentDialog {...common} />
}
