import './exchange.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { CheckProgress, DatasetView, ImportPreview, Staged } from '#shared/ipc/imports.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { type LongWork, useLongWork } from '../../api/long-work.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { useKeys } from '../../components/keys.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { ProgressView } from '../../components/ProgressView.tsx'
import { StepList } from '../../components/StepList.tsx'
import { ChooseFile, type FileChoice } from './ChooseFile.tsx'
import { MatchColumns } from './MatchColumns.tsx'
import { PreviewImport } from './PreviewImport.tsx'

const STEPS = ['选文件', '对列', '预览并导入'] as const

/** Takes a department's file in: choose it, say which column is which, look at what would happen, then take it in. */
export function NewImport() {
  const datasets = useQuery(queries.datasets())
  return (
    <Loaded query={datasets} failureOf={failureOf}>
      {(known) => <Importing datasets={known} />}
    </Loaded>
  )
}

/** What was done so far; going back keeps it. */
interface Done {
  step: number
  staged?: Staged
  preview?: ImportPreview
}

function Importing({ datasets }: { datasets: readonly DatasetView[] }) {
  const navigate = useNavigate()
  const [done, setDone] = useState<Done>({ step: 0 })
  const work = useLongWork<CheckProgress>()
  const { staged, preview, step } = done
  const dataset = datasets.find((known) => known.dataset === staged?.dataset)

  async function read(choice: FileChoice): Promise<void> {
    const told = await work.start((watcher) => api.imports.stage.subscribe(choice, watcher))
    if (told?.staged !== undefined) setDone({ step: 1, staged: told.staged })
  }
  async function check(matching: Staged['matching']): Promise<void> {
    if (staged === undefined) return
    const request = { stageId: staged.stageId, matching }
    const told = await work.start((watcher) => api.imports.check.subscribe(request, watcher))
    if (told?.preview !== undefined) {
      setDone({ step: 2, staged: { ...staged, matching }, preview: told.preview })
    }
  }
  const back = () => (step === 0 ? void navigate({ to: '/exchange' }) : setDone({ ...done, step: step - 1 }))
  useKeys('导入文件', [{ keys: 'Esc', label: step === 0 ? '离开' : '上一步', run: back }])
  return (
    <div className="page">
      <PageHead title="导入文件" focus />
      <div className="import-grid">
        <StepList titles={STEPS} position={step} goTo={(at) => setDone({ ...done, step: at })} />
        <div className="import-main">
          <CheckingView work={work} />
          <FailureAlert failure={work.failure} />
          {step === 0 ? <ChooseFile datasets={datasets} busy={work.running} read={read} /> : null}
          {step === 1 && staged !== undefined && dataset !== undefined ? (
            <MatchColumns staged={staged} dataset={dataset} busy={work.running} check={check} back={back} />
          ) : null}
          {step === 2 && staged !== undefined && dataset !== undefined && preview !== undefined ? (
            <PreviewImport staged={staged} dataset={dataset} preview={preview} back={back} />
          ) : null}
        </div>
      </div>
    </div>
  )
}

const PHASES = { reading: '正在读文件', checking: '正在核对各行', done: '完成' } as const

function CheckingView({ work }: { work: LongWork<CheckProgress> }) {
  if (!work.running) return null
  const { progress } = work
  return (
    <ProgressView
      work="读取"
      stage={progress && PHASES[progress.phase]}
      done={progress?.done ?? 0}
      total={progress?.total ?? 0}
      about="还没有导入任何内容；取消不留下什么。"
      cancel={work.cancel}
    />
  )
}
