const TITLES: Record<string, string> = {
  '': '今日',
  residents: '居民',
  cases: '办件',
  rechecks: '复核',
  rounds: '批次',
  papers: '文书',
  exchange: '交换',
  policy: '政策',
}

/** The task a path belongs to, for the window's title. Never says whom or what it is about. */
export function taskTitle(path: string): string {
  return TITLES[path.split('/')[1] ?? ''] ?? '今日'
}

/** The place one step above `path`: the record of a form, the list of a record, today of a list. */
export function upFrom(path: string): string {
  const parts = path.split('/').filter((part) => part !== '')
  if (parts[0] === 'cases' && parts[1] === 'new' && parts[2] !== undefined) return `/residents/${parts[2]}`
  if (parts[0] === 'residents' && parts[1] === 'compare') return '/residents/duplicates'
  if (parts.length > 2) return `/${parts.slice(0, 2).join('/')}`
  return parts.length === 2 ? `/${parts[0]}` : '/'
}
