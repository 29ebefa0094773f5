import type { FundMonths } from '#shared/ipc/facts.ts'
import { useMachine } from '../../api/machine.tsx'
import { KindHistoryButton } from './FactHistory.tsx'
import { fundWords, MONTH_LOOK, monthCells, splitYears } from './fund-grid.ts'

const YEARS_AT_FIRST = 3
const MONTHS = Array.from({ length: 12 }, (_, position) => position + 1)

/** Insurance and housing-fund months, a small grid a fund: a row a year, a cell a month. */
export function FundsPart({ residentId, funds }: { residentId: string; funds: readonly FundMonths[] }) {
  const thisMonth = useMachine()?.today.slice(0, 7)
  if (funds.length === 0) return null
  return (
    <div className="funds">
      <div className="section-head">
        <Legend />
        <KindHistoryButton residentId={residentId} kind="contribution" title="逐条记录" />
      </div>
      <div className="fund-grids">
        {funds.map((fund) => (
          <Fund key={fund.fund} fund={fund} thisMonth={thisMonth} />
        ))}
      </div>
    </div>
  )
}

function Legend() {
  return (
    <ul className="month-legend" aria-label="图例">
      {Object.values(MONTH_LOOK).map(({ sign, word, tone }) => (
        <li key={tone}>
          <span aria-hidden="true" className={`month month-${tone}`}>
            {sign}
          </span>
          {word}
          {tone === 'unknown' ? '（不等于没有缴）' : ''}
        </li>
      ))}
    </ul>
  )
}

function Fund({ fund, thisMonth }: { fund: FundMonths; thisMonth: string | undefined }) {
  const { recent, earlier } = splitYears(fund, YEARS_AT_FIRST)
  return (
    <div>
      <p className="row">
        <span>{fund.title}</span>
        <span className="figures">{fundWords(fund)}</span>
      </p>
      <YearTable title={fund.title} years={recent} thisMonth={thisMonth} />
      {earlier.length === 0 ? null : (
        <details>
          <summary>更早的 {earlier.length} 年</summary>
          <YearTable title={`${fund.title}，更早`} years={earlier} thisMonth={thisMonth} />
        </details>
      )}
      <p className="source">{fund.source}</p>
    </div>
  )
}

function YearTable(props: { title: string; years: FundMonths['years']; thisMonth: string | undefined }) {
  return (
    <table className="month-table" aria-label={`${props.title}逐月`}>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">年</span>
          </th>
          {MONTHS.map((month) => (
            <th key={month} scope="col">
              {month}
              <span className="unseen">月</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.years.map((year) => (
          <tr key={year.year}>
            <th scope="row">{year.year}</th>
            {monthCells(year, props.thisMonth).map((look, position) => (
              <td key={MONTHS[position]} title={`${year.year} 年 ${MONTHS[position]} 月：${look.word}`}>
                <span aria-hidden="true" className={`month month-${look.tone}`}>
                  {look.sign}
                </span>
                <span className="unseen">{look.word}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
