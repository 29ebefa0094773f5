import { isKnownDivision } from './divisions.ts'
import { keepEnds } from './mask.ts'
import { PlainDate } from './plain-date.ts'
import { errorProblem, isUsable, type Problem, warningProblem } from './problem.ts'
import { plainCode } from './typed-text.ts'

/** What an identity number says, as far as it can be read. */
export interface ResidentIdCheck {
  /** True when there is no error; warnings may remain. */
  valid: boolean
  /** 18 characters with the X in upper case; the plain form of what was typed when it cannot be read. */
  normal: string
  problems: Problem[]
  birth?: PlainDate
  sex?: '男' | '女'
  /** Six-digit code of the place of first registration. */
  division?: string
}

const LENGTH = 18
const OLD_LENGTH = 15
const EARLIEST_BIRTH = '1850-01-01'
const CHECK_CHARACTERS = '10X98765432'

/**
 * Reads a 居民身份证 or 港澳台居民居住证 number of 18 or 15 digits (GB 11643; check digit ISO 7064 MOD 11-2).
 * Surrounding spaces, full-width characters and a small x are accepted; 15 digits become 18 with the century 19.
 * Every defect is listed, none is thrown. A place missing from today's table is a warning only. With `on`, a
 * birth after that day is an error.
 */
export function checkResidentId(value: string, on?: PlainDate): ResidentIdCheck {
  const typed = plainCode(value)
  const formProblems = [...lengthProblems(typed), ...characterProblems(typed)]
  if (formProblems.length > 0) return { valid: false, normal: typed, problems: formProblems }

  const isOld = typed.length === OLD_LENGTH
  const normal = isOld ? toEighteen(typed) : typed
  const birth = PlainDate.safeParse(
    `${normal.slice(6, 10)}-${normal.slice(10, 12)}-${normal.slice(12, 14)}`,
  ).data
  const division = normal.slice(0, 6)
  const problems = [
    ...birthProblems(birth, { on, isOld }),
    ...checkDigitProblems(normal),
    ...divisionProblems(division),
  ]
  return {
    valid: isUsable(problems),
    normal,
    problems,
    ...(birth === undefined ? {} : { birth }),
    sex: Number(normal.charAt(16)) % 2 === 1 ? '男' : '女',
    division,
  }
}

/** The 18th character for the first 17 digits, `0` to `9` or `X` (ISO 7064 MOD 11-2). */
export function residentIdCheckDigit(first17: string): string {
  let sum = 0
  for (const digit of first17) sum = ((sum + Number(digit)) * 2) % 11
  return CHECK_CHARACTERS.charAt(sum)
}

/** An identity number with only its first 6 and last 4 characters shown; a text of another length is hidden whole. */
export function maskResidentId(value: string): string {
  const typed = plainCode(value)
  const isWhole = typed.length === LENGTH || typed.length === OLD_LENGTH
  return isWhole ? keepEnds(typed, 6, 4) : '*'.repeat(typed.length)
}

function toEighteen(fifteen: string): string {
  const first17 = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`
  return first17 + residentIdCheckDigit(first17)
}

function lengthProblems(typed: string): Problem[] {
  const { length } = typed
  if (length === LENGTH || length === OLD_LENGTH) return []
  if (length === 0) return [errorProblem('LENGTH', '请填写身份证号码，应为 18 位。')]
  const difference =
    length < LENGTH ? `还差 ${LENGTH - length} 位：应为 18 位。` : `多了 ${length - LENGTH} 位：应为 18 位。`
  return [errorProblem('LENGTH', `${difference}请照证件填写。`)]
}

function characterProblems(typed: string): Problem[] {
  if (typed.length === OLD_LENGTH && typed.includes('X')) {
    return [errorProblem('CHARACTERS', '15 位旧号码只有数字。如是 18 位号码，还差 3 位，请照证件填写。')]
  }
  if (/^\d*$/.test(typed) || (typed.length === LENGTH && /^\d{17}X$/.test(typed))) return []
  return [errorProblem('CHARACTERS', '只能有数字，第 18 位可以是 X。请照证件核对，去掉空格和其他字符。')]
}

function birthProblems(
  birth: PlainDate | undefined,
  { on, isOld }: { on: PlainDate | undefined; isOld: boolean },
): Problem[] {
  if (birth === undefined) {
    const more = isOld ? '如是 18 位号码，还差 3 位。' : ''
    return [errorProblem('DATE', `号码中的出生日期不存在。${more}请照证件核对出生年月日各位。`)]
  }
  if (birth < EARLIEST_BIRTH) {
    return [errorProblem('EARLY_BIRTH', '号码中的出生日期早于 1850 年，不可能。请照证件核对出生年份。')]
  }
  if (on !== undefined && birth > on) {
    return [errorProblem('FUTURE_BIRTH', '号码中的出生日期晚于办理当天。请照证件核对出生年月日各位。')]
  }
  return []
}

function checkDigitProblems(normal: string): Problem[] {
  if (normal.charAt(17) === residentIdCheckDigit(normal.slice(0, 17))) return []
  return [errorProblem('CHECK_DIGIT', '校验码不符，号码中至少有一位填错。请照证件逐位核对。')]
}

function divisionProblems(division: string): Problem[] {
  if (isKnownDivision(division)) return []
  return [
    warningProblem(
      'UNKNOWN_DIVISION',
      '前 6 位地区码不在现行代码表中，可能是已撤销的地区，不影响受理。请照证件再核对一遍。',
    ),
  ]
}
