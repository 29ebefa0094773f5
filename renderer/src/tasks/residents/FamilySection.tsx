import './family.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { FamilyMember, FamilyView } from '#shared/ipc/families.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { useKeys } from '../../components/keys.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { sourceText } from '../../text/words.ts'
import { FamilyEnd } from './FamilyEnd.tsx'
import { FamilyHousehold } from './FamilyHousehold.tsx'
import { FamilyWarnings } from './FamilyWarnings.tsx'
import { CARD, custodyWords, familyPicture, hasFamily, type PlacedMember } from './family-picture.ts'

/** The family of a resident as a small picture, then line by line with custody, sources and what can be done. */
export function FamilySection({ residentId, family }: { residentId: string; family: FamilyView }) {
  const navigate = useNavigate()
  const relate = () => void navigate({ to: '/residents/$id/relate', params: { id: residentId } })
  useKeys('本页', [{ keys: 'G', label: '添加家庭成员', run: relate }])
  return (
    <Section title="家庭" aside={<Household residentId={residentId} family={family} />}>
      <FamilyWarnings residentId={residentId} />
      {hasFamily(family) ? (
        <>
          <Picture residentId={residentId} family={family} />
          <Members residentId={residentId} family={family} />
        </>
      ) : (
        <p className="source">
          还没有家庭成员。登记配偶、父母、子女后，随迁子女入学、家庭住房等可以按户核对，不必各填一次。
        </p>
      )}
      <div className="family-add">
        <Button size="small" onClick={relate}>
          添加家庭成员 <KeyHint keys="G" />
        </Button>
      </div>
    </Section>
  )
}

/** Where the household lives, and the way to change it. */
function Household({ residentId, family }: { residentId: string; family: FamilyView }) {
  const [open, setOpen] = useState(false)
  const words = family.householdId === null ? '没有登记同住' : (family.address ?? '同住，住址未填')
  return (
    <>
      {words}{' '}
      <button type="button" className="plain-button link-button" onClick={() => setOpen(true)}>
        变更<span className="unseen">同住和住址</span>
      </button>
      <FamilyHousehold residentId={residentId} family={family} open={open} close={() => setOpen(false)} />
    </>
  )
}

/** Cards and lines; a frame is the same household. Screen readers are given the list below instead of the lines. */
function Picture({ residentId, family }: { residentId: string; family: FamilyView }) {
  const { width, height, cards, lines } = familyPicture(family)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide family scrolls, which must be reachable by keyboard
    <section className="family-scroll" aria-label="家庭图" tabIndex={0}>
      <div className="family-picture" style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true">
          {lines.map(({ key, path, dashed }) => (
            <path key={key} d={path} className={dashed ? 'family-line family-line-dashed' : 'family-line'} />
          ))}
        </svg>
        {cards.map((card) => (
          <Card key={card.member.id} card={card} self={card.member.id === residentId} />
        ))}
      </div>
      <p className="source family-legend">
        <span className="family-legend-together" /> 同住 <span className="family-legend-line" /> 亲属{' '}
        <span className="family-legend-line family-legend-dashed" /> 监护
      </p>
    </section>
  )
}

function Card({ card, self }: { card: PlacedMember; self: boolean }) {
  const { member, x, y } = card
  const className = [
    'family-card',
    ...(member.together ? ['family-card-together'] : []),
    ...(self ? ['family-card-self'] : []),
  ].join(' ')
  const words = (
    <>
      <span className="family-word">{member.word}</span>
      <span className="family-name">{member.name}</span>
      <span className="family-age">
        {member.sex} {member.age} 岁
      </span>
    </>
  )
  const style = { left: x, top: y, width: CARD.width, height: CARD.height }
  if (self) {
    return (
      <div className={className} style={style}>
        {words}
      </div>
    )
  }
  return (
    // The same links stand in the list below, so Tab passes by here.
    <Link
      to="/residents/$id"
      params={{ id: member.id }}
      className={className}
      style={style}
      tabIndex={-1}
      aria-hidden="true"
      title={member.name}
    >
      {words}
    </Link>
  )
}

function Members({ residentId, family }: { residentId: string; family: FamilyView }) {
  const others = family.members.filter(({ id }) => id !== residentId)
  const [ending, setEnding] = useState<FamilyMember>()
  return (
    <>
      <ul className="family-members" aria-label="家庭成员">
        {others.map((member) => (
          <MemberLine key={member.id} member={member} end={() => setEnding(member)} />
        ))}
      </ul>
      <FamilyEnd member={ending} close={() => setEnding(undefined)} />
    </>
  )
}

function MemberLine({ member, end }: { member: FamilyMember; end(): void }) {
  const { relation } = member
  const custody = custodyWords(relation)
  return (
    <li>
      <span className="family-word">{member.word}</span>
      <span>
        <span className="row">
          <Link to="/residents/$id" params={{ id: member.id }}>
            {member.name}
          </Link>
          <span>
            {member.sex}，{member.age} 岁
          </span>
          {member.together ? <Tag tone="plain" word="同住" /> : null}
          {custody === '' ? null : <Tag tone="plain" word={custody} />}
        </span>
        {relation === undefined ? null : (
          <span className="source">
            {sourceText(relation.source)} · 数据日 {relation.source.dataDate}
          </span>
        )}
      </span>
      {relation === undefined ? null : (
        <button type="button" className="plain-button link-button" onClick={end}>
          结束关系<span className="unseen">（{member.name}）</span>
        </button>
      )}
    </li>
  )
}
