import { newCommand, type Procedure } from './test-api.ts'

const commandId = newCommand()

/** The procedures that issue papers of rounds. */
export const roundPaperProcedures: Procedure[] = [
  {
    type: 'mutation',
    path: 'roundPapers.freezeNotice',
    good: { commandId, roundId: 'x' },
    bad: { commandId, roundId: '' },
    at: 'roundId',
  },
  {
    type: 'mutation',
    path: 'roundPapers.publicList',
    good: { commandId, roundId: 'x' },
    bad: { commandId },
    at: 'roundId',
  },
  {
    type: 'mutation',
    path: 'roundPapers.placeNotice',
    good: { commandId, roundId: 'x', no: '示例-1' },
    bad: { commandId, roundId: 'x', no: '' },
    at: 'no',
  },
]
