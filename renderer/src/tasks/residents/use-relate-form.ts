import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { DuplicateCandidate } from '#shared/ipc/duplicates.ts'
import type { ResidentMatch } from '#shared/ipc/residents.ts'
import { useMachine } from '../../api/machine.tsx'
import { queries } from '../../api/queries.ts'
import { type Step, stepOf, textOf } from '../../components/form-page.ts'
import { useForm } from '../../components/use-form.ts'
import { usePaused } from '../../components/use-paused.ts'
import { basisPage, NEWCOMER, newcomerPage, whoPage } from './relate-page.ts'

const FIND_PAUSE_MILLISECONDS = 400

/** Somebody a relation can be with. */
export type Person = Pick<ResidentMatch, 'id' | 'name' | 'idNumberMasked' | 'town'>

/**
 * The form of a new relation, the people found for it, and those who look like the one being registered. These last
 * decide whether the page of a newcomer asks one question more.
 */
export function useRelateForm(residentId: string) {
  const today = useMachine()?.today
  const pages = useMemo(
    () => ({
      who: whoPage(),
      plain: newcomerPage(today, false),
      asking: newcomerPage(today, true),
      basis: ([undefined, 'parent', 'child'] as const).map((kind) => basisPage(today, kind)),
    }),
    [today],
  )
  const steps = useMemo(() => [stepOf(pages.who), stepOf(pages.plain), ...pages.basis.map(stepOf)], [pages])
  const form = useForm({
    draftKey: `relate ${residentId}`,
    steps,
    defaults: today === undefined ? {} : { dataDate: today },
  })
  const plain = pages.plain.read(form.body)
  const isNew = textOf(form.body, 'otherId') === NEWCOMER
  const candidates = useCandidates(isNew ? plain.name : '', isNew && plain.id.valid ? plain.id.normal : '')
  const newcomer = candidates.some(({ strength }) => strength === 'likely') ? pages.asking : pages.plain
  const newcomerStep = useMemo(() => stepOf(newcomer), [newcomer])
  const exact = (step: Step) => (step.id === newcomerStep.id ? newcomerStep : step)
  const who = pages.who.read(form.body)
  const basis = basisPage(today, who.kind)
  return {
    form: {
      ...form,
      path: form.path.map(exact),
      step: form.step === undefined ? undefined : exact(form.step),
    },
    who,
    newcomer: isNew ? newcomer.read(form.body) : undefined,
    basis: basis.read(form.body),
    summary: [...pages.who.summary(who), ...basis.summary(basis.read(form.body))],
    candidates,
    people: usePeople(textOf(form.body, 'find'), { chosen: who.otherId, not: residentId, candidates }),
  }
}

/** Those found for a text, and the one who was chosen, who stays while the text changes. */
function usePeople(
  text: string,
  about: { chosen: string; not: string; candidates: readonly DuplicateCandidate[] },
): { shown: readonly Person[]; chosen: Person | undefined; searching: boolean } {
  const asked = usePaused(text, FIND_PAUSE_MILLISECONDS)
  const answer = useQuery(queries.residentMatches(asked))
  const seen = useRef(new Map<string, Person>())
  const found = (asked === '' ? [] : (answer.data ?? [])).filter(({ id }) => id !== about.not)
  for (const person of [...found, ...about.candidates]) seen.current.set(person.id, person)
  const chosen = seen.current.get(about.chosen)
  const shown = chosen === undefined || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found]
  return { shown, chosen, searching: asked !== text || answer.isFetching }
}

/** Who may be the person that is typed. */
function useCandidates(name: string, idNumber: string): readonly DuplicateCandidate[] {
  const asked = usePaused(`${idNumber} ${name}`, FIND_PAUSE_MILLISECONDS)
  const [askedNumber = '', ...names] = asked.split(' ')
  const query = queries.duplicates(names.join(' '), askedNumber)
  const { data = [] } = useQuery(query)
  return query.enabled === false ? [] : data
}
