import { initTRPC } from '@trpc/server'
import { CounterError } from '#shared/base/failure.ts'
import type { ApiContext, SessionControl } from './context.ts'

const t = initTRPC.context<ApiContext>().create()

export const { router } = t

/** Opening and closing the store: answered while it is locked too. */
export const sessionProcedure = t.procedure.use(({ ctx, next }) => {
  if (ctx.session === null) throw new Error('this process does not open or close the store')
  const session: SessionControl = ctx.session
  return next({ ctx: { session } })
})

/** For whoever is signed in; LOCKED while nobody is. */
export const signedInProcedure = t.procedure.use(({ ctx, next }) => {
  if (ctx.service === null) {
    throw new CounterError('LOCKED', '窗口已锁定，这一步没有办理。', { hint: '请登录后再办。' })
  }
  return next({ ctx: { service: ctx.service } })
})

/** For supervisors alone. */
export const supervisorProcedure = signedInProcedure.use(({ ctx, next }) => {
  if (ctx.service.account.role !== 'supervisor') {
    throw new CounterError('NOT_ALLOWED', '这一步只有主管可以办，没有保存。', {
      hint: '请由主管登录后办理。',
    })
  }
  return next()
})
