import { CounterError } from '#shared/base/failure.ts'
import { commitmentOf, publicNumberOf, type RoundPlan } from '#shared/domain/allocation/index.ts'
import type { RoundState } from '#shared/domain/cases/index.ts'
import type { CommitRequest, PublicNumberRequest, RevealRequest } from '#shared/ipc/rounds.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { sha256 } from '../hash.ts'
import { type NewRoundEvent, RoundDone, recordRoundEvent, requireRoundAction } from './state.ts'

/** What separates the parts of a seed. */
const SEPARATOR = '|'

type DrawByCommitments = Extract<RoundPlan['draw'], { mode: 'commit-reveal' }>

/**
 * Records what a revealer commits to, before the list is frozen; a slip of the pen can be put right until then, and
 * both stay in the history.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; BAD_INPUT at `revealer`; DUPLICATE where the same value is there, from
 *   this person or another
 * @idempotent with `request.commandId`
 */
export function commitToDraw(context: ServiceContext, request: CommitRequest): RoundDone {
  const { roundId, revealer, commitment } = request
  return step(context, request, {
    kind: 'rounds.commit',
    action: 'commit',
    event(state) {
      requireRevealer(requireCommitments(state), revealer)
      if (state.commitments.get(revealer) === commitment)
        throw alreadyThere('commitment', `揭示人“${revealer}”已登记过这个承诺值`, '不用再登记')
      if ([...state.commitments.values()].includes(commitment))
        throw alreadyThere('commitment', '另一位揭示人已登记了相同的承诺值', '请由各揭示人各自重新拟定内容')
      return { kind: 'commit', revealer, commitment }
    },
    object: `round:${roundId}`,
  })
}

/**
 * Records what a revealer committed to, before the day of the public number; or with a null secret, from that day on,
 * that the value fixed beforehand counts.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; BAD_INPUT at `revealer`, or at `secret` where it is not what was
 *   committed to; DUPLICATE where it was revealed before
 * @idempotent with `request.commandId`
 */
export function revealSecret(context: ServiceContext, request: RevealRequest): RoundDone {
  const { roundId, revealer } = request
  return step(context, request, {
    kind: 'rounds.reveal',
    action: request.secret === null ? 'absent' : 'reveal',
    event(state) {
      const { fallback } = requireRevealer(requireCommitments(state), revealer)
      if (state.reveals.has(revealer))
        throw alreadyThere('revealer', `揭示人“${revealer}”已揭示过`, '揭示的内容登记后不能再改')
      if (request.secret === null) return { kind: 'reveal', revealer, secret: fallback, fallback: true }
      const typed = request.secret.normalize('NFC')
      const committed = state.commitments.get(revealer)
      const secret = [typed, typed.trim()].find((text) => commitmentOf(text, sha256) === committed)
      if (secret === undefined) throw mismatch(revealer)
      if (secret.includes(SEPARATOR)) throw withSeparator('secret', '揭示的内容')
      return { kind: 'reveal', revealer, secret, fallback: false }
    },
    object: `round:${roundId}`,
  })
}

/**
 * Records the public number named in the plan, its digits and letters, not before its day and after everybody's reveal
 * or absence. A slip of the pen can be put right until the run, by another person: everybody can look the number up.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; BAD_INPUT at `value`; DUPLICATE where it is the one that is there
 * @idempotent with `request.commandId`
 */
export function recordPublicNumber(context: ServiceContext, request: PublicNumberRequest): RoundDone {
  const { roundId } = request
  return step(context, request, {
    kind: 'rounds.number',
    action: 'number',
    event(state) {
      requireCommitments(state)
      if (request.value.includes(SEPARATOR)) throw withSeparator('value', '公共号码')
      const value = publicNumberOf(request.value)
      if (value === undefined) throw notNumberAlone()
      if (value === state.publicNumber)
        throw alreadyThere('value', '公共号码已是这个号码', '两位登记的相同，不用再登记')
      return { kind: 'number', value }
    },
    object: `round:${roundId}`,
  })
}

type Step = {
  kind: string
  action: 'commit' | 'reveal' | 'absent' | 'number'
  event(state: RoundState): NewRoundEvent
  object: string
}

function step(
  context: ServiceContext,
  { commandId, roundId }: { commandId: string; roundId: string },
  { kind, action, event, object }: Step,
): RoundDone {
  const command = { id: commandId, kind, result: RoundDone }
  return carryOut(context, command, (tx, at) => {
    const state = requireRoundAction({ ...context, reader: tx }, roundId, action)
    const by = { roundId, accountId: context.account.accountId, at }
    const { status } = recordRoundEvent(tx, by, event(state))
    return { result: { status }, object }
  })
}

function requireCommitments({ plan }: RoundState): DrawByCommitments {
  if (plan.draw.mode === 'commit-reveal') return plan.draw
  throw new CounterError('BAD_INPUT', '本批次的摇号种子在方案里已公开写明，没有承诺和揭示，没有保存。', {
    at: 'roundId',
    hint: '种子见批次方案，可以直接冻结名单和运行。',
  })
}

function requireRevealer({ revealers }: DrawByCommitments, name: string) {
  const found = revealers.find((revealer) => revealer.name === name)
  if (found !== undefined) return found
  throw new CounterError('BAD_INPUT', '方案里没有这位揭示人，没有保存。', {
    at: 'revealer',
    hint: '请从方案列出的揭示人中选择。',
  })
}

function mismatch(revealer: string): CounterError {
  return new CounterError(
    'BAD_INPUT',
    `揭示人“${revealer}”揭示的内容与事先登记的承诺值不符，没有登记：不符的内容不能进入摇号种子。`,
    {
      at: 'secret',
      hint: '请与本人逐字核对（包括空格和标点）；确实对不上的，按未揭示处理，用方案里事先定下的备用值。',
    },
  )
}

function withSeparator(at: string, what: string): CounterError {
  return new CounterError('BAD_INPUT', `${what}含有“|”，没有登记：种子的各部分就是用它隔开的。`, {
    at,
    hint:
      at === 'secret' ? '请按未揭示处理，用方案里事先定下的备用值。' : '请照公布的号码登记，不加分隔符号。',
  })
}

function notNumberAlone(): CounterError {
  return new CounterError(
    'BAD_INPUT',
    '公共号码只能有数字和拉丁字母，没有登记：多写一个字，种子就是另一个，谁也不该能挑写法。',
    { at: 'value', hint: '请只写号码本身，按公布的次序，不写期号和说明；空格和标点不计。' },
  )
}

function alreadyThere(at: string, what: string, why: string): CounterError {
  return new CounterError('DUPLICATE', `${what}，这一次没有保存：${why}。`, {
    at,
    hint: '请按 Esc 退回批次，看已登记的内容。',
  })
}
