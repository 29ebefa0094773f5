import { Button } from 'antd'
import { useState } from 'react'
import { Department } from '#shared/domain/people/index.ts'
import {
  type DatasetView,
  IMPORT_MOST_BYTES,
  IMPORT_MOST_ROWS,
  type StageRequest,
} from '#shared/ipc/imports.ts'
import { desktop } from '../../api/client.ts'
import { useMachine } from '../../api/machine.tsx'
import { useShellTask } from '../../api/shell-task.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { FileField } from '../../components/FileField.tsx'
import { dayError, readDay } from '../../components/form-checks.ts'
import { formatCount } from '../../components/format.ts'
import { QuestionField } from '../../components/QuestionField.tsx'

export type FileChoice = StageRequest

const MEGABYTE = 1024 * 1024

interface Choice {
  dataset: string
  department: string
  dataDate: string
  file: File | undefined
}

/** What the file is about, who sent it, as of when, and the file itself. */
export function ChooseFile(props: {
  datasets: readonly DatasetView[]
  busy: boolean
  read(choice: FileChoice): Promise<void>
}) {
  const today = useMachine()?.today
  const [choice, setChoice] = useState<Choice>({ dataset: '', department: '', dataDate: '', file: undefined })
  const [tried, setTried] = useState(false)
  const dataset = props.datasets.find((known) => known.dataset === choice.dataset)
  const errors = errorsOf(choice, today)
  const shown = tried ? errors : {}

  function chooseDataset(name: string): void {
    const usual = props.datasets.find((known) => known.dataset === name)?.department ?? ''
    setChoice({ ...choice, dataset: name, department: usual })
  }
  async function read(): Promise<void> {
    setTried(true)
    const request = await requestOf(choice, dataset)
    if (request !== undefined && Object.keys(errors).length === 0) await props.read(request)
  }
  return (
    <section className="card form-main" aria-labelledby="choose-file">
      <h2 id="choose-file">选文件</h2>
      <div className="form-questions">
        <QuestionField
          question={{ name: 'dataset', label: '内容', kind: 'list', half: true }}
          state={{
            answer: choice.dataset,
            error: shown.dataset,
            note: dataset === undefined ? undefined : <TemplateButton dataset={dataset} />,
            options: props.datasets.map((known) => ({ value: known.dataset, label: known.title })),
          }}
          change={(answer) => chooseDataset(String(answer))}
          leave={() => undefined}
        />
        <QuestionField
          question={{ name: 'department', label: '哪个部门送来', kind: 'list', half: true }}
          state={{
            answer: choice.department,
            error: shown.department,
            note: undefined,
            options: Department.options.map((name) => ({ value: name, label: name })),
          }}
          change={(answer) => setChoice({ ...choice, department: String(answer) })}
          leave={() => undefined}
        />
        <QuestionField
          question={{
            name: 'dataDate',
            label: '数据截至',
            kind: 'day',
            half: true,
            hint: '部门导出这份名单的那一天，写在来源里',
          }}
          state={{ answer: choice.dataDate, error: shown.dataDate, note: undefined, options: [] }}
          change={(answer) => setChoice({ ...choice, dataDate: String(answer) })}
          leave={() => undefined}
        />
        <FileField
          accept=".xlsx,.csv,.txt"
          file={choice.file}
          error={shown.file}
          choose={(file) => setChoice({ ...choice, file })}
        />
      </div>
      <div className="form-buttons">
        <span className="source">
          Excel（.xlsx）或 CSV，最大 {IMPORT_MOST_BYTES / MEGABYTE} MB、{formatCount(IMPORT_MOST_ROWS)} 行
        </span>
        <Button type="primary" loading={props.busy} onClick={() => void read()}>
          读取文件
        </Button>
      </div>
    </section>
  )
}

function errorsOf(
  choice: Choice,
  today: Parameters<typeof dayError>[2],
): Partial<Record<keyof Choice, string>> {
  const wrong = {
    dataset: choice.dataset === '' ? '请选择这份文件的内容。' : undefined,
    department: choice.department === '' ? '请选择送来文件的部门。' : undefined,
    dataDate: dayError(choice.dataDate, '数据截至日期', today),
    file: fileError(choice.file),
  }
  return Object.fromEntries(Object.entries(wrong).filter(([, words]) => words !== undefined))
}

function fileError(file: File | undefined): string | undefined {
  if (file === undefined) return '请选择文件，或把文件拖到框里。'
  if (file.size === 0) return '这个文件是空的，请重新导出后再选。'
  if (file.size <= IMPORT_MOST_BYTES) return undefined
  return `文件有 ${Math.ceil(file.size / MEGABYTE)} MB，最大 ${IMPORT_MOST_BYTES / MEGABYTE} MB。请分成几个文件导入。`
}

async function requestOf(
  choice: Choice,
  dataset: DatasetView | undefined,
): Promise<StageRequest | undefined> {
  const department = Department.safeParse(choice.department).data
  const dataDate = readDay(choice.dataDate)
  const { file } = choice
  if (dataset === undefined || department === undefined || dataDate === undefined || file === undefined) {
    return undefined
  }
  if (fileError(file) !== undefined) return undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { dataset: dataset.dataset, department, dataDate, fileName: file.name, bytes }
}

function TemplateButton({ dataset }: { dataset: DatasetView }) {
  const task = useShellTask()
  const save = () => desktop.saveTemplate.mutate({ dataset: dataset.dataset })
  return (
    <>
      <button
        type="button"
        className="plain-button link-button"
        disabled={task.busy}
        onClick={() => void task.run(save)}
      >
        下载“{dataset.title}”模板
      </button>
      <FailureAlert failure={task.failure} />
    </>
  )
}
