import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addMonths, PlainDate } from '#shared/base/plain-date.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { normalDay } from '../../components/format.ts'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { PointsComparisonTable } from './PointsComparisonTable.tsx'

/** The points of an earlier day beside those of today, line by line, with what each difference comes from. */
export function YearOnYearPanel(props: { residentId: string; purpose: string; on: PlainDate }) {
  const { residentId, purpose, on } = props
  const [text, setText] = useState<string>(addMonths(on, -12))
  const day = PlainDate.safeParse(text).data
  const earlier = day !== undefined && day < on ? day : undefined
  const answer = useQuery(queries.yearOnYear({ residentId, purpose }, earlier))
  return (
    <Section title="与以前对比" aside="按那一天的政策和当时认可的事实重新计算">
      <div className="what-if-row">
        <label htmlFor="earlier-day">与这一天比</label>
        <ImeSafeInput
          id="earlier-day"
          className="figures what-if-text"
          value={text}
          aria-invalid={earlier === undefined}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => setText(normalDay(text))}
        />
        {earlier === undefined ? (
          <span className="field-error" role="status">
            请填早于 {on} 的日期，写作 年-月-日
          </span>
        ) : null}
      </div>
      <FailureAlert failure={answer.error === null ? undefined : failureOf(answer.error)} />
      {answer.data === undefined || earlier === undefined ? null : (
        <>
          {answer.data.factsOf === 'now' ? (
            <Notice tone="unknown">{earlier} 还没有这个人的记录，左边按现在的事实倒推，只供参考。</Notice>
          ) : null}
          <PointsComparisonTable comparison={answer.data} before={earlier} after={on} />
        </>
      )}
    </Section>
  )
}
