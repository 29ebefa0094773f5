import { z } from 'zod'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { findByIdNumber, findResidents, listResidents } from '#electron/services/resident-search.ts'
import { amendResident, registerResident, unmaskResident } from '#electron/services/residents.ts'
import {
  AmendRequest,
  RegisterRequest,
  ResidentFindByNameRequest,
  ResidentFindRequest,
  ResidentList,
  ResidentListRequest,
  ResidentMatch,
  ResidentPage,
  UnmaskRequest,
} from '#shared/ipc/residents.ts'
import { RecordId } from './inputs.ts'
import { router, signedInProcedure } from './trpc.ts'

export const residents = router({
  list: signedInProcedure
    .input(ResidentListRequest)
    .output(ResidentList)
    .query(({ ctx, input }) => listResidents(ctx.service, input)),
  find: signedInProcedure
    .input(ResidentFindByNameRequest)
    .output(z.array(ResidentMatch))
    .query(({ ctx, input }) => findResidents(ctx.service, input)),
  findByNumber: signedInProcedure
    .input(ResidentFindRequest)
    .output(z.array(ResidentMatch))
    .query(({ ctx, input }) => findResidents(ctx.service, input)),
  get: signedInProcedure
    .input(RecordId)
    .output(ResidentPage)
    .query(({ ctx, input }) => getResidentPage(ctx.service, input.id)),
  findByIdNumber: signedInProcedure
    .input(z.strictObject({ idNumber: z.string().min(1).max(30) }))
    .output(z.object({ id: z.string(), name: z.string() }).nullable())
    .query(({ ctx, input }) => findByIdNumber(ctx.service, input.idNumber)),
  register: signedInProcedure
    .input(RegisterRequest)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => registerResident(ctx.service, input)),
  unmask: signedInProcedure
    .input(UnmaskRequest)
    .output(z.object({ value: z.string() }))
    .mutation(({ ctx, input }) => unmaskResident(ctx.service, input)),
  amend: signedInProcedure
    .input(AmendRequest)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => amendResident(ctx.service, input)),
})
