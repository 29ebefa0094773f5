import type { ReactNode } from 'react'

/**
 * Names with their values under each other; a value of undefined leaves its line out. `wide` is for names that are
 * whole questions.
 */
export function Lines({
  lines,
  wide = false,
}: {
  lines: readonly (readonly [name: string, value: ReactNode])[]
  wide?: boolean
}) {
  return (
    <dl className={wide ? 'facts facts-wide' : 'facts'}>
      {lines
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** A hash in full, small and breakable. */
export function Fingerprint({ hash }: { hash: string }) {
  return <span className="source hash">{hash}</span>
}
