import { Link } from '@tanstack/react-router'
import { FACT_SUBJECTS, FactKind, factTitle, subjectOf } from '#shared/domain/people/index.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { SUBJECT_WORDS } from '../../text/words.ts'

/** Every kind of fact that can be recorded, under its subject. */
export function FactChoice(props: { residentId: string; open: boolean; close(): void }) {
  const { residentId, open, close } = props
  return (
    <Dialog title="记一项事实" open={open} close={close}>
      <dl className="fact-choice">
        {FACT_SUBJECTS.map((subject) => (
          <div key={subject}>
            <dt>{SUBJECT_WORDS[subject]}</dt>
            <dd>
              {FactKind.options
                .filter((kind) => subjectOf(kind) === subject)
                .map((kind) => (
                  <Link
                    key={kind}
                    to="/residents/$id/facts/$kind"
                    params={{ id: residentId, kind }}
                    aria-label={`记录${factTitle(kind)}`}
                  >
                    {factTitle(kind)}
                  </Link>
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
