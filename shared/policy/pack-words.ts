export { codeWords, FACT_NAMES } from './fact-words.ts'
export {
  conditionDetails,
  conditionWords,
  countWords,
  itemWords,
  measureWords,
  windowWords,
} from './measure-words.ts'
export { figureWords, type RuleEntry, ruleEntries, ruleWords } from './rule-words.ts'
