import { z } from 'zod'
import { getPack, policiesOf } from '#electron/services/policies.ts'
import { comparePolicies } from '#electron/services/policy-comparison.ts'
import { decidePolicy, draftPolicy, getPolicy, listPolicies } from '#electron/services/policy-documents.ts'
import {
  ComparePoliciesRequest,
  DecidePolicyRequest,
  DraftedPolicy,
  DraftPolicyRequest,
  PolicyDifference,
  PolicyDocumentPage,
  PolicyDocumentRow,
  PolicyKeyRequest,
} from '#shared/ipc/policies.ts'
import { PointsPack } from '#shared/policy/index.ts'
import { router, signedInProcedure, supervisorProcedure } from './trpc.ts'

const CurrentPolicy = z.object({ pack: PointsPack, sha256: z.string() })

/** Policies of points. Everybody reads and drafts; a supervisor who did not draft it puts it in force. */
export const policy = router({
  /** The points pack the counter works with today, as amended, and its hash. */
  current: signedInProcedure.output(CurrentPolicy).query(({ ctx }) => {
    const { reader, resources, clock } = ctx.service
    const { policy: pack, sha256 } = getPack(policiesOf(reader, resources), { on: clock.today() })
    return { pack, sha256 }
  }),
  list: signedInProcedure.output(z.array(PolicyDocumentRow)).query(({ ctx }) => listPolicies(ctx.service)),
  get: signedInProcedure
    .input(PolicyKeyRequest)
    .output(PolicyDocumentPage)
    .query(({ ctx, input }) => getPolicy(ctx.service, input.key)),
  compare: signedInProcedure
    .input(ComparePoliciesRequest)
    .output(z.array(PolicyDifference))
    .query(({ ctx, input }) => comparePolicies(ctx.service, input)),
  draft: signedInProcedure
    .input(DraftPolicyRequest)
    .output(DraftedPolicy)
    .mutation(({ ctx, input }) => draftPolicy(ctx.service, input)),
  decide: supervisorProcedure
    .input(DecidePolicyRequest)
    .output(z.strictObject({}))
    .mutation(({ ctx, input }) => decidePolicy(ctx.service, input)),
})
