import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { CaseRecord } from '../tasks/cases/CaseRecord.tsx'
import { CasesList } from '../tasks/cases/CasesList.tsx'
import { HealthCheckForm } from '../tasks/cases/HealthCheckForm.tsx'
import { BatchRecord } from '../tasks/exchange/BatchRecord.tsx'
import { DifferencesList } from '../tasks/exchange/DifferencesList.tsx'
import { ExportsList } from '../tasks/exchange/ExportsList.tsx'
import { ImportsList } from '../tasks/exchange/ImportsList.tsx'
import { NewImport } from '../tasks/exchange/NewImport.tsx'
import { PaperRecord } from '../tasks/papers/PaperRecord.tsx'
import { PapersList } from '../tasks/papers/PapersList.tsx'
import { ComparePolicies } from '../tasks/policy/ComparePolicies.tsx'
import { DraftForm } from '../tasks/policy/DraftForm.tsx'
import { PolicyList } from '../tasks/policy/PolicyList.tsx'
import { PolicyRecord } from '../tasks/policy/PolicyRecord.tsx'
import { RunsList } from '../tasks/policy/RunsList.tsx'
import { SimulatePolicy } from '../tasks/policy/SimulatePolicy.tsx'
import { AnswerRecheckForm } from '../tasks/rechecks/AnswerRecheckForm.tsx'
import { AskRecheckForm } from '../tasks/rechecks/AskRecheckForm.tsx'
import { RecheckRecord } from '../tasks/rechecks/RecheckRecord.tsx'
import { RechecksList } from '../tasks/rechecks/RechecksList.tsx'
import { AmendForm } from '../tasks/residents/AmendForm.tsx'
import { CompareRecords } from '../tasks/residents/CompareRecords.tsx'
import { DuplicatesList } from '../tasks/residents/DuplicatesList.tsx'
import { FactForm } from '../tasks/residents/FactForm.tsx'
import { PointsPage } from '../tasks/residents/PointsPage.tsx'
import { RegisterForm } from '../tasks/residents/RegisterForm.tsx'
import { RelateForm } from '../tasks/residents/RelateForm.tsx'
import { ResidentRecord } from '../tasks/residents/ResidentRecord.tsx'
import { ResidentsList } from '../tasks/residents/ResidentsList.tsx'
import { AmendRoundForm } from '../tasks/rounds/AmendRoundForm.tsx'
import { CompareRuns } from '../tasks/rounds/CompareRuns.tsx'
import { EntrantRecord } from '../tasks/rounds/EntrantRecord.tsx'
import { OpenRoundForm } from '../tasks/rounds/OpenRoundForm.tsx'
import { PublicList } from '../tasks/rounds/PublicList.tsx'
import { RoundBoard } from '../tasks/rounds/RoundBoard.tsx'
import { RoundsList } from '../tasks/rounds/RoundsList.tsx'
import { readRoundSearch } from '../tasks/rounds/round-search.ts'
import { TodayPage } from '../tasks/today/TodayPage.tsx'
import { Frame } from './Frame.tsx'
import { LostPage } from './LostPage.tsx'

const root = createRootRoute({ component: Frame, notFoundComponent: LostPage, errorComponent: LostPage })
const getParentRoute = () => root

const routes = [
  createRoute({ getParentRoute, path: '/', component: TodayPage }),
  createRoute({ getParentRoute, path: '/residents', component: ResidentsList }),
  createRoute({ getParentRoute, path: '/residents/new', component: RegisterForm }),
  createRoute({ getParentRoute, path: '/residents/duplicates', component: DuplicatesList }),
  createRoute({ getParentRoute, path: '/residents/compare/$keptId/$otherId', component: CompareRecords }),
  createRoute({ getParentRoute, path: '/residents/$id', component: ResidentRecord }),
  createRoute({ getParentRoute, path: '/residents/$id/points', component: PointsPage }),
  createRoute({ getParentRoute, path: '/residents/$id/relate', component: RelateForm }),
  createRoute({ getParentRoute, path: '/residents/$id/amend/$field', component: AmendForm }),
  createRoute({ getParentRoute, path: '/residents/$id/facts/$kind', component: FactForm }),
  createRoute({
    getParentRoute,
    path: '/residents/$id/recheck',
    component: AskRecheckForm,
    validateSearch: ({ line }: Record<string, unknown>): { line?: string } =>
      typeof line === 'string' ? { line } : {},
  }),
  createRoute({ getParentRoute, path: '/rechecks', component: RechecksList }),
  createRoute({ getParentRoute, path: '/rechecks/$id', component: RecheckRecord }),
  createRoute({ getParentRoute, path: '/rechecks/$id/answer', component: AnswerRecheckForm }),
  createRoute({ getParentRoute, path: '/cases', component: CasesList }),
  createRoute({ getParentRoute, path: '/cases/new/$residentId/$roundId', component: HealthCheckForm }),
  createRoute({ getParentRoute, path: '/cases/$id', component: CaseRecord }),
  createRoute({ getParentRoute, path: '/rounds', component: RoundsList }),
  createRoute({
    getParentRoute,
    path: '/rounds/new',
    component: OpenRoundForm,
    validateSearch: ({ after }: Record<string, unknown>): { after?: string } =>
      typeof after === 'string' ? { after } : {},
  }),
  createRoute({ getParentRoute, path: '/rounds/$id/amend', component: AmendRoundForm }),
  createRoute({
    getParentRoute,
    path: '/rounds/$id',
    component: RoundBoard,
    validateSearch: readRoundSearch,
  }),
  createRoute({ getParentRoute, path: '/rounds/$id/applicants/$no', component: EntrantRecord }),
  createRoute({ getParentRoute, path: '/rounds/$id/what-if', component: CompareRuns }),
  createRoute({ getParentRoute, path: '/rounds/$id/public-list', component: PublicList }),
  createRoute({ getParentRoute, path: '/papers', component: PapersList }),
  createRoute({ getParentRoute, path: '/papers/$id', component: PaperRecord }),
  createRoute({ getParentRoute, path: '/exchange', component: ImportsList }),
  createRoute({ getParentRoute, path: '/exchange/new', component: NewImport }),
  createRoute({ getParentRoute, path: '/exchange/differences', component: DifferencesList }),
  createRoute({ getParentRoute, path: '/exchange/exports', component: ExportsList }),
  createRoute({ getParentRoute, path: '/exchange/$id', component: BatchRecord }),
  createRoute({ getParentRoute, path: '/policy', component: PolicyList }),
  createRoute({ getParentRoute, path: '/policy/new', component: DraftForm }),
  createRoute({ getParentRoute, path: '/policy/runs', component: RunsList }),
  createRoute({ getParentRoute, path: '/policy/$key', component: PolicyRecord }),
  createRoute({ getParentRoute, path: '/policy/$key/compare', component: ComparePolicies }),
  createRoute({ getParentRoute, path: '/policy/$key/simulate', component: SimulatePolicy }),
] as const

/** Addresses live behind the `#`, so that one file serves them all; they carry record ids and no personal data. */
export const pageRouter = createRouter({
  routeTree: root.addChildren(routes),
  history: createHashHistory(),
  // The key of a policy document has a colon.
  pathParamsAllowedCharacters: [':'],
  defaultPreload: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof pageRouter
  }
}
