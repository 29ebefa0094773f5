import { type FactKind, factTitle } from '#shared/domain/people/index.ts'
import { Notice } from '../../components/FailureAlert.tsx'
import { useRemembered } from '../../components/page-memory.tsx'

/** What asks for a second look about a fact that was just recorded. */
export interface FactWarnings {
  kind: FactKind | undefined
  words: readonly string[]
}

export const NO_WARNINGS: FactWarnings = { kind: undefined, words: [] }

/** Where the form leaves them for the page of the resident. */
export function factWarningsKey(residentId: string): string {
  return `fact-warnings ${residentId}`
}

/** Says on the resident's page what to look at again, until somebody has. */
export function FactWarningsNotice({ residentId }: { residentId: string }) {
  const { value, remember } = useRemembered<FactWarnings>(factWarningsKey(residentId), NO_WARNINGS)
  if (value.kind === undefined) return null
  return (
    <Notice tone="unknown">
      <p>{factTitle(value.kind)}已记入，请再看一眼：</p>
      <ul className="suspects">
        {value.words.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <button type="button" className="plain-button link-button" onClick={() => remember(NO_WARNINGS)}>
        看过了
      </button>
    </Notice>
  )
}
