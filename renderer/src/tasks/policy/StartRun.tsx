import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { PolicyDocumentRow, RunPointsRequest } from '#shared/ipc/policies.ts'
import { purposeWords } from '#shared/policy/index.ts'
import { useMachine } from '../../api/machine.tsx'
import { policyQueries } from '../../api/policy-queries.ts'
import { Dialog } from '../../components/Dialog.tsx'
import type { Question } from '../../components/form-page.ts'
import { normalDay } from '../../components/format.ts'
import { QuestionField } from '../../components/QuestionField.tsx'
import { purposeOf, type RunAnswers, runErrors, runnable, runRequest } from './run-form.ts'

type Request = Omit<RunPointsRequest, 'commandId'>

/** Asks under which pack, to which day, for what and why everybody is scored. */
export function StartRun(props: { open: boolean; close(): void; start(request: Request): void }) {
  return (
    <Dialog title="全体计分" open={props.open} close={props.close} width={560}>
      <Ask start={props.start} />
    </Dialog>
  )
}

function Ask({ start }: { start(request: Request): void }) {
  const packs = runnable(useQuery(policyQueries.documents()).data ?? [])
  const today = useMachine()?.today ?? ''
  const [answers, setAnswers] = useState<RunAnswers>({ key: '', on: today, purpose: '', reason: '' })
  const [tried, setTried] = useState(false)
  const pack = packs.find((row) => row.key === answers.key)
  const errors = runErrors(answers, pack)
  function give(): void {
    setTried(true)
    const request = runRequest(answers, pack)
    if (request !== undefined) start(request)
  }
  return (
    <div className="dialog-form">
      <div className="form-questions">
        {questionsFor(packs, pack).map((question) => (
          <QuestionField
            key={question.name}
            question={question}
            state={{
              answer: question.name === 'purpose' ? purposeOf(answers, pack) : answers[question.name],
              error: tried ? errors[question.name] : undefined,
              note: undefined,
              options: question.options ?? [],
            }}
            change={(answer) => setAnswers({ ...answers, [question.name]: String(answer) })}
            leave={() => setAnswers({ ...answers, on: normalDay(answers.on) })}
          />
        ))}
      </div>
      <div className="form-buttons">
        <span className="source">只存结果，不改任何人的事实和办件。</span>
        <Button type="primary" onClick={give}>
          开始计分
        </Button>
      </div>
    </div>
  )
}

function questionsFor(
  packs: readonly PolicyDocumentRow[],
  pack: PolicyDocumentRow | undefined,
): (Question & { name: keyof RunAnswers })[] {
  return [
    {
      name: 'key',
      label: '按哪个政策包',
      kind: 'list',
      options: packs.map((row) => ({ value: row.key, label: `${row.name} · ${row.effectiveFrom} 起` })),
    },
    { name: 'on', label: '积分算到哪天', kind: 'day', half: true },
    {
      name: 'purpose',
      label: '用途',
      kind: 'list',
      half: true,
      options: (pack?.purposes ?? []).map((value) => ({ value, label: purposeWords(value) })),
    },
    { name: 'reason', label: '理由（与结果一起存下）', kind: 'text' },
  ]
}
