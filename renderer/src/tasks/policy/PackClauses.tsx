import type { ReactNode } from 'react'
import {
  conditionDetails,
  conditionWords,
  FIGURE_STATUS_WORDS,
  type FigureStatus,
  itemWords,
  type PointsPack,
  purposeWords,
} from '#shared/policy/index.ts'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { STATUS_LOOK } from './document-look.ts'
import { type FigureLine, figureLine } from './figure-lines.ts'

/** What bounds the whole result: caps, the floor, and how it is rounded. */
export function TotalSection({ pack }: { pack: PointsPack }) {
  const { total, rounding } = pack
  const lines: FigureLine[] = [
    ...(total.cap === null ? [] : [figureLine('总分上限', total.cap, total)]),
    ...(total.floor === null ? [] : [figureLine('总分下限', total.floor, total)]),
  ]
  const place = rounding.stage === 'line' ? '每项' : '总分'
  const mode = rounding.mode === 'half-up' ? '四舍五入' : '舍去'
  return (
    <Section title="总分">
      <ClauseTable name="总分">
        {lines.map((line) => (
          <ClauseRow key={line.what} {...line} words={line.value} name={line.what} />
        ))}
        {total.cap === null ? <ClauseRow name="总分上限" words="不设上限" {...total} /> : null}
        {total.floor === null ? <ClauseRow name="总分下限" words="不设下限" {...total} /> : null}
        <ClauseRow
          name="取位"
          words={`${place}${mode}到 ${rounding.decimals} 位小数`}
          status={rounding.status}
        />
        <ClauseRow
          name="家庭"
          words={pack.family === 'self' ? '各算各的' : '取家庭中分数最高的一人，不相加'}
        />
      </ClauseTable>
    </Section>
  )
}

/** What has to hold, what forbids, and what freezes points; nothing where a pack has none of it. */
export function GatesSection({ pack }: { pack: PointsPack }) {
  const { requires, vetoes, freezes } = pack
  if (requires.length + vetoes.length + freezes.length === 0) return null
  return (
    <Section title="门槛、一票否决和冻结">
      <ClauseTable name="门槛、一票否决和冻结">
        {requires.map((gate) => (
          <ClauseRow
            key={gate.code}
            {...gate}
            kind="门槛"
            words={`须：${conditionWords(gate.when)}`}
            note={`判断：${conditionDetails(gate.when)}`}
          />
        ))}
        {vetoes.map((gate) => (
          <ClauseRow
            key={gate.code}
            {...gate}
            kind="否决"
            words={`有即否决：${conditionWords(gate.when)}`}
            note={`判断：${conditionDetails(gate.when)}`}
          />
        ))}
        {freezes.map((freeze) => (
          <ClauseRow
            key={freeze.code}
            {...freeze}
            kind="冻结"
            words={`${itemWords(freeze.of)}起${freeze.months === null ? '，冻结多久未装载' : ` ${freeze.months} 个月内积分不能用`}`}
          />
        ))}
      </ClauseTable>
    </Section>
  )
}

/** Indicators that count together. */
export function GroupsSection({ pack }: { pack: PointsPack }) {
  const name = (code: string) => pack.indicators.find((indicator) => indicator.code === code)?.name ?? code
  if (pack.groups.length === 0) return null
  return (
    <Section title="合并计分的指标">
      <ClauseTable name="合并计分的指标">
        {pack.groups.map((group) => (
          <ClauseRow
            key={group.code}
            {...group}
            words={`${group.indicators.map(name).join('、')}：${modeWords(group.mode)}`}
          />
        ))}
      </ClauseTable>
    </Section>
  )
}

function modeWords(mode: PointsPack['groups'][number]['mode']): string {
  if (mode.kind === 'highest') return '只取最高一项'
  if (mode.kind === 'choose') return '由申请人选一项'
  return `相加，合计最高 ${mode.cap.value === null ? '（未装载）' : `${mode.cap.value} 分`}`
}

function ClauseTable({ name, children }: { name: string; children: ReactNode }) {
  return (
    <table className="figures-table clause-table" aria-label={name}>
      <thead>
        <tr>
          <th scope="col">名称</th>
          <th scope="col">规定</th>
          <th scope="col">可靠程度</th>
          <th scope="col">出处</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

function ClauseRow(props: {
  name: string
  words: string
  /** 门槛, 否决 or 冻结, where several kinds stand in one table. */
  kind?: string
  /** Left out where the pack says nothing about it. */
  status?: FigureStatus
  citation?: string
  note?: string | undefined
  purposes?: readonly string[]
}) {
  const { name, words, kind, status, citation, note, purposes } = props
  return (
    <tr>
      <th scope="row">
        {kind === undefined ? null : <span className="source">{kind} · </span>}
        {name}
      </th>
      <td>
        {words}
        {purposes === undefined ? null : (
          <p className="source">只用于{purposes.map(purposeWords).join('、')}</p>
        )}
      </td>
      <td>
        {status === undefined ? '—' : <Tag {...STATUS_LOOK[status]} word={FIGURE_STATUS_WORDS[status]} />}
      </td>
      <td>
        <p className="source">{citation ?? '—'}</p>
        {note === undefined ? null : <p className="source">{note}</p>}
      </td>
    </tr>
  )
}
