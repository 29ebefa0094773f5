import './results.css'
import { useNavigate } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import { mechanismOf } from '#shared/domain/allocation/index.ts'
import type { PlaceView, RoundPage } from '#shared/ipc/rounds.ts'
import { formatCount } from '../../components/format.ts'
import { Section } from '../../components/RecordPage.tsx'
import { PlacesChart } from './PlacesChart.tsx'
import { fillLook, fillShare, fillText, groupByTown, type TownPlaces } from './place-groups.ts'
import { toRanking } from './ranking-place.ts'

const CUT_OFF = '分数线'

/** How full every place is and who came in last: a tile a town, a picture, and the table; a place opens its order. */
export function PlacesSection({ round }: { round: RoundPage }) {
  const [town, setTown] = useState<string>()
  const places = round.run?.places ?? []
  const groups = groupByTown(places)
  if (places.length === 0) return null
  const shown = town === undefined ? groups : groups.filter((group) => group.town === town)
  return (
    <Section title="各去处的名额" aside={places.length < 2 ? undefined : '选去处名称，下面的名单只看这一处'}>
      {groups.length < 2 ? null : <TownTiles groups={groups} chosen={town} choose={setTown} />}
      <div className="results-grid">
        <PlacesChart places={shown.flatMap((group) => group.places)} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="results-table" aria-label="各去处名额的数字" tabIndex={0}>
          <PlacesTable round={round} groups={shown} />
        </section>
      </div>
    </Section>
  )
}

/** The towns as tiles, coloured and labelled by how full they are; pressing one shows its places only. */
function TownTiles(props: {
  groups: readonly TownPlaces[]
  chosen: string | undefined
  choose(town: string | undefined): void
}) {
  const { groups, chosen, choose } = props
  return (
    <ul className="town-tiles" aria-label="按镇街看名额">
      {groups.map((group) => (
        <li key={group.town}>
          <button
            type="button"
            className={`plain-button town-tile town-tile-${fillLook(group)}`}
            aria-pressed={chosen === group.town}
            onClick={() => choose(chosen === group.town ? undefined : group.town)}
          >
            <strong>{group.town}</strong>
            <span className="figures">
              {formatCount(group.filled)} / {formatCount(group.capacity)}　{fillText(group)}
            </span>
            <FillBar share={fillShare(group)} className="place-bar" />
          </button>
        </li>
      ))}
    </ul>
  )
}

function FillBar({ share, className }: { share: number; className: string }) {
  return (
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" className={className}>
      <rect className="bar-ground" width="100" height="8" />
      <rect className="bar-fill" width={share * 100} height="8" />
    </svg>
  )
}

function PlacesTable({ round, groups }: { round: RoundPage; groups: readonly TownPlaces[] }) {
  const wishes = mechanismOf(round.plan) === 'deferred-acceptance'
  const published = round.status === 'published' || round.status === 'closed'
  const heads = [
    '入选 / 名额',
    ...(published ? ['已接受'] : []),
    ...(wishes ? ['首志愿', '填报'] : []),
    CUT_OFF,
  ]
  return (
    <table aria-label="各去处名额">
      <thead>
        <tr>
          <th scope="col">去处</th>
          {heads.map((head) => (
            <th key={head} scope="col" className={head === CUT_OFF ? undefined : 'end'}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Fragment key={group.town}>
            {groups.length < 2 ? null : (
              <tr className="results-group">
                <th scope="rowgroup" colSpan={heads.length + 1}>
                  {group.town}（{group.places.length} 处，{fillText(group)}）
                </th>
              </tr>
            )}
            {group.places.map((place) => (
              <PlaceRow key={place.id} round={round} place={place} show={{ wishes, published }} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function PlaceRow(props: {
  round: RoundPage
  place: PlaceView
  show: { wishes: boolean; published: boolean }
}) {
  const { round, place, show } = props
  const navigate = useNavigate()
  function showOrder(): void {
    void navigate({
      to: '/rounds/$id',
      params: { id: round.id },
      search: { place: place.id },
      replace: true,
      resetScroll: false,
    }).then(toRanking)
  }
  return (
    <tr>
      <th scope="row">
        {round.plan.places.length < 2 ? (
          place.name
        ) : (
          <button type="button" className="plain-button link-button" onClick={showOrder}>
            {place.name}
          </button>
        )}
      </th>
      <td className="end figures">
        {formatCount(place.filled)} / {formatCount(place.capacity)}
      </td>
      {show.published ? <td className="end figures">{formatCount(place.accepted)}</td> : null}
      {show.wishes ? (
        <>
          <td className="end figures">{formatCount(place.wishedFirst)}</td>
          <td className="end figures">{formatCount(place.wished)}</td>
        </>
      ) : null}
      <td>{place.cutoffText}</td>
    </tr>
  )
}
