import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { useMachine } from '../../api/machine.tsx'
import { queries } from '../../api/queries.ts'
import { FormPage } from '../../components/FormPage.tsx'
import { readCount } from '../../components/form-checks.ts'
import { type Body, textOf } from '../../components/form-page.ts'
import { formatMoney } from '../../components/format.ts'
import { useForm } from '../../components/use-form.ts'
import { openRoundSteps, readFen, readRound, roundDefaults } from './open-round-pages.ts'

/** Opens a round: what the city has not published is chosen here, in the open and before anyone applies. */
export function OpenRoundForm() {
  const navigate = useNavigate()
  const towns = useQuery(queries.towns())
  const defaults = roundDefaults(useMachine()?.today)
  const form = useForm({ draftKey: 'open-round', steps: openRoundSteps, defaults })
  const open = useCommand(api.rounds.open.mutate)
  async function submit(): Promise<boolean> {
    const round = readRound(form.body)
    const made = round === undefined ? undefined : await open.run(round)
    if (made === undefined) return false
    void navigate({ to: '/rounds/$id', params: { id: made.id } })
    return true
  }
  return (
    <FormPage
      title="开始新批次"
      form={form}
      options={{ towns: (towns.data ?? []).map((name) => ({ value: name, label: name })) }}
      review
      judgementTitle="开始之后"
      judgement={<WhatFollows body={form.body} />}
      submitLabel="开始批次"
      submit={submit}
      leave={() => void navigate({ to: '/rounds' })}
      busy={open.busy}
      failure={open.failure}
    />
  )
}

function WhatFollows({ body }: { body: Body }) {
  const places = readCount(textOf(body, 'places'))
  const fen = readFen(textOf(body, 'cost'))
  return (
    <ul className="plain-list">
      {places === undefined || fen === undefined ? null : (
        <li>
          名额用满时总费用 {formatMoney(places * fen)}，三方各约 {formatMoney(Math.floor((places * fen) / 3))}
          。
        </li>
      )}
      <li>名额、镇街、同分规则和种子开始后不能再改；要改就另开一个批次。</li>
      <li>窗口受理，另一人复核；到截止日运行排序。</li>
      <li>运行的人不能公布，要由另一位主管公布。</li>
    </ul>
  )
}
