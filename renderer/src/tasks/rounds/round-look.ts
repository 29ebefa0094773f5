import type { RoundStatus } from '#shared/ipc/rounds.ts'

/** Sign and colour of a round's status; its word comes from the record. */
export const ROUND_LOOK = {
  open: { sign: '○', tone: 'plain' },
  ran: { sign: '…', tone: 'plain' },
  published: { sign: '✓', tone: 'yes' },
} as const satisfies Record<RoundStatus, { sign: string; tone: 'yes' | 'plain' }>
