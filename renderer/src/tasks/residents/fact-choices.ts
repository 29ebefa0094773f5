import type { FactValue } from '#shared/domain/people/index.ts'
import type { PointsPack, PointsRule } from '#shared/policy/index.ts'
import type { Option } from '../../components/form-page.ts'

type Choice = Omit<Extract<FactValue, { kind: 'choice' }>, 'kind'>

/** As long as a recorded text may be. */
const LONGEST_TITLE = 100

/** Every answer that packs leave to the applicant, as options; a question two packs share comes once. */
export function choiceOptions(packs: readonly PointsPack[]): Option[] {
  const options = new Map(packs.flatMap(packChoices).map((option) => [option.value, option]))
  return [...options.values()]
}

/** A choice among the indicators of a group goes by the group's code in small letters. */
function packChoices({ indicators, groups }: PointsPack): Option[] {
  const names = new Map(indicators.map(({ code, name }) => [code, name]))
  const ofRules = indicators.flatMap(({ name, rule }) => (rule === null ? [] : ruleChoices(rule, name)))
  const ofGroups = groups
    .filter(({ mode }) => mode.kind === 'choose')
    .flatMap(({ code, name, indicators: members }) =>
      members.map((member) =>
        optionOf({ question: code.toLowerCase(), option: member }, `${name}：${names.get(member) ?? member}`),
      ),
    )
  return [...ofRules, ...ofGroups]
}

function ruleChoices(rule: PointsRule, name: string): Option[] {
  switch (rule.kind) {
    case 'choose':
      return rule.of.flatMap(({ option, title, rule: part }) => [
        optionOf({ question: rule.choice, option }, `${name}：${title}`),
        ...ruleChoices(part, name),
      ])
    case 'sum':
    case 'highest':
      return rule.of.flatMap((part) => ruleChoices(part, name))
    case 'gated':
      return ruleChoices(rule.rule, name)
    default:
      return []
  }
}

/** An option carries question, answer and their words, since nothing else of the pack reaches the form. */
function optionOf({ question, option }: Omit<Choice, 'title'>, label: string): Option {
  return { value: `${question} ${option} ${label}`, label }
}

/** The choice that an option of `choiceOptions` stands for; undefined for any other text. */
export function readChoice(text: string): Choice | undefined {
  const [, question, option, title] = /^(\S+) (\S+) (.+)$/.exec(text) ?? []
  if (question === undefined || option === undefined || title === undefined) return undefined
  return { question, option, title: title.slice(0, LONGEST_TITLE) }
}
