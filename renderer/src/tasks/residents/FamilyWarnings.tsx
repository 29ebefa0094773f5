import { Notice } from '../../components/FailureAlert.tsx'
import { useRemembered } from '../../components/page-memory.tsx'

/** Where the form leaves what asks for a second look for the page of the resident. */
export function relationWarningsKey(residentId: string): string {
  return `relation-warnings ${residentId}`
}

/** Says what to look at again about a relation that was just recorded, until somebody has. */
export function FamilyWarnings({ residentId }: { residentId: string }) {
  const { value, remember } = useRemembered<readonly string[]>(relationWarningsKey(residentId), [])
  if (value.length === 0) return null
  return (
    <Notice tone="unknown">
      {value.map((words) => (
        <p key={words}>关系已登记，请再看一眼：{words}</p>
      ))}
      <button type="button" className="plain-button link-button" onClick={() => remember([])}>
        看过了
      </button>
    </Notice>
  )
}
