import { compare, type Fraction } from '../base/fraction.ts'
import { jsonPath } from '../base/read-strictly.ts'
import { type Figure, figureValue, type PlacedFigure } from './figure.ts'
import { indicatorFigures, type PointsIndicator, type PointsPack } from './points-pack.ts'

/** What a person should look at in a pack that can be used: a kind, the JSON path, Chinese words. */
export interface PackFinding {
  code: 'CAP_BELOW_VALUE' | 'NO_CITATION' | 'NOT_LOADED' | 'CONFLICT' | 'DEFAULT'
  at: string
  message: string
}

/** Every finding of a pack, in the order of its text. An empty list is a pack read in full from its source. */
export function checkPack(pack: PointsPack): PackFinding[] {
  return pack.indicators.flatMap((indicator, index) => [
    ...(indicator.rule === null
      ? [
          finding(
            'NOT_LOADED',
            ['indicators', index, 'rule'],
            `${indicator.name}的规则未装载，不计分也不作 0 分`,
          ),
        ]
      : []),
    ...indicatorFigures(indicator).flatMap((placed) => figureFindings(indicator, index, placed)),
  ])
}

function figureFindings(indicator: PointsIndicator, index: number, placed: PlacedFigure): PackFinding[] {
  const { figure } = placed
  const path = ['indicators', index, ...placed.path]
  const findings: PackFinding[] = []
  if (figure.citation === undefined && indicator.citation === undefined)
    findings.push(finding('NO_CITATION', path, `${indicator.name}：这个数值没有写明文号和条款`))
  if (placed.role === 'amount' && exceedsCap(figure, indicator.cap))
    findings.push(finding('CAP_BELOW_VALUE', path, `${indicator.name}：分值高于该指标上限，永远给不满`))
  const status = figure.status ?? indicator.status
  if (status === 'UNREAD') findings.push(finding('NOT_LOADED', path, `${indicator.name}：数值未装载`))
  if (status === 'DEFAULT')
    findings.push(finding('DEFAULT', path, `${indicator.name}：默认值，待主管部门确认`))
  if (status === 'CONFLICT')
    findings.push(finding('CONFLICT', path, `${indicator.name}：来源不一致，已取其一，另一读法见备注`))
  return findings
}

function exceedsCap(figure: Figure, cap: Figure): boolean {
  const highest = figureValue(cap, 'chosen')
  const values = [figureValue(figure, 'chosen'), figureValue(figure, 'alternative')]
  return (
    highest !== null && values.some((value: Fraction | null) => value !== null && compare(value, highest) > 0)
  )
}

function finding(code: PackFinding['code'], path: (string | number)[], message: string): PackFinding {
  return { code, at: jsonPath(path), message }
}
