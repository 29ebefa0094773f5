import { Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { openRoundState } from '#shared/domain/cases/index.ts'
import { useLock, useSession } from '../api/session.tsx'
import { EVERYWHERE } from '../components/key-match.ts'
import { useKeys } from '../components/keys.tsx'
import { PRODUCT } from '../text/words.ts'
import { Foot } from './Foot.tsx'
import type { FrameCommand } from './find-options.ts'
import { Head } from './Head.tsx'
import { KeyList } from './KeyList.tsx'
import { taskTitle, upFrom } from './places.ts'
import { Rail } from './Rail.tsx'
import { useScheme } from './theme.tsx'

/** The one calm frame: tasks at the left, search and lock above, the truth about the machine below. */
export function Frame() {
  const router = useRouter()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const commands = useFrameCommands()
  const lock = useLock()
  useKeys(EVERYWHERE, [
    { keys: 'Ctrl L', label: '锁定', run: lock },
    { keys: 'Esc', label: '退回一步', run: () => void router.navigate({ to: upFrom(path) }) },
  ])
  useEffect(() => {
    document.title = `${taskTitle(path)} · ${PRODUCT}`
  }, [path])
  return (
    <div className="frame">
      <button type="button" className="skip-link" onClick={() => document.getElementById('main')?.focus()}>
        跳到正文
      </button>
      <Head commands={commands} />
      <Rail />
      <main
        className="main"
        id="main"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <Outlet />
      </main>
      <Foot />
      <KeyList />
    </div>
  )
}

/** Places to go to, found by their name or the first letters of its pinyin. */
const PLACES = [
  { id: 'register', label: '登记新居民', also: 'djxjm xinjumin', to: '/residents/new' },
  { id: 'round', label: '开始新批次', also: 'ksxpc pici', to: '/rounds/new' },
  { id: 'residents', label: '居民列表', also: 'jmlb jumin', to: '/residents' },
  { id: 'duplicates', label: '疑似重复', also: 'yscf chongfu hebing', to: '/residents/duplicates' },
  { id: 'cases', label: '办件列表', also: 'bjlb banjian', to: '/cases' },
  { id: 'rechecks', label: '复核列表', also: 'fhlb fuhe', to: '/rechecks' },
  { id: 'rounds', label: '批次列表', also: 'pclb pici', to: '/rounds' },
  { id: 'papers', label: '文书列表', also: 'wslb wenshu', to: '/papers' },
  { id: 'policy', label: '政策列表', also: 'zclb xxzc zhengce xianxing', to: '/policy' },
  { id: 'policy-draft', label: '导入政策草稿', also: 'drzccg zhengce', to: '/policy/new' },
  { id: 'points-runs', label: '全体计分', also: 'qtjf jifen', to: '/policy/runs' },
] as const

function useFrameCommands(): FrameCommand[] {
  const navigate = useNavigate()
  const session = useSession()
  const { dark, choose } = useScheme()
  const lock = useLock()
  const mayOpenRound = openRoundState(session.account).allowed
  return [
    ...PLACES.filter(({ id }) => id !== 'round' || mayOpenRound).map(({ to, ...place }) => ({
      ...place,
      run: () => void navigate({ to }),
    })),
    {
      id: 'scheme',
      label: dark ? '切换浅色' : '切换深色',
      also: 'qhss qhqs yanse zhuti',
      run: () => choose(dark ? 'light' : 'dark'),
    },
    { id: 'scheme-system', label: '颜色跟随系统', also: 'ysgsxt zhuti', run: () => choose('system') },
    { id: 'lock', label: '锁定', also: 'sd suoding', keys: 'Ctrl L', run: lock },
  ]
}
