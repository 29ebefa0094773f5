import type { ProgrammeView } from '#shared/ipc/residents.ts'
import { Reasons, ReasonsShort } from '../../components/Reasons.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { VerdictTag } from '../../components/VerdictTag.tsx'

/** What this person can apply for: the verdict with what stands in the way, and every condition with its clause. */
export function ProgrammesSection({ programmes }: { programmes: readonly ProgrammeView[] }) {
  return (
    <Section title="可以办理什么">
      {programmes.map((programme) => (
        <div key={programme.programme} className="programme">
          <div className="row">
            <span className="programme-title">{programme.title}</span>
            <VerdictTag verdict={programme.verdict} />
            <span className="reason-why">{programme.summary}</span>
          </div>
          <ReasonsShort reasons={programme.reasons} />
          <details>
            <summary>
              {programme.title}的全部 {programme.reasons.length} 条条件和依据
            </summary>
            <Reasons reasons={programme.reasons} />
          </details>
        </div>
      ))}
    </Section>
  )
}
