import { Button } from 'antd'
import { useState } from 'react'
import type { DatasetColumn, DatasetView, Staged } from '#shared/ipc/imports.ts'
import { Notice } from '../../components/FailureAlert.tsx'
import { formatCount, formatDay } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { useKeys } from '../../components/keys.tsx'
import { ListChoice } from '../../components/QuestionField.tsx'
import { FindingList } from './FindingList.tsx'

/** Says which column of the file is which column of the dataset. */
export function MatchColumns(props: {
  staged: Staged
  dataset: DatasetView
  busy: boolean
  check(matching: Staged['matching']): Promise<void>
  back(): void
}) {
  const { staged, dataset } = props
  const [matching, setMatching] = useState(staged.matching)
  const missing = dataset.columns.filter((column) => column.required && matching[column.key] === undefined)
  const ready = missing.length === 0 && !props.busy
  const check = () => void (ready ? props.check(matching) : undefined)
  useKeys('对列', [{ keys: 'Ctrl Enter', label: '核对各行', run: check }])

  function match(column: DatasetColumn, title: string): void {
    const others = Object.entries(matching).filter(([key, used]) => key !== column.key && used !== title)
    setMatching(Object.fromEntries(title === '' ? others : [...others, [column.key, title]]))
  }
  return (
    <section className="card form-main" aria-labelledby="match-columns">
      <h2 id="match-columns">对列</h2>
      <p>
        {staged.fileName}，{staged.format}，{formatCount(staged.rows)} 行。
        {staged.remembered ? '已沿用该部门上次的对应，请核对。' : '请核对每一列对应文件里的哪一列。'}
      </p>
      <SameFile staged={staged} />
      <FindingList findings={staged.findings} count={staged.findingCount} />
      <table aria-label="列的对应">
        <thead>
          <tr>
            <th scope="col">需要的列</th>
            <th scope="col">文件里的列</th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {dataset.columns.map((column) => (
            <tr key={column.key}>
              <th scope="row">
                {column.title}
                {column.required ? <span className="source">（必需）</span> : null}
              </th>
              <td>
                <ColumnList
                  column={column}
                  header={staged.header}
                  value={matching[column.key]}
                  change={(title) => match(column, title)}
                />
              </td>
              <td className="source">
                {column.help}
                {column.example === '' ? '' : ` 例：${column.example}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="form-buttons">
        <Button onClick={props.back}>
          上一步 <KeyHint keys="Esc" />
        </Button>
        <span className="source">
          {missing.length === 0 ? '' : `还没有对应：${missing.map(({ title }) => title).join('、')}`}
        </span>
        <Button type="primary" disabled={missing.length > 0} loading={props.busy} onClick={check}>
          核对各行 <KeyHint keys="Ctrl Enter" />
        </Button>
      </div>
    </section>
  )
}

function ColumnList(props: {
  column: DatasetColumn
  header: readonly string[]
  value: string | undefined
  change(title: string): void
}) {
  const { column, header, value, change } = props
  return (
    <>
      <label className="unseen" htmlFor={`match-${column.key}`}>
        {column.title}对应文件里的列
      </label>
      <ListChoice
        id={`match-${column.key}`}
        value={value ?? ''}
        empty={column.required ? '请选择' : '文件里没有'}
        options={header.map((title) => ({ value: title, label: title }))}
        onChange={(event) => change(event.target.value)}
        {...(column.required && value === undefined ? { status: 'error' as const } : {})}
      />
    </>
  )
}

function SameFile({ staged }: { staged: Staged }) {
  const [latest] = staged.sameFile
  if (latest === undefined) return null
  return (
    <Notice tone="unknown">
      同一个文件在 {formatDay(latest.at)} {latest.undone ? '导入过，后来撤销了' : '已经导入过'}
      。再导入一次不会重复，已有的内容会显示为“无变化”。
    </Notice>
  )
}
