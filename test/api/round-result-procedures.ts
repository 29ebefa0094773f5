import { newCommand, type Procedure } from './test-api.ts'

const commandId = newCommand()
const ofRound = { commandId, roundId: 'x' }

/** The procedures about a round after its run. */
export const roundResultProcedures: Procedure[] = [
  {
    type: 'mutation',
    path: 'roundResults.announce',
    good: ofRound,
    bad: { ...ofRound, commandId: 'x' },
    at: 'commandId',
  },
  {
    type: 'mutation',
    path: 'roundResults.object',
    good: { ...ofRound, no: 'x', grounds: '积分少算了一年' },
    bad: { ...ofRound, no: 'x', grounds: ' ' },
    at: 'grounds',
  },
  {
    type: 'mutation',
    path: 'roundResults.decide',
    good: {
      ...ofRound,
      objectionId: 'x',
      upheld: true,
      reason: '经核实成立',
      correction: { points: '92.50' },
    },
    bad: { ...ofRound, objectionId: 'x', upheld: true, reason: '' },
    at: 'reason',
  },
  {
    type: 'mutation',
    path: 'roundResults.publish',
    good: ofRound,
    bad: { commandId, roundId: '' },
    at: 'roundId',
  },
  {
    type: 'mutation',
    path: 'roundResults.reply',
    good: { ...ofRound, no: 'x', reply: 'accepted' },
    bad: { ...ofRound, no: 'x', reply: 'perhaps' },
    at: 'reply',
  },
  {
    type: 'mutation',
    path: 'roundResults.replace',
    good: { ...ofRound, no: 'x' },
    bad: { ...ofRound, no: '' },
    at: 'no',
  },
  {
    type: 'mutation',
    path: 'roundResults.arrange',
    good: { ...ofRound, no: 'x', place: 'x', reason: '就近统筹' },
    bad: { ...ofRound, no: 'x', place: 'x', reason: ' ' },
    at: 'reason',
  },
  {
    type: 'mutation',
    path: 'roundResults.close',
    good: ofRound,
    bad: { commandId },
    at: 'roundId',
  },
  {
    type: 'query',
    path: 'roundResults.entrant',
    good: { roundId: 'x', no: 'x' },
    bad: { roundId: 'x' },
    at: 'no',
  },
  {
    type: 'query',
    path: 'roundResults.replacement',
    good: { roundId: 'x', no: 'x', place: 'x' },
    bad: { roundId: 'x', no: '' },
    at: 'no',
  },
  { type: 'query', path: 'roundResults.leftovers', good: { id: 'x' }, bad: { id: '' }, at: 'id' },
  {
    type: 'query',
    path: 'roundResults.whatIf',
    good: { roundId: 'x', a: { name: '方案' }, b: { name: '改后', ties: [] } },
    bad: { roundId: 'x', a: { name: '方案' } },
    at: 'b',
  },
]
