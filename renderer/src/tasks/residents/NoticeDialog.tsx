import { useNavigate } from '@tanstack/react-router'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { purposeWords } from '#shared/policy/index.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { usePurposes } from './use-purposes.ts'

interface NoticeProps {
  residentId: string
  /** What the points are looked at for, which is offered first. */
  purpose: string
}

/** Asks what the points result notice is for, issues it and opens it. */
export function NoticeDialog(props: NoticeProps & { open: boolean; close(): void }) {
  return (
    <Dialog title="出具积分结果告知书" open={props.open} close={props.close}>
      <AskPurpose residentId={props.residentId} purpose={props.purpose} />
    </Dialog>
  )
}

function AskPurpose({ residentId, purpose }: NoticeProps) {
  const navigate = useNavigate()
  const purposes = usePurposes() ?? []
  const issue = useCommand(api.points.certificate.mutate)
  const [chosen, setChosen] = useState(purpose)
  async function give(): Promise<void> {
    const issued = await issue.run({ residentId, purpose: chosen })
    if (issued !== undefined) void navigate({ to: '/papers/$id', params: { id: issued.paperId } })
  }
  return (
    <div className="dialog-form">
      <fieldset className="field">
        <legend>用途（决定适用哪一个政策包）</legend>
        <Radio.Group
          value={chosen}
          options={purposes.map((value) => ({ value, label: purposeWords(value) }))}
          onChange={(event) => setChosen(String(event.target.value))}
        />
      </fieldset>
      <p className="source">
        按今天的事实和现行政策出具并归档；没有记录或未装载的项目会照实写明，不作 0 分。
      </p>
      <FailureAlert failure={issue.failure} />
      <div className="form-buttons">
        <span />
        <Button type="primary" loading={issue.busy} onClick={() => void give()}>
          出具
        </Button>
      </div>
    </div>
  )
}
