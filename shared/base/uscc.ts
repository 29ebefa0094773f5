import { isKnownDivision } from './divisions.ts'
import { errorProblem, isUsable, type Problem, warningProblem } from './problem.ts'
import { plainCode } from './typed-text.ts'

/** What was found about a 统一社会信用代码. */
export interface UsccCheck {
  /** True when there is no error; warnings may remain. */
  valid: boolean
  /** The code in upper case without surrounding spaces. */
  normal: string
  problems: Problem[]
}

const LENGTH = 18
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
/** Registered with a national authority rather than in a province. */
const NATIONAL_DIVISION = '100000'

/**
 * Checks a 统一社会信用代码 (GB 32100-2015): 18 characters without I, O, S, V and Z, digits in positions 3 to 8,
 * check character 0 included. Small letters, full-width characters and surrounding spaces are accepted. Every
 * defect is listed, none is thrown. An unknown place or an organisation code (positions 9 to 17) whose own check
 * character differs is a warning only.
 */
export function checkUscc(value: string): UsccCheck {
  const normal = plainCode(value)
  const formProblems = [...lengthProblems(normal), ...characterProblems(normal)]
  if (formProblems.length > 0) return { valid: false, normal, problems: formProblems }

  const problems = [
    ...checkCharacterProblems(normal),
    ...divisionProblems(normal.slice(2, 8)),
    ...organisationCodeProblems(normal.slice(8, 17)),
  ]
  return { valid: isUsable(problems), normal, problems }
}

/** The 18th character for the first 17: weights are the powers of 3 modulo 31 (GB 32100-2015, annex A). */
export function usccCheckCharacter(first17: string): string {
  let weight = 1
  let sum = 0
  for (const character of first17) {
    sum += ALPHABET.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  // A remainder of 0 gives 31, which is written 0.
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** The 9th character of an organisation code for its first 8, `0` to `9` or `X` (GB 11714-1997). */
export function organisationCodeCheckCharacter(first8: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (partial, weight, index) => partial + weight * Number.parseInt(first8.charAt(index), 36),
    0,
  )
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'X' : String(check)
}

function lengthProblems(normal: string): Problem[] {
  const { length } = normal
  if (length === LENGTH) return []
  const difference = length < LENGTH ? `还差 ${LENGTH - length} 位` : `多了 ${length - LENGTH} 位`
  return [errorProblem('LENGTH', `${difference}：应为 18 位，最后一位是校验码。请照营业执照填写。`)]
}

function characterProblems(normal: string): Problem[] {
  if (/[IOSVZ]/.test(normal)) {
    return [
      errorProblem('CHARACTERS', '代码中没有字母 I、O、S、V、Z，可能是数字 1、0、5、2。请照营业执照核对。'),
    ]
  }
  if (!/^[0-9A-Z]*$/.test(normal)) {
    return [errorProblem('CHARACTERS', '只能有数字和大写英文字母。请照营业执照核对，去掉空格和其他字符。')]
  }
  if (!/^\d*$/.test(normal.slice(2, 8))) {
    return [errorProblem('CHARACTERS', '第 3 至 8 位是登记机关的地区码，只能是数字。请照营业执照核对。')]
  }
  return []
}

function checkCharacterProblems(normal: string): Problem[] {
  if (normal.charAt(17) === usccCheckCharacter(normal.slice(0, 17))) return []
  return [errorProblem('CHECK_DIGIT', '校验码不符，代码中至少有一位填错。请照营业执照逐位核对。')]
}

function divisionProblems(division: string): Problem[] {
  if (division === NATIONAL_DIVISION || isKnownDivision(division)) return []
  return [
    warningProblem(
      'UNKNOWN_DIVISION',
      '第 3 至 8 位地区码不在现行代码表中，不影响受理。请照营业执照再核对一遍。',
    ),
  ]
}

function organisationCodeProblems(organisationCode: string): Problem[] {
  if (organisationCode.charAt(8) === organisationCodeCheckCharacter(organisationCode.slice(0, 8))) return []
  return [
    warningProblem(
      'ORGANISATION_CODE',
      '第 9 至 17 位组织机构代码的校验码不符，不影响受理。请照营业执照再核对一遍。',
    ),
  ]
}
