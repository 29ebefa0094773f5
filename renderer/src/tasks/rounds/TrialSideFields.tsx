import { Checkbox } from 'antd'
import { useId } from 'react'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import { ListChoice } from '../../components/QuestionField.tsx'
import { RESERVED_OPTIONS, sideName, type TrialSide, tieOptions, variableParts } from './what-if-form.ts'

/** What one side of a trial changes besides the numbers of places. */
export function TrialSideFields(props: {
  title: string
  plan: RoundPlan
  side: TrialSide
  change(side: TrialSide): void
}) {
  const { title, plan, side, change } = props
  const id = useId()
  const parts = variableParts(plan)
  return (
    <fieldset className="what-if-side">
      <legend>
        {title}：{sideName(plan, side)}
      </legend>
      {parts.ties ? (
        <div className="field">
          <label htmlFor={`${id}-ties`}>同分次序</label>
          <ListChoice
            id={`${id}-ties`}
            value={side.ties}
            empty="照方案"
            options={tieOptions(plan)}
            onChange={(event) => change({ ...side, ties: event.target.value })}
          />
        </div>
      ) : null}
      {parts.reserved ? (
        <div className="field">
          <label htmlFor={`${id}-reserved`}>留额先后</label>
          <ListChoice
            id={`${id}-reserved`}
            value={side.reserved}
            empty="照方案"
            options={RESERVED_OPTIONS}
            onChange={(event) => change({ ...side, reserved: readReserved(event.target.value) })}
          />
        </div>
      ) : null}
      {parts.line ? (
        <div className="field">
          <label htmlFor={`${id}-line`}>分数线（不设写“无”）</label>
          <ImeSafeInput
            id={`${id}-line`}
            className="figures"
            placeholder={plan.line === null ? '照方案：不设' : `照方案：${plan.line} 分`}
            value={side.line}
            onChange={(event) => change({ ...side, line: event.target.value })}
          />
        </div>
      ) : null}
      {parts.wishes ? (
        <Checkbox
          checked={side.firstPreferenceFirst}
          onChange={(event) => change({ ...side, firstPreferenceFirst: event.target.checked })}
        >
          志愿优先（只作演示）
        </Checkbox>
      ) : null}
    </fieldset>
  )
}

function readReserved(value: string): TrialSide['reserved'] {
  return RESERVED_OPTIONS.find((option) => option.value === value)?.value ?? ''
}
