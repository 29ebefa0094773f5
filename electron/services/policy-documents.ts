import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Transaction } from '#electron/store/database.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { insertPolicyDocument, insertPolicyEvent } from '#electron/store/tables/policies.ts'
import { CounterError } from '#shared/base/failure.ts'
import { requireAllowed } from '#shared/domain/cases/index.ts'
import {
  type DecidePolicyRequest,
  DraftedPolicy,
  type DraftPolicyRequest,
  type PolicyDocumentPage,
  type PolicyDocumentRow,
} from '#shared/ipc/policies.ts'
import { carryOut, findAnswer } from './command.ts'
import { getWriter, type ServiceContext } from './context.ts'
import { sha256 } from './hash.ts'
import { policiesOf, readablePolicies } from './policies.ts'
import { policyActions } from './policy-actions.ts'
import { packFromAnnex } from './policy-annex.ts'
import { notAPack, packAsItStands } from './policy-comparison.ts'
import { type PolicyContent, readPolicyFile, titleOf } from './policy-content.ts'
import { documentRow, examine, namesOf, type PolicyContext, questionOf, timelineOf } from './policy-desk.ts'
import { getAnyPolicy, getRegisteredPolicy, registeredPolicies } from './policy-register.ts'
import { policyLines } from './policy-words.ts'

const Decided = z.strictObject({})
/** A policy file is some hundred kilobytes at most; more is not one. */
const MOST_BYTES = 5 * 1024 * 1024

/** Every policy document, installed or drafted, also those that were withdrawn. */
export function listPolicies(context: PolicyContext): PolicyDocumentRow[] {
  const { reader, resources } = context
  return snapshot(reader, () =>
    registeredPolicies(reader, resources).map((document) =>
      documentRow(context, document, examine(context, document)),
    ),
  )
}

/**
 * A document with what was found in it, what may be done and what was decided. A pack stands as it holds today, or on
 * the nearest day of its own.
 * @throws CounterError NOT_FOUND
 */
export function getPolicy(
  context: PolicyContext & Pick<ServiceContext, 'account'>,
  key: string,
): PolicyDocumentPage {
  const { reader, resources, account } = context
  return snapshot(reader, () => {
    const document = getAnyPolicy(reader, resources, key)
    const examination = examine(context, document)
    const isRead = document.content !== null
    return {
      ...documentRow(context, document, examination),
      pack: isRead ? (packAsItStands(context, document)?.policy ?? null) : null,
      lines: isRead ? policyLines(document.content, readablePolicies(reader, resources)) : [],
      findings: examination.findings,
      cases: examination.cases.map(({ id, title, ok, differences }) => ({
        id,
        title,
        ok,
        text: ok ? '与写明的结果一致' : differences.join('；'),
      })),
      actions: policyActions(questionOf(context, document, examination), account),
      timeline: timelineOf(document),
    }
  })
}

/**
 * Keeps a policy file, or a pack with the figures of an annex table, as a draft. It counts for nothing until a
 * supervisor who did not draft it has confirmed it.
 * @throws CounterError BAD_INPUT for a file that is too large, not JSON or no annex, with the place; POLICY_BAD at the
 *   JSON path that does not fit; NOT_FOUND for the pack of an annex; DUPLICATE where its id is in use
 * @idempotent with `request.commandId`
 */
export async function draftPolicy(
  context: ServiceContext,
  request: DraftPolicyRequest,
): Promise<DraftedPolicy> {
  const { commandId, bytes, fileName } = request
  const command = { id: commandId, kind: 'policy.draft', result: DraftedPolicy }
  const earlier = findAnswer(getWriter(context), command)
  if (earlier !== undefined) return earlier.result
  if (bytes.length > MOST_BYTES) throw tooLarge()
  const { body, content } = await readDraft(context, request)
  return carryOut(context, command, (tx, at) => {
    const { policyId } = titleOf(content)
    requireFreeId(context, tx, content)
    const id = randomUUID()
    const hash = sha256(body)
    insertPolicyDocument(tx, {
      id,
      kind: content.kind,
      policy_id: policyId,
      body,
      sha256: hash,
      file_name: fileName,
      drafted_by: context.account.accountId,
      drafted_at: at,
    })
    const detail = { kind: content.kind, policyId, sha256: hash, annex: request.annex !== null }
    return { result: { key: id }, object: `policy:${id}`, detail }
  })
}

/**
 * Puts a draft in force or takes a document back, also one that cannot be read any more. What was frozen or issued
 * under it stays as it is.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED with the reason the button shows; POLICY_BAD where something is to be put
 *   in force beside what cannot be read
 * @idempotent with `request.commandId`
 */
export function decidePolicy(context: ServiceContext, request: DecidePolicyRequest): z.infer<typeof Decided> {
  const { commandId, key, action, reason } = request
  const command = { id: commandId, kind: 'policy.decide', result: Decided }
  return carryOut(context, command, (tx, at) => {
    const asked = { ...context, reader: tx }
    const document = getAnyPolicy(tx, context.resources, key)
    // What is put in force is looked at beside all that is: nothing may be left out as unreadable.
    if (action === 'confirm') policiesOf(tx, context.resources)
    requireAllowed(
      policyActions(questionOf(asked, document, examine(asked, document)), context.account),
      action,
    )
    insertPolicyEvent(tx, { document: key, action, account_id: context.account.accountId, at, reason })
    const { kind, policyId } = namesOf(document)
    // The reason, which may name people, stands in the history of the document and not here.
    const detail = { action, kind, policyId, sha256: document.sha256 }
    return { result: {}, object: `policy:${key}`, detail }
  })
}

async function readDraft(
  context: ServiceContext,
  { fileName, bytes, annex }: DraftPolicyRequest,
): Promise<{ body: string; content: PolicyContent }> {
  if (annex === null) return readPolicyFile(bytes)
  const { content, state } = getRegisteredPolicy(context.reader, context.resources, annex.of)
  if (content.kind !== 'pack') throw notAPack('annex.of')
  const isInForce = state === 'installed' || state === 'inForce'
  const { policyId, documentNumber, effectiveFrom } = annex
  const target = { policyId, documentNumber, effectiveFrom, isInForce }
  const policy = await packFromAnnex(content.policy, target, { name: fileName, bytes })
  return { body: `${JSON.stringify(policy, null, 2)}\n`, content: { kind: 'pack', policy } }
}

/** An id names one document: neither one in use nor another draft may have it. */
function requireFreeId({ resources }: ServiceContext, tx: Transaction, content: PolicyContent): void {
  const { policyId } = titleOf(content)
  const holder = registeredPolicies(tx, resources).find((other) => {
    const names = namesOf(other)
    return other.state !== 'withdrawn' && names.kind === content.kind && names.policyId === policyId
  })
  if (holder === undefined) return
  const where = holder.state === 'draft' ? '另一份草案' : '在用的文件'
  throw new CounterError('DUPLICATE', `编号 ${policyId} 已由${where}使用，两份会分不清，没有起草。`, {
    at: '$.id',
    hint:
      holder.state === 'draft'
        ? '请先撤回那份草案，或换一个编号。'
        : '请换一个编号；改动生效的文件请起草新版本。',
  })
}

function tooLarge(): CounterError {
  return new CounterError('BAD_INPUT', '文件超过 5 MB，不像一份政策文件，没有起草。', {
    at: 'bytes',
    hint: '请核对选的是不是政策文件；附表中的图片请删去后再试。',
  })
}
