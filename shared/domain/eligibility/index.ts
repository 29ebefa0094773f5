export * from './health-check.ts'
export * from './health-check-questions.ts'
export * from './reason.ts'
