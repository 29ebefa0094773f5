import {
  deleteDraft,
  findDraft,
  listDrafts as listDraftRows,
  saveDraft as saveDraftRow,
} from '#electron/store/tables/drafts.ts'
import { transaction } from '#electron/store/transaction.ts'
import { CounterError } from '#shared/base/failure.ts'
import {
  DRAFT_MOST_BYTES,
  type Draft,
  DraftBody,
  type DraftEntry,
  type SaveDraftRequest,
} from '#shared/ipc/drafts.ts'
import { getWriter, type ServiceContext } from './context.ts'

/**
 * Keeps a form under way for whoever is signed in, in place of what was kept of it before. Not recorded, because
 * nothing was decided yet, and nobody is told, because nobody else sees it.
 * @throws CounterError BAD_INPUT at `body` where it is too long
 */
export function saveDraft(context: ServiceContext, request: SaveDraftRequest): { savedAt: string } {
  const body = JSON.stringify(request.body)
  if (Buffer.byteLength(body) > DRAFT_MOST_BYTES) throw tooLong()
  const savedAt = context.clock.now()
  transaction(getWriter(context), (tx) => {
    saveDraftRow(tx, { account_id: context.account.accountId, key: request.key, body, saved_at: savedAt })
  })
  return { savedAt }
}

/** The draft of whoever is signed in; drafts of others are as if they were not there. */
export function getDraft({ reader, account }: ServiceContext, key: string): Draft | null {
  const row = findDraft(reader, { account_id: account.accountId, key })
  if (row === undefined) return null
  return { key, body: DraftBody.parse(JSON.parse(row.body)), savedAt: row.saved_at }
}

/** The forms that whoever is signed in has not finished, the one saved last first. */
export function listDrafts({ reader, account }: ServiceContext): DraftEntry[] {
  return listDraftRows(reader, account.accountId).map(({ key, saved_at }) => ({ key, savedAt: saved_at }))
}

/** Removes a draft; one that is not there is removed already. */
export function forgetDraft(context: ServiceContext, key: string): Record<string, never> {
  transaction(getWriter(context), (tx) => {
    deleteDraft(tx, { account_id: context.account.accountId, key })
  })
  return {}
}

function tooLong(): CounterError {
  return new CounterError(
    'BAD_INPUT',
    `填写的内容超过 ${DRAFT_MOST_BYTES / 1000} KB，草稿没有保存；已经填写的内容还在页面上。`,
    { at: 'body', hint: '请尽快提交，或把过长的说明改短。' },
  )
}
