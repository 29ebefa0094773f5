import { useState } from 'react'
import {
  COMBINE_WORDS,
  conditionWords,
  FIGURE_STATUS_WORDS,
  type PackLayer,
  type PointsIndicator,
  type PointsPack,
  type PointsRule,
  purposeWords,
  READ_FROM_WORDS,
} from '#shared/policy/index.ts'
import { ListFilter } from '../../components/ListFilter.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { STATUS_LOOK } from './document-look.ts'
import { type FigureLine, figureLine, figureLines, wordsBeside } from './figure-lines.ts'

/** A pack's indicators as one table a layer: every figure with its words, how sure it is, and its source. */
export function PackTables({ pack }: { pack: PointsPack }) {
  const [only, setOnly] = useState('')
  return (
    <>
      <div className="list-tools">
        <ListFilter
          label="只看"
          value={only}
          options={Object.entries(FIGURE_STATUS_WORDS).map(([value, label]) => ({ value, label }))}
          change={setOnly}
        />
        <span className="source">{pack.indicators.length} 项指标，每个数值都有出处和可靠程度</span>
      </div>
      {pack.layers.map((layer) => (
        <LayerSection key={layer.layer} layer={layer} pack={pack} only={only} />
      ))}
    </>
  )
}

function LayerSection({ layer, pack, only }: { layer: PackLayer; pack: PointsPack; only: string }) {
  const shown = pack.indicators
    .filter((indicator) => indicator.layer === layer.layer)
    .map((indicator) => ({
      indicator,
      lines: figureLines(indicator).filter((line) => only === '' || line.status === only),
    }))
    .filter(({ lines, indicator }) => only === '' || lines.length > 0 || unread(indicator, only))
  return (
    <Section title={layer.name} aside={`${shown.length} 项 · ${layer.recognisedWithin}内认可`}>
      <table className="figures-table pack-table" aria-label={layer.name}>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col" className="end">
              分值
            </th>
            <th scope="col">可靠程度</th>
            <th scope="col">出处</th>
          </tr>
        </thead>
        {layer.cap === null ? null : (
          <tbody>
            <FigureRow line={figureLine('本层合计上限', layer.cap, layer)} />
          </tbody>
        )}
        {shown.map(({ indicator, lines }) => (
          <tbody key={indicator.code}>
            <IndicatorHead indicator={indicator} />
            {lines.map((line) => (
              <FigureRow key={line.what} line={line} />
            ))}
          </tbody>
        ))}
      </table>
      {shown.length === 0 ? <p className="reason-why">这一层没有这样的数值。</p> : null}
    </Section>
  )
}

/** An indicator whose way of scoring was not seen has no figures, but is what 未装载 asks for. */
function unread(indicator: PointsIndicator, only: string): boolean {
  return only === 'UNREAD' && indicator.rule === null
}

function IndicatorHead({ indicator }: { indicator: PointsIndicator }) {
  return (
    <tr className="pack-indicator">
      <th scope="rowgroup" colSpan={4}>
        <span className="row">
          <strong>{indicator.name}</strong>
          <span className="source">{indicator.code}</span>
          {indicator.as.kind === 'points' ? null : (
            <Tag tone="no" sign="−" word={indicator.as.kind === 'deduction' ? '扣分' : '替换扣分'} />
          )}
          {indicator.rule === null ? <Tag {...STATUS_LOOK.UNREAD} word="计分办法未装载" /> : null}
        </span>
        {indicator.requires === null ? null : (
          <p className="pack-requires">须先符合：{conditionWords(indicator.requires)}</p>
        )}
        <RuleWords rule={indicator.rule} />
        <p className="source">{aboutIndicator(indicator)}</p>
        {indicator.note === undefined ? null : <p className="source">{indicator.note}</p>}
      </th>
    </tr>
  )
}

/** The rule in plain words, as far as the figures below do not say it themselves. */
function RuleWords({ rule }: { rule: PointsRule | null }) {
  const words = rule === null ? [] : wordsBeside(rule)
  if (words.length === 0) return null
  return (
    <ul className="pack-rule">
      {words.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

function aboutIndicator(indicator: PointsIndicator): string {
  const { verifiers, evidence, validity, purposes } = indicator
  return [
    `看${READ_FROM_WORDS[indicator.subject]}`,
    ...(verifiers.departments.length === 0
      ? []
      : [
          `由${verifiers.departments.join('、')}核实${verifiers.departments.length === 1 ? '' : `，${COMBINE_WORDS[verifiers.combine]}`}`,
        ]),
    ...(evidence.length === 0 ? [] : [`凭${evidence.join('、')}`]),
    ...(validity === undefined ? [] : [`有效期：${validity}`]),
    ...(purposes === undefined ? [] : [`只用于${purposes.map(purposeWords).join('、')}`]),
    indicator.cap === null ? '不设上限' : undefined,
    indicator.whenAbsent === 'nothing' ? '没有记录即不得分' : '没有记录为待定',
  ]
    .filter((part) => part !== undefined)
    .join(' · ')
}

/** One figure: what it is for, how much, how sure, and where it stands. */
export function FigureRow({ line }: { line: FigureLine }) {
  return (
    <tr>
      <th scope="row">{line.what}</th>
      <td className="end">{line.value}</td>
      <td>
        <Tag {...STATUS_LOOK[line.status]} word={FIGURE_STATUS_WORDS[line.status]} />
      </td>
      <td>
        <p className="source">{line.citation}</p>
        {line.note === undefined ? null : <p className="source">{line.note}</p>}
      </td>
    </tr>
  )
}
