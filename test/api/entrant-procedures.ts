import { newCommand, type Procedure } from './test-api.ts'

const commandId = newCommand()
const bytes = new TextEncoder().encode('姓名\n示例某人\n')
const file = { roundId: 'x', fileName: '示例申请名单.csv', bytes }
const window = {
  text: '',
  filters: { roundId: 'x' },
  sort: { key: 'no', descending: false },
  offset: 0,
  limit: 50,
}

/** The procedures about the applications of a round. */
export const entrantProcedures: Procedure[] = [
  {
    type: 'query',
    path: 'entrants.list',
    good: window,
    bad: { ...window, sort: { key: 'birth', descending: false } },
    at: 'sort.key',
  },
  {
    type: 'query',
    path: 'entrants.matching',
    good: { roundId: 'x', town: null, leastX100: 6000 },
    bad: { roundId: 'x', town: null, leastX100: 60.5 },
    at: 'leastX100',
  },
  {
    type: 'mutation',
    path: 'entrants.addMatching',
    good: { commandId, roundId: 'x', town: null, leastX100: null },
    bad: { commandId: 'no', roundId: 'x', town: null, leastX100: null },
    at: 'commandId',
  },
  { type: 'query', path: 'entrants.readList', good: file, bad: { ...file, bytes: 'AA==' }, at: 'bytes' },
  {
    type: 'mutation',
    path: 'entrants.takeList',
    good: { commandId, ...file },
    bad: { commandId, ...file, fileName: '' },
    at: 'fileName',
  },
  {
    type: 'mutation',
    path: 'entrants.edit',
    good: { commandId, roundId: 'x', no: 'x', given: { class: 1 }, reason: '示例更正' },
    bad: { commandId, roundId: 'x', no: 'x', given: { class: 0 }, reason: '示例更正' },
    at: 'given.class',
  },
  {
    type: 'mutation',
    path: 'entrants.withdraw',
    good: { commandId, roundId: 'x', no: 'x', reason: '示例撤回' },
    bad: { commandId, roundId: 'x', no: 'x', reason: ' ' },
    at: 'reason',
  },
]
