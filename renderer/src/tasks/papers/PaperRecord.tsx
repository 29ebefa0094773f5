import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { PaperPage } from '#shared/ipc/papers.ts'
import { desktop } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { formatMoment } from '../../components/format.ts'
import { Fingerprint, Lines } from '../../components/Lines.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { type RecordAction, RecordPage, Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'

/** One paper as it was issued: on screen as on paper, with what was printed when and by whom. */
export function PaperRecord() {
  const { id } = useParams({ from: '/papers/$id' })
  const paper = useQuery(queries.paper(id))
  return (
    <Loaded query={paper} failureOf={failureOf}>
      {(page) => <Paper paper={page} />}
    </Loaded>
  )
}

function Paper({ paper }: { paper: PaperPage }) {
  const { actions, failure, done } = usePaperActions(paper)
  return (
    <RecordPage
      title={paper.title}
      about={
        <>
          <span>{paper.number}</span>
          {paper.printed === 0 ? (
            <Tag tone="plain" sign="○" word="未打印" />
          ) : (
            <Tag tone="plain" word={`已打印 ${paper.printed} 次，再打印即副本`} />
          )}
        </>
      }
      actions={actions}
      notice={
        <>
          <FailureAlert failure={failure} />
          {done === undefined ? null : <Notice tone="yes">{done}</Notice>}
        </>
      }
    >
      <div className="paper-grid">
        <figure className="paper-preview">
          <img src={`/papers/${encodeURIComponent(paper.id)}.svg`} alt={`${paper.title}，纸面预览`} />
        </figure>
        <div className="record-column">
          <Details paper={paper} />
          <Prints paper={paper} />
        </div>
      </div>
    </RecordPage>
  )
}

/** Printing and saving; the shell records what left the program. */
function usePaperActions(paper: PaperPage) {
  const client = useQueryClient()
  const [done, setDone] = useState<string>()
  const after = { onSettled: () => client.invalidateQueries({ queryKey: ['papers'] }) }
  const print = useMutation({
    mutationFn: () => desktop.printPaper.mutate({ id: paper.id }),
    onSuccess: ({ printed }) => setDone(printed ? '已送打印机，并已记录。' : undefined),
    ...after,
  })
  const save = useMutation({
    mutationFn: () => desktop.savePaper.mutate({ id: paper.id }),
    onSuccess: ({ saved }) => setDone(saved ? '已保存，并已记录。' : undefined),
    ...after,
  })
  const problem = print.error ?? save.error
  const actions: RecordAction[] = [
    {
      label: '保存 PDF',
      keys: 'S',
      state: { action: 'save', allowed: true },
      busy: save.isPending,
      run: save.mutate,
    },
    {
      label: paper.printed === 0 ? '打印' : '打印副本',
      keys: 'P',
      state: { action: 'print', allowed: true },
      busy: print.isPending,
      primary: true,
      run: print.mutate,
    },
  ]
  return { actions, done, failure: problem === null ? undefined : failureOf(problem) }
}

function Details({ paper }: { paper: PaperPage }) {
  const addressee =
    paper.residentId === null ? (
      paper.name
    ) : (
      <Link to="/residents/$id" params={{ id: paper.residentId }}>
        {paper.name}
      </Link>
    )
  const opensCase =
    paper.caseId === null ? undefined : (
      <Link to="/cases/$id" params={{ id: paper.caseId }}>
        打开办件
      </Link>
    )
  const opensRound =
    paper.roundId === null ? undefined : (
      <Link to="/rounds/$id" params={{ id: paper.roundId }}>
        打开批次
      </Link>
    )
  return (
    <Section title="存档" aside="按签发时原样保存">
      <Lines
        lines={[
          ['给谁', addressee],
          ['办件', opensCase],
          ['批次', opensRound],
          ['签发', `${paper.issuedBy} ${formatMoment(paper.issuedAt)}`],
          ['页数', `${paper.pages} 页`],
          ['模板', paper.templateVersion],
          ['文件指纹', <Fingerprint key="hash" hash={paper.sha256} />],
        ]}
      />
    </Section>
  )
}

function Prints({ paper }: { paper: PaperPage }) {
  return (
    <Section title="打印和保存">
      {paper.prints.length === 0 ? <p className="reason-why">还没有打印或保存过。</p> : null}
      <ol className="timeline">
        {paper.prints.map((printed) => (
          <li key={printed.at}>
            <time dateTime={printed.at}>{formatMoment(printed.at)}</time>
            <span>
              {printed.who} {printed.copy ? '副本' : '原件'}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
