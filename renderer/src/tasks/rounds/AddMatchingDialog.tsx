import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { pointsX100, RoundPoints } from '#shared/domain/allocation/index.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { formatCount, halfWidth } from '../../components/format.ts'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import { ListChoice } from '../../components/QuestionField.tsx'

interface Props {
  round: RoundPage
  close(): void
}

/** Takes stored residents of a town with at least so many points in; says how many before it does. */
export function AddMatchingDialog(props: Props) {
  return (
    <Dialog title="从库内居民加入" open close={props.close}>
      <Matching {...props} />
    </Dialog>
  )
}

/** The least points as typed in hundredths: null for none, undefined where it is no number. */
export function readLeast(text: string): number | null | undefined {
  const plain = halfWidth(text).replaceAll('．', '.').trim()
  if (plain === '') return null
  return RoundPoints.safeParse(plain).success ? pointsX100(plain) : undefined
}

function Matching({ round, close }: Props) {
  const [town, setTown] = useState('')
  const [least, setLeast] = useState('')
  const leastX100 = readLeast(least)
  const question = {
    roundId: round.id,
    town: town === '' ? null : town,
    leastX100: leastX100 ?? null,
  }
  const found = useQuery({ ...queries.matching(question), enabled: leastX100 !== undefined })
  const add = useCommand(api.entrants.addMatching.mutate)
  const count = leastX100 === undefined || found.isPlaceholderData ? undefined : found.data?.found
  async function take(): Promise<void> {
    if (count === undefined || count === 0) return
    if ((await add.run(question)) !== undefined) close()
  }
  return (
    <div className="dialog-form">
      <div className="field">
        <label htmlFor="matching-town">镇（街道）</label>
        <ListChoice
          id="matching-town"
          value={town}
          empty="本批次的全部镇（街道）"
          options={round.plan.towns.map((name) => ({ value: name, label: name }))}
          onChange={(event) => setTown(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor="matching-least">最低积分（含；可不填）</label>
        <ImeSafeInput
          id="matching-least"
          className="figures"
          inputMode="decimal"
          value={least}
          onChange={(event) => setLeast(event.target.value)}
          onEnter={() => void take()}
        />
        {leastX100 === undefined ? (
          <p className="field-error" role="alert">
            最低积分只写数字，最多两位小数，如 60 或 60.5。
          </p>
        ) : null}
      </div>
      <Notice tone="plain">
        {found.data === undefined ? (
          <p>正在查找</p>
        ) : (
          <p>
            查到 {formatCount(found.data.found)} 人可以加入（已在名单上的不重复计）。
            {found.data.unclear === 0
              ? ''
              : `另有 ${formatCount(found.data.unclear)} 人积分还不完整，不加入；补齐资料后再查。`}
            {round.kind === 'school' ? '加入的还没有志愿，请逐件用“更改申请”填写。' : ''}
          </p>
        )}
      </Notice>
      <FailureAlert failure={add.failure ?? (found.error === null ? undefined : failureOf(found.error))} />
      <div className="form-buttons">
        <Button onClick={close}>取消</Button>
        <Button
          type="primary"
          disabled={count === undefined || count === 0}
          loading={add.busy}
          onClick={() => void take()}
        >
          {count === undefined ? '加入' : `加入 ${formatCount(count)} 人`}
        </Button>
      </div>
    </div>
  )
}
