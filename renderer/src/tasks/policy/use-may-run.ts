import type { ActionState } from '#shared/ipc/common.ts'
import { useSession } from '../../api/session.tsx'

/** Scoring everybody for the record is work of supervisors. */
export function useMayRun(): ActionState {
  const { role } = useSession().account
  return role === 'supervisor'
    ? { action: 'run', allowed: true }
    : { action: 'run', allowed: false, reason: '由主管办理，窗口可以查看' }
}
