import { issuePointsNotice } from '#electron/services/points-notice.ts'
import { pointsCard, whatIf, yearOnYear } from '#electron/services/points-questions.ts'
import {
  CertificateRequest,
  IssuedCertificate,
  PointsCardRequest,
  PointsComparison,
  WhatIfRequest,
  YearOnYearRequest,
} from '#shared/ipc/points.ts'
import { PointsView } from '#shared/ipc/residents.ts'
import { router, signedInProcedure } from './trpc.ts'

export const points = router({
  card: signedInProcedure
    .input(PointsCardRequest)
    .output(PointsView)
    .query(({ ctx, input }) => pointsCard(ctx.service, input)),
  whatIf: signedInProcedure
    .input(WhatIfRequest)
    .output(PointsComparison)
    .query(({ ctx, input }) => whatIf(ctx.service, input)),
  yearOnYear: signedInProcedure
    .input(YearOnYearRequest)
    .output(PointsComparison)
    .query(({ ctx, input }) => yearOnYear(ctx.service, input)),
  certificate: signedInProcedure
    .input(CertificateRequest)
    .output(IssuedCertificate)
    .mutation(({ ctx, input }) => issuePointsNotice(ctx.service, input)),
})
