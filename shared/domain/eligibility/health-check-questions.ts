import type { HealthCheckConsent } from './health-check.ts'

/**
 * What the resident is asked, worded once: the form asks it so, and the document frozen on submission repeats it.
 * The second names 个人信息保护法第二十八至三十条 (separate consent to sensitive personal information).
 */
export const HEALTH_CHECK_QUESTIONS = {
  consent: '本人是否愿意参加免费健康体检？',
  healthDataConsent: '本人是否单独同意为组织体检处理其健康信息？（个人信息保护法第二十八至三十条）',
} as const satisfies Record<keyof HealthCheckConsent, string>
