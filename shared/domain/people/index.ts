export * from './facts.ts'
export * from './points-facts.ts'
export * from './words.ts'
