import { Button, Progress } from 'antd'
import type { RoundRun } from '../../api/round-run.ts'

/** How far a run is, in words and number; it can be cancelled, and leaving the page does not stop it. */
export function RunProgressView({ run }: { run: RoundRun }) {
  if (!run.running) return null
  const { progress } = run
  const percent =
    progress === undefined || progress.total === 0 ? 0 : Math.floor((progress.done / progress.total) * 100)
  return (
    <div className="notice notice-plain" role="status">
      <div>
        <p>
          {progress === undefined ? '正在开始' : `${progress.stage}：${progress.done} / ${progress.total}`}
        </p>
        <Progress
          percent={percent}
          size="small"
          showInfo={false}
          strokeColor="var(--accent-solid)"
          aria-label="运行进度"
        />
        <p className="source">可以离开此页，运行不会停；取消则什么也不留下。</p>
      </div>
      <Button onClick={run.cancel}>取消运行</Button>
    </div>
  )
}
