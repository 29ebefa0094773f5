import { Link } from '@tanstack/react-router'
import { useMachine } from '../api/machine.tsx'

const TASKS = [
  { to: '/', label: '今日' },
  { to: '/residents', label: '居民' },
  { to: '/cases', label: '办件', counts: 'cases' },
  { to: '/rechecks', label: '复核', counts: 'rechecks' },
  { to: '/rounds', label: '批次', counts: 'rounds' },
  { to: '/papers', label: '文书', counts: 'papers' },
  { to: '/exchange', label: '交换', apart: true },
  { to: '/policy', label: '政策' },
] as const satisfies readonly {
  to: string
  label: string
  counts?: 'cases' | 'rechecks' | 'rounds' | 'papers'
  apart?: boolean
}[]

/** The tasks in the order of a clerk's day, with a count only where something waits for this person. */
export function Rail() {
  const waiting = useMachine()?.waiting
  return (
    <nav className="rail" aria-label="任务">
      <ul>
        {TASKS.map((task) => {
          const count = 'counts' in task && waiting !== undefined ? waiting[task.counts] : 0
          return (
            <li key={task.to} className={'apart' in task ? 'rail-apart' : undefined}>
              <Link
                to={task.to}
                activeOptions={{ exact: task.to === '/' }}
                activeProps={{ 'aria-current': 'page' }}
              >
                {task.label}
                {count === 0 ? null : (
                  <span className="rail-count">
                    {count}
                    <span className="unseen"> 件等您处理</span>
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
