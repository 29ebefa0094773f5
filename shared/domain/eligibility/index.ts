export * from './health-check.ts'
export * from './reason.ts'
