import { Link } from '@tanstack/react-router'

const PLACES = [
  { to: '/exchange', label: '导入' },
  { to: '/exchange/differences', label: '差异' },
  { to: '/exchange/exports', label: '导出登记' },
] as const

/** The three places of this task. */
export function ExchangeTabs() {
  return (
    <nav aria-label="交换" className="place-tabs">
      {PLACES.map(({ to, label }) => (
        <Link key={to} to={to} activeOptions={{ exact: true }} activeProps={{ 'aria-current': 'page' }}>
          {label}
        </Link>
      ))}
    </nav>
  )
}
