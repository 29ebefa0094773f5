import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useState } from 'react'
import type { PointsView } from '#shared/ipc/residents.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { normalDay } from '../../components/format.ts'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { usePaused } from '../../components/use-paused.ts'
import { assumptionOptions } from './assumption-options.ts'
import { PointsComparisonTable } from './PointsComparisonTable.tsx'
import { type AssumptionRow, type AssumptionState, readAssumptions, rowsFor } from './what-if.ts'

const PAUSE = 250

/** Ticks what the resident asks about and shows at once what it would do. Nothing of it is recorded. */
export function WhatIfPanel({ residentId, points }: { residentId: string; points: PointsView }) {
  const [state, setState] = useState<AssumptionState>({})
  const rows = rowsFor(points)
  const { assumptions, unreadable } = readAssumptions(rows, state)
  const asked = usePaused(JSON.stringify(assumptions), PAUSE)
  const answer = useQuery(queries.whatIf({ residentId, purpose: points.purpose }, JSON.parse(asked)))
  return (
    <Section title="试算：如果……" aside="只是试算，不会记入档案">
      <fieldset className="what-if">
        <legend className="unseen">假设</legend>
        {rows.map((row) => (
          <AssumptionLine
            key={row.kind}
            row={row}
            value={state[row.kind] ?? { on: false, text: row.usual }}
            unreadable={unreadable.includes(row.kind)}
            change={(value) => setState({ ...state, [row.kind]: value })}
          />
        ))}
      </fieldset>
      {assumptions.length === 0 ? (
        <p className="source">勾选一项或几项，立即看到会变成多少分。</p>
      ) : (
        <>
          <p className="row">
            <span className="source">勾选了 {assumptions.length} 项</span>
            <button type="button" className="plain-button link-button" onClick={() => setState({})}>
              全部取消
            </button>
          </p>
          <FailureAlert failure={answer.error === null ? undefined : failureOf(answer.error)} />
          {answer.data === undefined ? null : (
            <PointsComparisonTable comparison={answer.data} before="现在" after="试算" />
          )}
        </>
      )}
    </Section>
  )
}

interface LineProps {
  row: AssumptionRow
  value: { on: boolean; text: string }
  unreadable: boolean
  change(value: { on: boolean; text: string }): void
}

function AssumptionLine({ row, value, unreadable, change }: LineProps) {
  return (
    <div className="what-if-row">
      <Checkbox checked={value.on} onChange={(event) => change({ ...value, on: event.target.checked })}>
        {row.label}
      </Checkbox>
      <AssumptionControl row={row} value={value} unreadable={unreadable} change={change} />
      <span className="source">{row.unit}</span>
      {unreadable ? (
        <span className="field-error" role="status">
          {row.control === 'day' ? '请写作 年-月-日' : '请填一个整数'}
        </span>
      ) : null}
    </div>
  )
}

/** Typing into a row ticks it. */
function AssumptionControl({ row, value, unreadable, change }: LineProps) {
  const label = `${row.label}（${row.unit || '选一项'}）`
  if (row.control === 'list') {
    return (
      <select
        aria-label={label}
        className="list-choice"
        value={value.text}
        onChange={(event) => change({ on: true, text: event.target.value })}
      >
        {assumptionOptions(row.kind).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  return (
    <ImeSafeInput
      aria-label={label}
      aria-invalid={unreadable}
      className="figures what-if-text"
      value={value.text}
      placeholder={row.control === 'day' ? '年-月-日' : ''}
      inputMode={row.control === 'count' ? 'numeric' : 'text'}
      onChange={(event) => change({ on: true, text: event.target.value })}
      onBlur={() => {
        if (row.control === 'day' && value.text !== '') change({ ...value, text: normalDay(value.text) })
      }}
    />
  )
}
