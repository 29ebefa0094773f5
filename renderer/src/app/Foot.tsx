import type { MachineStatus } from '#shared/ipc/session.ts'
import { useMachine } from '../api/machine.tsx'

/** The truth about the machine in words. */
export function Foot() {
  const machine = useMachine()
  return (
    <footer className="foot">
      {machine === undefined ? (
        <span>正在了解存储、备份和网络</span>
      ) : (
        <>
          <Line line={machine.store} />
          <Line line={machine.backup} />
          <Line line={machine.network} />
          <span className="foot-last">
            政策：{machine.policy} · {machine.today}
          </span>
        </>
      )}
    </footer>
  )
}

function Line({ line }: { line: MachineStatus['store'] }) {
  return (
    <span className={`machine-line machine-${line.tone}`}>
      <span className="machine-dot" aria-hidden="true" />
      {line.text}
    </span>
  )
}
