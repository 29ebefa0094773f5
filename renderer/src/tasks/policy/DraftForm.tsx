import './policy.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import type { PolicyDocumentRow } from '#shared/ipc/policies.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { policyQueries } from '../../api/policy-queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { FileField } from '../../components/FileField.tsx'
import type { Errors } from '../../components/form-page.ts'
import { normalDay } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { useKeys } from '../../components/keys.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { useRemembered } from '../../components/page-memory.tsx'
import { QuestionField } from '../../components/QuestionField.tsx'
import {
  ANNEX_QUESTIONS,
  type DraftAnswers,
  draftErrors,
  draftRequest,
  isAnnex,
  NO_ANSWERS,
} from './draft-form.ts'

/** Brings a document in as a draft; what was chosen and typed stays until it is in. */
export function DraftForm() {
  const documents = useQuery(policyQueries.documents())
  return (
    <Loaded query={documents} failureOf={failureOf}>
      {(all) => <Drafting all={all} />}
    </Loaded>
  )
}

function Drafting({ all }: { all: readonly PolicyDocumentRow[] }) {
  const navigate = useNavigate()
  const { value: answers, remember, forget } = useRemembered<DraftAnswers>('policy-draft', NO_ANSWERS)
  const [tried, setTried] = useState(false)
  const draft = useCommand(api.policy.draft.mutate)
  const errors = draftErrors(answers, all)
  const shown = tried ? errors : {}

  async function bringIn(): Promise<void> {
    if (draft.busy) return
    setTried(true)
    if (Object.keys(errors).length > 0) return
    const request = await draftRequest(answers)
    const made = request === undefined ? undefined : await draft.run(request)
    if (made === undefined) return
    forget()
    void navigate({ to: '/policy/$key', params: { key: made.key } })
  }
  useKeys('导入草稿', [{ keys: 'Ctrl Enter', label: '导入草稿', run: () => void bringIn() }])
  return (
    <div className="page page-scroll">
      <PageHead title="导入草稿" focus />
      <div className="draft-grid">
        <section className="card form-main" aria-labelledby="draft-file">
          <h2 id="draft-file">政策文件</h2>
          <Questions answers={answers} errors={shown} all={all} change={remember} />
          <DraftFailure failure={draft.failure} />
          <div className="form-buttons">
            <Button onClick={() => void navigate({ to: '/policy' })}>
              离开 <KeyHint keys="Esc" />
            </Button>
            <Button type="primary" loading={draft.busy} onClick={() => void bringIn()}>
              导入草稿 <KeyHint keys="Ctrl Enter" />
            </Button>
          </div>
        </section>
        <WhatFollows />
      </div>
    </div>
  )
}

function Questions(props: {
  answers: DraftAnswers
  errors: Errors
  all: readonly PolicyDocumentRow[]
  change(answers: DraftAnswers): void
}) {
  const { answers, errors, all, change } = props
  const packs = all
    .filter(({ kind, state }) => kind === 'pack' && state !== 'withdrawn')
    .map(({ key, name, documentNumber }) => ({ value: key, label: `${name}（${documentNumber}）` }))
  return (
    <div className="form-questions">
      <FileField
        accept=".json,.xlsx"
        file={answers.file}
        error={errors.file}
        choose={(file) => change({ ...answers, file })}
      />
      {isAnnex(answers.file)
        ? ANNEX_QUESTIONS.map((question) => (
            <QuestionField
              key={question.name}
              question={question}
              state={{
                answer: answers[question.name],
                error: errors[question.name],
                note: undefined,
                options: question.name === 'of' ? packs : [],
              }}
              change={(answer) => change({ ...answers, [question.name]: String(answer) })}
              leave={() => change({ ...answers, effectiveFrom: normalDay(answers.effectiveFrom) })}
            />
          ))
        : null}
    </div>
  )
}

/** Why a file was not taken, with the place in it; what was chosen stays. */
function DraftFailure({ failure }: { failure: Failure | undefined }) {
  return (
    <>
      <FailureAlert failure={failure} />
      {failure?.at === undefined ? null : (
        <p className="source">
          在文件的这一处：<span className="hash">{failure.at}</span>。改好后再选一次，其余填写都还在。
        </p>
      )}
    </>
  )
}

function WhatFollows() {
  return (
    <section className="card form-side" aria-labelledby="draft-follows">
      <h2 id="draft-follows">导入之后</h2>
      <ul className="plain-list">
        <li>可以导入政策包、修订、年度名单（.json），或照模板填好的附表（.xlsx）。</li>
        <li>导入后是草稿，不影响任何人的积分。程序逐处检查并核算自带算例。</li>
        <li>先与现行版本比较、在全体居民上试算，再请起草人以外的主管确认生效。</li>
        <li>有错误的草稿不能生效，请改好文件另行导入。</li>
        <li>附表模板在要替换的政策包页面上下载。</li>
      </ul>
    </section>
  )
}
