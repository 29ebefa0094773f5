import { Link } from '@tanstack/react-router'

const PLACES = [
  { to: '/policy', label: '政策文件' },
  { to: '/policy/runs', label: '全体计分' },
] as const

/** The two places of this task. */
export function PolicyTabs() {
  return (
    <nav aria-label="政策" className="place-tabs">
      {PLACES.map(({ to, label }) => (
        <Link key={to} to={to} activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
