import { fullYears } from '#shared/base/plain-date.ts'
import { type HeldFact, insuredMonthsOf, isReadFrom } from '#shared/domain/people/index.ts'
import type { PointsLine } from '#shared/domain/points/index.ts'
import { type FactField, FundFact, type PointsIndicator } from '#shared/policy/index.ts'
import type { Assessed, Person } from './judgement.ts'
import { childFields } from './population/needed-facts.ts'
import { type HeldRow, sourceOf, sourceText } from './resident-facts.ts'

/** Under this age a guardian's points count, as the subject of an indicator has it. */
const MINOR_UNDER = 16

/** Somebody whose facts a line rests on, and which; the applicant goes without a word. */
type Source = { word: string; held: readonly HeldRow[]; fields: readonly FactField[] }
type About = { assessed: Assessed; minor: boolean; fields: readonly FactField[] }

/**
 * Department, evidence and data date of every fact behind a line, joined by ；, those of the family with who it is.
 * Empty where there is none.
 */
export function lineSources(assessed: Assessed, person: Person): (line: PointsLine) => string {
  const { pack, points } = assessed
  const indicators = new Map(pack.policy.indicators.map((indicator) => [indicator.code, indicator]))
  const minor = fullYears(person.birth, points.on) < MINOR_UNDER
  return (line) => {
    const indicator = indicators.get(line.code)
    const people =
      indicator === undefined ? [] : peopleBehind(indicator, { assessed, minor, fields: line.fields })
    const texts = people.flatMap(({ word, held, fields }) =>
      fields.flatMap((field) => fieldSources(field, held)).map((text) => `${word}${text}`),
    )
    return [...new Set(texts)].join('；')
  }
}

function peopleBehind(indicator: PointsIndicator, { assessed, minor, fields }: About): Source[] {
  const { held, family } = assessed
  const self = { word: '', held, fields }
  const members = (role: (typeof family.members)[number]['role'], read = fields) =>
    family.members
      .filter((member) => member.role === role)
      .map((member) => ({ word: `${member.word}：`, held: member.held, fields: read }))
  const children = members('child', childFields(indicator))
  switch (indicator.subject) {
    case 'applicant':
      return [self, ...children]
    case 'spouse':
      return [...members('spouse'), ...children]
    case 'either':
    case 'both':
      return [self, ...members('spouse'), ...children]
    case 'guardian-of-minor':
      return [...(minor ? members('guardian') : [self]), ...children]
  }
}

function fieldSources(field: FactField, held: readonly HeldRow[]): string[] {
  if (field === 'birth') return ['居民身份证号码']
  const read = rowsBehind(field, held)
  const rows =
    read.length > 0 ? read : held.filter(({ value }) => value.kind === 'nothing' && value.field === field)
  return rows.map(({ row }) => sourceText(sourceOf(row)))
}

/** The facts a field was read from: of months only the latest statement, and the certificate where it decides. */
function rowsBehind(field: FactField, held: readonly HeldRow[]): HeldRow[] {
  const read = held.filter((fact: HeldFact) => isReadFrom(field, fact))
  if (field === 'insuredMonths') {
    const from = insuredMonthsOf(held.map(({ value }) => value))?.from
    return read.filter(({ value }) => value.kind === from).slice(-1)
  }
  return FundFact.safeParse(field).success ? read.slice(-1) : read
}
