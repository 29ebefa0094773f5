import type { ResidentPage } from '#shared/ipc/residents.ts'
import { Lines } from '../../components/Lines.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'

/** Residence registration, permit issue and yearly endorsement: three clocks that never stand in for each other. */
export function ClocksSection({ clocks }: { clocks: ResidentPage['clocks'] }) {
  return (
    <Section title="证件三个时钟" aside="各自起算，互不替代">
      <Lines
        lines={clocks.map((clock) => [
          clock.name,
          clock.known ? (
            clock.text.split('；').map((part) => <p key={part}>{part}</p>)
          ) : (
            <Tag key={clock.name} tone="unknown" sign="?" word={clock.text} />
          ),
        ])}
      />
    </Section>
  )
}
