import { type RoundPlan, totalPlaces } from '#shared/domain/allocation/index.ts'
import { formatCount, formatMoney } from '../../components/format.ts'
import type { FormState } from '../../components/use-form.ts'
import { planProblems, readRound } from './open-round-pages.ts'
import { unitOf } from './round-look.ts'

/** What follows from the plan as it stands in the form, and on the last page what still stands in its way. */
export function PlanJudgement({ form }: { form: FormState }) {
  const plan = readRound(form.body)?.plan
  const problems = form.step === undefined && plan === undefined ? planProblems(form.body) : []
  return (
    <>
      {form.step === undefined && plan === undefined ? (
        <div className="notice notice-unknown" role="status">
          <div>
            <p>方案还不完整，不能提交。请回到前面各页补齐。</p>
            {problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </div>
        </div>
      ) : null}
      <ul className="plain-list">
        {plan === undefined ? null : (
          <li>
            共 {formatCount(totalPlaces(plan))} {unitOf(plan.kind)}。
          </li>
        )}
        {plan === undefined ? null : <CostLine plan={plan} />}
        {plan?.draw.mode === 'commit-reveal' ? (
          <li>冻结前登记每位揭示人的承诺值；冻结后当众揭示，再登记公共号码，种子才定下。</li>
        ) : null}
        <li>方案在受理中可以由主管调整，每次写明理由；冻结后不能再改。</li>
        <li>依据和选定的规则会印在公告上。</li>
        <li>冻结名单后运行，公示期满、异议办结后公布。</li>
        <li>运行的人不能公布，要由另一位主管公布。</li>
      </ul>
    </>
  )
}

function CostLine({ plan }: { plan: RoundPlan }) {
  const { costPerHeadFen } = plan
  if (costPerHeadFen === null) return null
  const total = totalPlaces(plan) * costPerHeadFen
  return (
    <li>
      名额用满时总费用 {formatMoney(total)}，三方各约 {formatMoney(Math.floor(total / 3))}。
    </li>
  )
}
