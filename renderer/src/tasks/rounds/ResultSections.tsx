import { statusText } from '#shared/domain/cases/index.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { formatMoment, formatMoney } from '../../components/format.ts'
import { Fingerprint, Lines } from '../../components/Lines.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Bars } from './Bars.tsx'

/** What the run gave: seats, cut-off, and what it can be checked by. */
export function ResultSection({ run }: { run: RoundPage['run'] }) {
  if (run === undefined) {
    return (
      <Section title="结果">
        <p className="reason-why">还没有运行。运行后这里显示入选人数、分数线、各镇街名额和费用分担。</p>
      </Section>
    )
  }
  return (
    <Section title="结果" aside={`${run.ranBy} ${formatMoment(run.ranAt)} 运行`}>
      <Lines
        lines={[
          [statusText('seated'), `${run.seated} 人`],
          [statusText('waiting'), `${run.waiting} 人`],
          ['最后一名', run.cutoffText],
          ['名单指纹', <Fingerprint key="hash" hash={run.inputHash} />],
          ['排序程序', <Fingerprint key="engine" hash={run.engine} />],
        ]}
      />
    </Section>
  )
}

/** Seats by town, and who pays how much; nothing before the run. */
export function SharesSections({ run }: { run: RoundPage['run'] }) {
  if (run === undefined) return null
  return (
    <>
      <Section title="各镇街名额" aside="入选 / 参加排序">
        <Bars
          title="各镇街名额"
          unit="人"
          bars={run.byTown.map((town) => ({ name: town.town, count: town.seated, of: town.ranked }))}
        />
      </Section>
      <CostSection cost={run.cost} />
    </>
  )
}

function CostSection({ cost }: { cost: NonNullable<RoundPage['run']>['cost'] }) {
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
