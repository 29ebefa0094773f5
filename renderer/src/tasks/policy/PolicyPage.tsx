import { useQuery } from '@tanstack/react-query'
import type { FigureStatus, PointsIndicator, PointsPack } from '#shared/policy/index.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { Fingerprint, Lines } from '../../components/Lines.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { RecordPage, Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { FIGURE_STATUS_WORDS } from '../../text/words.ts'
import { type FigureLine, figureLines } from './figure-lines.ts'

const STATUS_LOOK = {
  READ: { tone: 'yes', sign: '✓' },
  SEED: { tone: 'yes', sign: '✓' },
  DEFAULT: { tone: 'unknown', sign: '?' },
  CONFLICT: { tone: 'unknown', sign: '≠' },
  UNREAD: { tone: 'unknown', sign: '—' },
} as const satisfies Record<FigureStatus, { tone: 'yes' | 'unknown'; sign: string }>

/** The points policy in force: every figure with its source and how sure it is. */
export function PolicyPage() {
  const policy = useQuery(queries.policy())
  return (
    <Loaded query={policy} failureOf={failureOf}>
      {({ pack, sha256 }) => (
        <RecordPage title="现行政策" about={<span>{pack.name}</span>} actions={[]}>
          <PackSection pack={pack} sha256={sha256} />
          {pack.indicators.map((indicator) => (
            <IndicatorSection key={indicator.code} indicator={indicator} />
          ))}
        </RecordPage>
      )}
    </Loaded>
  )
}

function PackSection({ pack, sha256 }: { pack: PointsPack; sha256: string }) {
  const until = pack.effectiveTo === null ? '' : `至 ${pack.effectiveTo}`
  return (
    <Section title={pack.name} aside={`编号 ${pack.id}`}>
      <Lines
        lines={[
          ['文号', pack.documentNumber],
          ['适用', `${pack.jurisdiction}，${pack.effectiveFrom} 起${until}`],
          ['文件指纹', <Fingerprint key="hash" hash={sha256} />],
          ['说明', pack.note],
        ]}
      />
    </Section>
  )
}

function IndicatorSection({ indicator }: { indicator: PointsIndicator }) {
  return (
    <Section
      title={indicator.name}
      aside={
        indicator.verifiers.length === 0
          ? indicator.code
          : `${indicator.code} · 由${indicator.verifiers.join('、')}核实`
      }
    >
      {indicator.rule === null ? <Tag tone="unknown" sign="—" word="计分办法未装载" /> : null}
      {indicator.note === undefined ? null : <p className="reason-why">{indicator.note}</p>}
      <table className="figures-table" aria-label={`${indicator.name}的分值`}>
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
        <tbody>
          {figureLines(indicator).map((line) => (
            <FigureRow key={line.what} line={line} />
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function FigureRow({ line }: { line: FigureLine }) {
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
