import { type CallType, newCommand } from './test-api.ts'

const window = (key: string) => ({
  text: '',
  filters: {},
  sort: { key, descending: false },
  offset: 0,
  limit: 50,
})
const commandId = newCommand()
const answers = { consent: true, healthDataConsent: true }
const fact = { kind: 'hukou', inCixi: false }
const source = { department: '公安', evidence: '示例证明', dataDate: '2026-06-01' }
const plan = {
  commandId,
  title: '示例批次',
  places: 1,
  towns: ['浒山街道'],
  costPerHeadFen: 0,
  cutOff: '2026-06-01',
  ties: [],
  seed: '示例种子',
}

/** A procedure with input the schema accepts, and input it refuses with the place of the fault. */
export type Procedure = { type: CallType; path: string; good: unknown; bad: unknown; at?: string }

/** Every procedure of the engine but those of `session`. */
export const procedures: Procedure[] = [
  { type: 'subscription', path: 'status.watch', good: undefined, bad: undefined },
  { type: 'query', path: 'office.towns', good: undefined, bad: undefined },
  { type: 'query', path: 'policy.current', good: undefined, bad: undefined },
  {
    type: 'query',
    path: 'residents.list',
    good: window('name'),
    bad: { ...window('name'), limit: 201 },
    at: 'limit',
  },
  {
    type: 'query',
    path: 'residents.find',
    good: { text: '示例', limit: 5 },
    bad: { text: '', limit: 5 },
    at: 'text',
  },
  { type: 'query', path: 'residents.get', good: { id: 'x' }, bad: { id: 7 }, at: 'id' },
  {
    type: 'query',
    path: 'residents.findByIdNumber',
    good: { idNumber: '1' },
    bad: { idNumber: '' },
    at: 'idNumber',
  },
  {
    type: 'mutation',
    path: 'residents.register',
    good: { commandId, name: '示例·某人', idNumber: '522121199001010079', town: '浒山街道' },
    bad: { commandId, name: ' ', idNumber: '522121199001010079', town: '浒山街道' },
    at: 'name',
  },
  {
    type: 'mutation',
    path: 'residents.unmask',
    good: { commandId, residentId: 'x', field: 'phone', reason: '回访' },
    bad: { commandId, residentId: 'x', field: 'birth', reason: '回访' },
    at: 'field',
  },
  {
    type: 'mutation',
    path: 'facts.record',
    good: { commandId, residentId: 'x', fact, source },
    bad: { commandId, residentId: 'x', fact: { kind: 'insurance', months: -1 }, source },
    at: 'fact.months',
  },
  {
    type: 'query',
    path: 'cases.preview',
    good: { residentId: 'x', roundId: 'x', answers },
    bad: { residentId: 'x', roundId: 'x', answers: { consent: 'yes', healthDataConsent: null } },
    at: 'answers.consent',
  },
  {
    type: 'mutation',
    path: 'cases.submit',
    good: { commandId, residentId: 'x', roundId: 'x', answers },
    bad: { commandId: 'no', residentId: 'x', roundId: 'x', answers },
    at: 'commandId',
  },
  {
    type: 'query',
    path: 'cases.list',
    good: window('status'),
    bad: window('birth'),
    at: 'sort.key',
  },
  { type: 'query', path: 'cases.get', good: { id: 'x' }, bad: {}, at: 'id' },
  {
    type: 'mutation',
    path: 'cases.act',
    good: { commandId, caseId: 'x', action: 'approve' },
    bad: { commandId, caseId: 'x', action: 'delete' },
    at: 'action',
  },
  { type: 'query', path: 'rounds.list', good: undefined, bad: undefined },
  { type: 'query', path: 'rounds.get', good: { id: 'x' }, bad: null },
  { type: 'mutation', path: 'rounds.open', good: plan, bad: { ...plan, places: 0 }, at: 'places' },
  {
    type: 'subscription',
    path: 'rounds.run',
    good: { commandId, roundId: 'x' },
    bad: { commandId },
    at: 'roundId',
  },
  {
    type: 'mutation',
    path: 'rounds.publish',
    good: { commandId, roundId: 'x' },
    bad: { commandId, roundId: '' },
    at: 'roundId',
  },
  { type: 'query', path: 'rounds.seats', good: window('rank'), bad: { ...window('rank'), more: 1 } },
  {
    type: 'query',
    path: 'papers.list',
    good: window('number'),
    bad: { ...window('number'), offset: -1 },
    at: 'offset',
  },
  { type: 'query', path: 'papers.get', good: { id: 'x' }, bad: 'x' },
  {
    type: 'mutation',
    path: 'papers.issueNotice',
    good: { commandId, caseId: 'x' },
    bad: { commandId, caseId: 1 },
    at: 'caseId',
  },
  {
    type: 'mutation',
    path: 'prints.begin',
    good: { commandId, paperId: 'x' },
    bad: { commandId, paperId: 'x', copy: true },
  },
  {
    type: 'mutation',
    path: 'prints.end',
    good: { commandId, printId: 99, outcome: 'done' },
    bad: { commandId, printId: 99, outcome: 'lost' },
    at: 'outcome',
  },
]
