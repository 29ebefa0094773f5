import { z } from 'zod'
import { Failure } from '../base/failure.ts'
import { PlainDate } from '../base/plain-date.ts'
import { Role } from './common.ts'

/** A password as it may be set: at least 10 characters (security-durability B9). */
export const NewPassword = z.string().min(10, '密码至少 10 个字符').max(200)
export const AccountLogin = z
  .string()
  .regex(/^[a-z][a-z0-9]{2,19}$/, '账号用 3 到 20 位小写字母和数字，以字母开头')

export const NewAccount = z.strictObject({
  login: AccountLogin,
  name: z.string().trim().min(1).max(50),
  password: NewPassword,
})
export type NewAccount = z.infer<typeof NewAccount>

/** First set-up of an office: its names, its first supervisor and its first clerk (two different persons). */
export const SetUpRequest = z.strictObject({
  office: z.strictObject({
    name: z.string().trim().min(1).max(50),
    documentCode: z.string().trim().min(1).max(10),
    window: z.string().trim().min(1).max(30),
  }),
  supervisor: NewAccount,
  clerk: NewAccount,
})
export type SetUpRequest = z.infer<typeof SetUpRequest>

export const UnlockRequest = z.strictObject({
  login: z.string().min(1).max(20),
  password: z.string().min(1).max(200),
})
export type UnlockRequest = z.infer<typeof UnlockRequest>

export const SignedIn = z.object({ accountId: z.string(), login: z.string(), name: z.string(), role: Role })
export type SignedIn = z.infer<typeof SignedIn>

/** `unusable` means a store is there that cannot be used; `problem` then says why and what to do. */
export const SessionState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('set-up') }),
  z.object({ phase: z.literal('locked'), logins: z.array(z.string()) }),
  z.object({ phase: z.literal('open'), officeName: z.string(), window: z.string(), account: SignedIn }),
  z.object({ phase: z.literal('unusable'), problem: Failure }),
])
export type SessionState = z.infer<typeof SessionState>

/** The truth about the machine in words; `tone` says how it is to be shown. */
export const MachineLine = z.object({ tone: z.enum(['good', 'attention', 'bad']), text: z.string() })
export type MachineLine = z.infer<typeof MachineLine>
export const MachineStatus = z.object({
  store: MachineLine,
  backup: MachineLine,
  network: MachineLine,
  policy: z.string(),
  today: PlainDate,
  /** What waits for the signed-in person, for the counts beside the tasks. */
  waiting: z.object({ cases: z.int(), rechecks: z.int(), rounds: z.int(), papers: z.int() }),
})
export type MachineStatus = z.infer<typeof MachineStatus>
