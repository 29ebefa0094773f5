import { z } from 'zod'
import { listRuns, runPoints } from '#electron/services/population/run.ts'
import { simulate } from '#electron/services/population/simulate.ts'
import {
  PointsRunRow,
  RunPointsProgress,
  RunPointsRequest,
  SimulateRequest,
  SimulationProgress,
} from '#shared/ipc/policies.ts'
import { router, signedInProcedure, supervisorProcedure } from './trpc.ts'

const NEVER = new AbortController().signal

export const pointsRuns = router({
  simulate: signedInProcedure.input(SimulateRequest).subscription(async function* ({ ctx, input, signal }) {
    for await (const step of simulate(ctx.service, input, signal ?? NEVER))
      yield SimulationProgress.parse(step)
  }),
  run: supervisorProcedure.input(RunPointsRequest).subscription(async function* ({ ctx, input, signal }) {
    for await (const step of runPoints(ctx.service, input, signal ?? NEVER))
      yield RunPointsProgress.parse(step)
  }),
  list: signedInProcedure.output(z.array(PointsRunRow)).query(({ ctx }) => listRuns(ctx.service)),
})
