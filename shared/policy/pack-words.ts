export {
  CODE_WORDS,
  codeWords,
  FACT_NAMES,
  HONOUR_CATEGORY_WORDS,
  HONOUR_LEVEL_WORDS,
} from './fact-words.ts'
export {
  conditionDetails,
  conditionWords,
  countWords,
  itemWords,
  measureWords,
  windowWords,
} from './measure-words.ts'
export { amountWords, bandEdges, figureWords, type RuleEntry, ruleEntries, ruleWords } from './rule-words.ts'
