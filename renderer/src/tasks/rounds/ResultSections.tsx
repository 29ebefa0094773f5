import './results.css'
import { statusText } from '#shared/domain/cases/index.ts'
import type { RoundPage, RunView } from '#shared/ipc/rounds.ts'
import { formatCount, formatMoment, formatMoney } from '../../components/format.ts'
import { Fingerprint, Lines } from '../../components/Lines.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Bars } from './Bars.tsx'
import { WITHOUT_PLACE } from './holding-words.ts'
import { engineText } from './round-look.ts'

export { PlacesSection } from './PlacesSection.tsx'

/** What the run gave: seats, cut-off, and what it can be checked by; earlier runs stay listed. */
export function ResultSection({ round }: { round: RoundPage }) {
  const { run, earlierRuns } = round
  if (run === undefined) {
    return (
      <Section title="结果">
        <p className="reason-why">还没有运行。运行后这里显示入选人数、分数线和可以核对的指纹。</p>
      </Section>
    )
  }
  return (
    <Section title="结果" aside={`${run.ranBy} ${formatMoment(run.ranAt)} 运行`}>
      <ResultLines run={run} />
      {earlierRuns.length === 0 ? null : (
        <details>
          <summary>以前运行过 {earlierRuns.length} 次，都留存备查</summary>
          <ol className="timeline" aria-label="以前的运行">
            {earlierRuns.map((earlier) => (
              <li key={earlier.id}>
                <time dateTime={earlier.ranAt}>{formatMoment(earlier.ranAt)}</time>
                <span>{earlier.ranBy} 运行</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </Section>
  )
}

function ResultLines({ run }: { run: RunView }) {
  return (
    <Lines
      lines={[
        ['重新运行的理由', run.reason ?? undefined],
        [statusText('seated'), `${formatCount(run.seated)} 人`],
        [WITHOUT_PLACE, `${formatCount(run.waiting)} 人`],
        ['分数线', run.cutoffText],
        ['名单和种子的指纹', <Fingerprint key="hash" hash={run.inputHash} />],
        ['排序程序', engineText(run.engine)],
        ['摇号种子', <Fingerprint key="seed" hash={run.seed} />],
      ]}
    />
  )
}

/** Seats by the applicants' town, and who pays how much where anybody does; nothing before the run. */
export function SharesSections({ round: { run } }: { round: RoundPage }) {
  if (run === undefined) return null
  return (
    <>
      {run.byTown.length === 0 ? null : (
        <Section title="各镇街申请人" aside="入选 / 参加排序">
          <Bars
            title="各镇街申请人"
            unit="人"
            bars={run.byTown.map((town) => ({ name: town.town, count: town.seated, of: town.ranked }))}
          />
        </Section>
      )}
      {run.cost === undefined ? null : <CostSection cost={run.cost} />}
    </>
  )
}

function CostSection({ cost }: { cost: NonNullable<RunView['cost']> }) {
  return (
    <Section title="费用分担" aside="按总额三等分，余分归第一方">
      <table aria-label="费用分担">
        <tbody>
          {[...cost.payers, { name: '合计', fen: cost.totalFen }].map((payer) => (
            <tr key={payer.name}>
              <th scope="row">{payer.name}</th>
              <td className="end">{formatMoney(payer.fen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
