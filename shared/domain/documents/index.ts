export * from './health-check-notice.ts'
export * from './parse-reply.ts'
export * from './reply.ts'
export * from './text.ts'
