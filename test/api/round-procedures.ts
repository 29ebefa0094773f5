import { newCommand, type Procedure } from './test-api.ts'

const commandId = newCommand()
const plan = {
  kind: 'health-check',
  cutOff: '2026-06-01',
  applyFrom: null,
  applyUntil: null,
  publicityDays: 0,
  replyDays: 2,
  towns: ['浒山街道'],
  order: 'points',
  classes: [],
  ties: [],
  equals: 'ticket',
  line: null,
  places: [{ id: 'city', name: '体检名额', town: null, capacity: 1 }],
  quotas: [],
  reversion: 'city-order',
  costPerHeadFen: 0,
  draw: { mode: 'named', seed: '示例种子' },
  citations: [{ part: 'order', status: 'DECIDED', text: '示例·主管选定' }],
}
const ofRound = { commandId, roundId: 'x' }
const seats = { text: '', filters: {}, sort: { key: 'rank', descending: false }, offset: 0, limit: 50 }
const commitment = 'a'.repeat(64)

/** The life of a round until its run. */
export const roundProcedures: Procedure[] = [
  { type: 'query', path: 'rounds.list', good: undefined, bad: undefined },
  { type: 'query', path: 'rounds.get', good: { id: 'x' }, bad: null },
  { type: 'query', path: 'rounds.seats', good: seats, bad: { ...seats, more: 1 } },
  {
    type: 'mutation',
    path: 'rounds.open',
    good: { commandId, title: '示例批次', plan },
    bad: { commandId, title: '示例|批次', plan },
    at: 'title',
  },
  {
    type: 'mutation',
    path: 'rounds.amend',
    good: {
      ...ofRound,
      plan: { ...plan, citations: [{ ...plan.citations[0], text: '主管选定' }] },
      reason: '更正',
    },
    bad: { ...ofRound, plan, reason: ' ' },
    at: 'reason',
  },
  {
    type: 'mutation',
    path: 'rounds.commit',
    good: { ...ofRound, revealer: '示例甲', commitment },
    bad: { ...ofRound, revealer: '示例甲', commitment: commitment.toUpperCase() },
    at: 'commitment',
  },
  {
    type: 'subscription',
    path: 'rounds.freeze',
    good: ofRound,
    bad: { ...ofRound, reason: '' },
    at: 'reason',
  },
  { type: 'query', path: 'rounds.check', good: { id: 'x' }, bad: { id: '' }, at: 'id' },
  {
    type: 'mutation',
    path: 'rounds.reveal',
    good: { ...ofRound, revealer: '示例甲', secret: null },
    bad: { ...ofRound, revealer: '示例甲', secret: '' },
    at: 'secret',
  },
  {
    type: 'mutation',
    path: 'rounds.number',
    good: { ...ofRound, value: '12 34' },
    bad: { ...ofRound, value: ' ' },
    at: 'value',
  },
  { type: 'subscription', path: 'rounds.run', good: ofRound, bad: { commandId, roundId: '' }, at: 'roundId' },
]
