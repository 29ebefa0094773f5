import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'

/** A file by the system's dialog or dropped; the button is what the keyboard reaches. */
export function FileField(props: {
  /** Endings the dialog offers, such as `.xlsx,.csv`. */
  accept: string
  file: File | undefined
  error: string | undefined
  choose(file: File): void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file !== undefined) props.choose(file)
  }
  return (
    <div className="field">
      <label htmlFor="question-file">文件</label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same */}
      <div
        className={over ? 'drop-field drop-field-over' : 'drop-field'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          id="question-file"
          type="file"
          className="unseen"
          tabIndex={-1}
          accept={props.accept}
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file !== undefined) props.choose(file)
            event.target.value = ''
          }}
        />
        <Button onClick={() => input.current?.click()}>
          {props.file === undefined ? '选择文件' : '换一个文件'}
        </Button>
        <span>
          {props.file === undefined
            ? '或把文件拖到这里'
            : `${props.file.name}（${Math.max(1, Math.round(props.file.size / 1024))} KB）`}
        </span>
      </div>
      {props.error === undefined ? null : (
        <p className="field-error" role="alert">
          {props.error}
        </p>
      )}
    </div>
  )
}
