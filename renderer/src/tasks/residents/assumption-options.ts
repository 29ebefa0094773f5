import { educationText, honourText, skillText, tenureText } from '#shared/domain/people/index.ts'
import { EDUCATION_CODES, HONOUR_LEVELS, ITEM_VOCABULARY, SKILL_CODES } from '#shared/policy/index.ts'
import type { AssumptionKind } from './what-if.ts'

interface ChoiceOption {
  value: string
  label: string
}

/** What can be chosen in the row of an assumption that is a choice. */
export function assumptionOptions(kind: AssumptionKind): ChoiceOption[] {
  switch (kind) {
    case 'education':
      return EDUCATION_CODES.map((level) => ({ value: level, label: educationText(level) }))
    case 'skill':
      return SKILL_CODES.map((level) => ({ value: level, label: skillText(level) }))
    case 'housing':
      return ITEM_VOCABULARY.housing.codes.map((tenure) => ({ value: tenure, label: tenureText(tenure) }))
    case 'honour':
      return HONOUR_LEVELS.map((level) => ({ value: level, label: honourText(level) }))
    default:
      return []
  }
}
