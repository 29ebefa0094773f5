export { PointsFacts } from '../people/index.ts'
export { assessPoints } from './assess.ts'
export * from './assessment.ts'
export * from './next-changes.ts'
