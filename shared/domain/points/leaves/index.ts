export { conditionLeaf } from './condition.ts'
export { itemReader } from './item-reader.ts'
export { measureLeaf } from './measure.ts'
