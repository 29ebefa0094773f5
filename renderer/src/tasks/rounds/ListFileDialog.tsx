import './rounds.css'
import { Button } from 'antd'
import { useState } from 'react'
import type { ReadList } from '#shared/ipc/round-entrants.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { useShellTask } from '../../api/shell-task.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { FileField } from '../../components/FileField.tsx'
import { formatCount, formatPoints } from '../../components/format.ts'
import { ListTemplateButton } from './ListTemplateButton.tsx'

const WIDTH = 820

interface Props {
  round: RoundPage
  close(): void
}

/** Takes a list of applicants with their wishes in: chosen, looked at, then taken in whole or not at all. */
export function ListFileDialog(props: Props) {
  return (
    <Dialog title="导入名单" open close={props.close} width={WIDTH}>
      <ChooseList {...props} />
    </Dialog>
  )
}

interface Chosen {
  file: File
  bytes: Uint8Array<ArrayBuffer>
  read: ReadList
}

function ChooseList({ round, close }: Props) {
  const [file, setFile] = useState<File>()
  const [chosen, setChosen] = useState<Chosen>()
  const reading = useShellTask()
  const roundId = round.id
  // The bytes stay out of the command's input, which is compared as text.
  const take = useCommand((request: { commandId: string; roundId: string; fileName: string }) =>
    api.entrants.takeList.mutate({ ...request, bytes: chosen?.bytes ?? new Uint8Array() }),
  )
  async function choose(next: File): Promise<void> {
    setFile(next)
    setChosen(undefined)
    take.clear()
    const bytes = new Uint8Array(await next.arrayBuffer())
    const read = await reading.run(() => api.entrants.readList.query({ roundId, fileName: next.name, bytes }))
    if (read !== undefined) setChosen({ file: next, bytes, read })
  }
  async function takeIn(): Promise<void> {
    if (chosen === undefined) return
    if ((await take.run({ roundId, fileName: chosen.file.name })) !== undefined) close()
  }
  const ready = chosen !== undefined && chosen.read.faultCount === 0 && chosen.read.rows > 0
  return (
    <div className="dialog-form">
      <p>
        每人一行；没写申请编号的，由本程序编号。填了申请人证件号码的，积分用库里的；没填的，用名单上写的。{' '}
        <ListTemplateButton roundId={roundId} />
      </p>
      <FileField
        accept=".xlsx,.csv,.txt"
        file={file}
        error={undefined}
        choose={(next) => void choose(next)}
      />
      {reading.busy ? <p role="status">正在读取并核对各行</p> : null}
      <FailureAlert failure={reading.failure ?? take.failure} />
      {chosen === undefined ? null : <WhatWasRead read={chosen.read} />}
      <div className="form-buttons">
        <Button onClick={close}>取消</Button>
        <Button type="primary" disabled={!ready} loading={take.busy} onClick={() => void takeIn()}>
          {ready ? `加入 ${formatCount(chosen.read.rows)} 件` : '加入'}
        </Button>
      </div>
    </div>
  )
}

function WhatWasRead({ read }: { read: ReadList }) {
  if (read.faultCount > 0) return <Faults read={read} />
  if (read.rows === 0) return <Notice tone="unknown">这份名单没有一行内容，请核对后再选。</Notice>
  return (
    <>
      <Notice tone="yes">{formatCount(read.rows)} 行都读通了，还没有加入。下面是开头几行。</Notice>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="round-window" aria-label="名单开头几行" tabIndex={0}>
        <table aria-label="名单开头几行">
          <thead>
            <tr>
              <th scope="col">编号</th>
              <th scope="col">姓名</th>
              <th scope="col">镇（街道）</th>
              <th scope="col" className="end">
                积分
              </th>
              <th scope="col">志愿</th>
            </tr>
          </thead>
          <tbody>
            {read.sample.map((row) => (
              <tr key={row.no}>
                <th scope="row" className="one-line">
                  {row.no}
                </th>
                <td className="one-line">{row.name}</td>
                <td className="one-line">{row.town ?? '—'}</td>
                <td className="end">{row.pointsX100 === null ? '—' : formatPoints(row.pointsX100)}</td>
                <td>{row.wishes.join('，') || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

/** Everything that stops the file, by row and column, so that it is put right in one go. */
function Faults({ read: { rows, faults, faultCount } }: { read: ReadList }) {
  return (
    <>
      <Notice tone="unknown">
        {formatCount(rows)} 行中有 {formatCount(faultCount)}{' '}
        处不对，什么也没有加入。请在原文件里改好，再选一次。
      </Notice>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="round-window" aria-label="名单里不对的地方" tabIndex={0}>
        <table aria-label="名单里不对的地方">
          <thead>
            <tr>
              <th scope="col">行</th>
              <th scope="col">列</th>
              <th scope="col">怎么不对</th>
            </tr>
          </thead>
          <tbody>
            {faults.map((fault) => (
              <tr key={`${fault.row} ${fault.column} ${fault.message}`}>
                <th scope="row">{fault.row}</th>
                <td>{fault.column}</td>
                <td>{fault.message}</td>
              </tr>
            ))}
            {faultCount > faults.length ? (
              <tr>
                <td colSpan={3}>另有 {formatCount(faultCount - faults.length)} 处没有列出。</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </section>
    </>
  )
}
