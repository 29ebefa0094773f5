import type { ActorRole } from './actor.ts'
import type { CaseAction, CaseStatus } from './status.ts'

/** One step that is open in a status: where it leads, who may take it, and what else must hold. */
export interface CaseStep {
  to: CaseStatus
  roles: readonly ActorRole[]
  /** Not by a person who entered the case (two-person rule). */
  anotherPerson?: true
  /** Only while the case's round takes applications; after the run the list is frozen. */
  whileRoundOpen?: true
}

const ANYONE = ['clerk', 'supervisor'] as const
const SUPERVISOR = ['supervisor'] as const

/** The one table of what may be done to a case when, and by whom; the button and the service both ask it. */
const STEPS = {
  submitted: {
    approve: { to: 'approved', roles: SUPERVISOR, anotherPerson: true, whileRoundOpen: true },
    return: { to: 'returned', roles: SUPERVISOR },
    withdraw: { to: 'withdrawn', roles: ANYONE },
  },
  returned: {
    resubmit: { to: 'submitted', roles: ANYONE, whileRoundOpen: true },
    withdraw: { to: 'withdrawn', roles: ANYONE },
  },
  approved: { withdraw: { to: 'withdrawn', roles: ANYONE, whileRoundOpen: true } },
  seated: { issueNotice: { to: 'noticed', roles: ANYONE } },
  waiting: {},
  noticed: {},
  withdrawn: {},
} as const satisfies Record<CaseStatus, Partial<Record<CaseAction, CaseStep>>>

/** The step an action takes from a status, or undefined where it is out of turn. */
export function findStep(status: CaseStatus, action: CaseAction): CaseStep | undefined {
  const steps: Partial<Record<CaseAction, CaseStep>> = STEPS[status]
  return steps[action]
}
