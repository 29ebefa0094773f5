import { Button } from 'antd'
import { useState } from 'react'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import { KeyHint } from '../../components/KeyHint.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { LONGEST_TITLE, titleError, USUAL_TITLES, weightWords } from './evidence-files.ts'
import { useViewerKeys } from './evidence-keys.ts'
import { addedWords, isToSend, type QueuedFile, untitled } from './evidence-queue.ts'
import type { EvidenceQueue } from './use-evidence-queue.ts'
import { usePicture } from './use-picture.ts'

const WIDTH = 760

/** Asks what each of the chosen files shows, then keeps them one after another. */
export function EvidenceAdd({ queue }: { queue: EvidenceQueue }) {
  const open = queue.files.length > 0
  return (
    <Dialog title={`添加材料：${queue.files.length} 个文件`} width={WIDTH} open={open} close={queue.leave}>
      {open ? <Files queue={queue} /> : null}
    </Dialog>
  )
}

function Files({ queue }: { queue: EvidenceQueue }) {
  const { files } = queue
  const [tried, setTried] = useState(false)
  const toSend = files.filter(isToSend)
  async function send(): Promise<void> {
    setTried(true)
    const [first] = untitled(files)
    if (first !== undefined) document.getElementById(fieldId(first))?.focus()
    else if (toSend.length === 0) queue.leave()
    else await queue.send()
  }
  useViewerKeys([{ keys: 'Ctrl Enter', label: '保存', run: () => void send() }])
  return (
    <div className="dialog-form">
      <ul className="evidence-files" aria-label="要添加的文件">
        {files.map((queued) => (
          <FileRow key={queued.commandId} queued={queued} queue={queue} tried={tried} />
        ))}
      </ul>
      <div className="form-buttons">
        <span className="source">名称写看得见的内容；号码、姓名不用写。</span>
        <Button type="primary" loading={queue.busy} onClick={() => void send()}>
          {toSend.length === 0 ? '完成' : `保存 ${toSend.length} 份`} <KeyHint keys="Ctrl Enter" />
        </Button>
      </div>
    </div>
  )
}

function fieldId({ commandId }: QueuedFile): string {
  return `evidence-title-${commandId}`
}

function FileRow(props: { queued: QueuedFile; queue: EvidenceQueue; tried: boolean }) {
  const { queued, queue, tried } = props
  const error = tried && isToSend(queued) ? titleError(queued.title) : undefined
  return (
    <li className="evidence-file-row">
      <FilePicture queued={queued} />
      <div className="evidence-file">
        <p className="row source">
          {queued.file.name}，{weightWords(queued.file.size)}
          {queued.state === 'added' ? <Tag tone="yes" sign="✓" word="已保存，待核" /> : null}
          {queued.state === 'sending' ? <span role="status">正在保存…</span> : null}
        </p>
        {queued.state === 'chosen' ? <TitleField queued={queued} queue={queue} error={error} /> : null}
        {queued.state === 'added' ? <p>{queued.title}</p> : null}
        <FailureAlert failure={queued.failure} />
        {queued.added === undefined ? null : <WorthKnowing words={addedWords(queued.added)} />}
      </div>
      {queued.state === 'chosen' ? (
        <Button size="small" disabled={queue.busy} onClick={() => queue.drop(queued.commandId)}>
          不要<span className="unseen">这个文件</span>
        </Button>
      ) : null}
    </li>
  )
}

/** The title with usual ones beside it; a press on one fills it in and goes on to the next file. */
function TitleField(props: { queued: QueuedFile; queue: EvidenceQueue; error: string | undefined }) {
  const { queued, queue, error } = props
  if (!isToSend(queued)) return null
  const id = fieldId(queued)
  function take(title: string): void {
    queue.name(queued.commandId, title)
    const next = untitled(queue.files).find((other) => other.commandId !== queued.commandId)
    document.getElementById(fieldId(next ?? queued))?.focus()
  }
  return (
    <div className="evidence-title">
      <label htmlFor={id}>名称</label>
      <ImeSafeInput
        id={id}
        maxLength={LONGEST_TITLE}
        value={queued.title}
        {...(error === undefined
          ? {}
          : { status: 'error', 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
        onChange={(event) => queue.name(queued.commandId, event.target.value)}
      />
      {error === undefined ? null : (
        <p className="field-error" id={`${id}-error`}>
          <span aria-hidden="true">✕ </span>
          {error}
        </p>
      )}
      <fieldset className="evidence-usual">
        <legend className="unseen">常用名称</legend>
        {USUAL_TITLES.map((title) => (
          <button
            key={title}
            type="button"
            className="plain-button tag tag-plain"
            aria-pressed={queued.title === title}
            onClick={() => take(title)}
          >
            {title}
          </button>
        ))}
      </fieldset>
    </div>
  )
}

function WorthKnowing({ words }: { words: readonly string[] }) {
  if (words.length === 0) return null
  return (
    <Notice tone="unknown">
      {words.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  )
}

function FilePicture({ queued }: { queued: QueuedFile }) {
  const address = usePicture(queued.thumbnail)
  return (
    <span className="evidence-thumbnail">{address === undefined ? null : <img src={address} alt="" />}</span>
  )
}
