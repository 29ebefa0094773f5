import { Button, Progress } from 'antd'

/** How far long work is, in words and number, with the way to stop it. */
export function ProgressView(props: {
  /** What is being done, such as 运行. */
  work: string
  /** What it is doing now; undefined until it says. */
  stage: string | undefined
  done: number
  total: number
  /** What leaving the page and cancelling do. */
  about: string
  cancel(): void
}) {
  const { work, stage, done, total } = props
  return (
    <div className="notice notice-plain" role="status">
      <div>
        <p>{stage === undefined ? '正在开始' : `${stage}：${done} / ${total}`}</p>
        <Progress
          percent={total === 0 ? 0 : Math.floor((done / total) * 100)}
          size="small"
          showInfo={false}
          strokeColor="var(--accent-solid)"
          aria-label={`${work}进度`}
        />
        <p className="source">{props.about}</p>
      </div>
      <Button onClick={props.cancel}>取消{work}</Button>
    </div>
  )
}
