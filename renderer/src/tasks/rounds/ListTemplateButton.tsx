import { desktop } from '../../api/client.ts'
import { useShellTask } from '../../api/shell-task.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'

/** Saves the empty workbook of a round's list, with its places, classes and marks in the notes. */
export function ListTemplateButton({ roundId }: { roundId: string }) {
  const task = useShellTask()
  return (
    <>
      <button
        type="button"
        className="plain-button link-button"
        disabled={task.busy}
        onClick={() => void task.run(() => desktop.saveEntrantTemplate.mutate({ roundId }))}
      >
        下载名单模板
      </button>
      <FailureAlert failure={task.failure} />
    </>
  )
}
