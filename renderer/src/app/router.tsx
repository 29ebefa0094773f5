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
import { PolicyPage } from '../tasks/policy/PolicyPage.tsx'
import { AmendForm } from '../tasks/residents/AmendForm.tsx'
import { CompareRecords } from '../tasks/residents/CompareRecords.tsx'
import { DuplicatesList } from '../tasks/residents/DuplicatesList.tsx'
import { FactForm } from '../tasks/residents/FactForm.tsx'
import { RegisterForm } from '../tasks/residents/RegisterForm.tsx'
import { RelateForm } from '../tasks/residents/RelateForm.tsx'
import { ResidentRecord } from '../tasks/residents/ResidentRecord.tsx'
import { ResidentsList } from '../tasks/residents/ResidentsList.tsx'
import { OpenRoundForm } from '../tasks/rounds/OpenRoundForm.tsx'
import { RoundBoard } from '../tasks/rounds/RoundBoard.tsx'
import { RoundsList } from '../tasks/rounds/RoundsList.tsx'
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
  createRoute({ getParentRoute, path: '/residents/$id/relate', component: RelateForm }),
  createRoute({ getParentRoute, path: '/residents/$id/amend/$field', component: AmendForm }),
  createRoute({ getParentRoute, path: '/residents/$id/facts/$kind', component: FactForm }),
  createRoute({ getParentRoute, path: '/cases', component: CasesList }),
  createRoute({ getParentRoute, path: '/cases/new/$residentId/$roundId', component: HealthCheckForm }),
  createRoute({ getParentRoute, path: '/cases/$id', component: CaseRecord }),
  createRoute({ getParentRoute, path: '/rounds', component: RoundsList }),
  createRoute({ getParentRoute, path: '/rounds/new', component: OpenRoundForm }),
  createRoute({ getParentRoute, path: '/rounds/$id', component: RoundBoard }),
  createRoute({ getParentRoute, path: '/papers', component: PapersList }),
  createRoute({ getParentRoute, path: '/papers/$id', component: PaperRecord }),
  createRoute({ getParentRoute, path: '/exchange', component: ImportsList }),
  createRoute({ getParentRoute, path: '/exchange/new', component: NewImport }),
  createRoute({ getParentRoute, path: '/exchange/differences', component: DifferencesList }),
  createRoute({ getParentRoute, path: '/exchange/exports', component: ExportsList }),
  createRoute({ getParentRoute, path: '/exchange/$id', component: BatchRecord }),
  createRoute({ getParentRoute, path: '/policy', component: PolicyPage }),
] as const

/** Addresses live behind the `#`, so that one file serves them all; they carry record ids and no personal data. */
export const pageRouter = createRouter({
  routeTree: root.addChildren(routes),
  history: createHashHistory(),
  defaultPreload: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof pageRouter
  }
}
