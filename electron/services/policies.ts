import type { Reader } from '#electron/store/database.ts'
import { listPoliciesInForce, newestPolicyEvent, storeHandle } from '#electron/store/tables/policies.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import {
  type Amendment,
  amendedPack,
  askedLists,
  type OutsideList,
  type PointsPack,
  selectPack,
} from '#shared/policy/index.ts'
import { sha256 } from './hash.ts'
import { findContent, isUnreadable, readDocument } from './policy-content.ts'
import { effectivePacks, type Loaded, type Resources } from './resources.ts'

/** What points at the counter are worked out for, unless something else is asked. */
export const COUNTER_PURPOSE = 'health-check'

/** What is in force: packs with the days on which they hold, amendments from the oldest on, and outside lists. */
export type Policies = {
  packs: readonly Loaded<PointsPack>[]
  amendments: readonly Loaded<Amendment>[]
  lists: readonly Loaded<OutsideList>[]
}

/** What was last worked out for an open store, and from what. */
type Kept = { resources: Resources; newest: string; policies: Policies }
const keptOf = new WeakMap<object, Kept>()
const installedOf = new WeakMap<Resources, Policies>()
/** Amended packs by their hash, so that the same one is always the same object. */
const amendedOf = new WeakMap<Policies, Map<string, Loaded<PointsPack>>>()

/**
 * The policies in force: those installed and those the office has confirmed. Cheap as long as nothing was decided
 * since; then also the same object. A change by another process is seen at once.
 * @throws CounterError POLICY_BAD naming a document of the store that this version of the program cannot read
 */
export function policiesOf(reader: Reader, resources: Resources): Policies {
  const handle = storeHandle(reader)
  const newest = newestPolicyEvent(reader)
  const kept = keptOf.get(handle)
  if (kept?.resources === resources && kept.newest === newest) return kept.policies
  const policies = newest === '' ? installedPolicies(resources) : inForce(policiesAsFiled(reader, resources))
  keptOf.set(handle, { resources, newest, policies })
  return policies
}

/**
 * As `policiesOf`, without the documents in force that this version of the program cannot read: for looking at and
 * deciding about documents alone. Nobody is scored by less than what is in force.
 */
export function readablePolicies(reader: Reader, resources: Resources): Policies {
  try {
    return policiesOf(reader, resources)
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return inForce(policiesAsFiled(reader, resources, { unread: 'skip' }))
  }
}

/** The policies that came with the program, where there is no store. */
export function installedPolicies(resources: Resources): Policies {
  const known = installedOf.get(resources)
  if (known !== undefined) return known
  const policies = inForce(resources)
  installedOf.set(resources, policies)
  return policies
}

/** Packs, amendments and lists as they hold beside one another. */
export function inForce({ packs, amendments, lists }: Policies): Policies {
  return {
    packs: effectivePacks(packs),
    amendments: inOrder(amendments),
    lists,
  }
}

/** Amendments in the order in which they change packs: the oldest first. */
export function inOrder(amendments: readonly Loaded<Amendment>[]): Loaded<Amendment>[] {
  return [...amendments].sort(
    (a, b) =>
      compareText(a.policy.effectiveFrom, b.policy.effectiveFrom) || compareText(a.policy.id, b.policy.id),
  )
}

/**
 * The pack in force for a purpose on a day, with the amendments that hold by then. Its hash is that of its file, or
 * where it is amended over that hash and those of the amendments.
 * @throws CounterError NOT_FOUND; POLICY_BAD naming both where two packs hold
 */
export function getPack(
  policies: Policies,
  { purpose = COUNTER_PURPOSE, on }: { purpose?: string; on: PlainDate },
): Loaded<PointsPack> {
  const pack = selectPack(
    policies.packs.map(({ policy }) => policy),
    { purpose, on },
  )
  const loaded = policies.packs.find(({ policy }) => policy === pack)
  if (loaded === undefined) throw new Error('the selected pack is one of those given')
  return packAsAmended(policies, loaded, on)
}

/** A pack, in force or not, with the amendments that hold by a day. */
export function packAsAmended(
  policies: Policies,
  pack: Loaded<PointsPack>,
  on: PlainDate,
): Loaded<PointsPack> {
  const hashes = [pack.sha256]
  let { policy } = pack
  for (const amendment of policies.amendments) {
    const amended = amendedPack(policy, [amendment.policy], on)
    if (amended !== policy) hashes.push(amendment.sha256)
    policy = amended
  }
  if (hashes.length === 1) return pack
  const loaded = { policy, sha256: sha256(hashes.join('\n')) }
  const known = amendedOf.get(policies) ?? new Map<string, Loaded<PointsPack>>()
  amendedOf.set(policies, known)
  const same = known.get(loaded.sha256)
  if (same !== undefined) return same
  known.set(loaded.sha256, loaded)
  return loaded
}

/**
 * Hex SHA-256 over all that points under a pack rest on beside the facts: the pack as amended, and the outside lists it
 * asks. Where it asks none that is loaded, the hash of the pack.
 */
export function policyHash(
  lists: readonly Loaded<OutsideList>[],
  { policy, sha256: hash }: Loaded<PointsPack>,
): string {
  const asked = askedLists(policy)
  const used = lists.filter((list) => asked.has(list.policy.id)).map((list) => list.sha256)
  return used.length === 0 ? hash : sha256([hash, ...used.sort()].join('\n'))
}

/**
 * What kept points were worked out under: the pack's id and a short hash over the pack as amended and the lists it
 * asks. Points kept under another one are due anew.
 */
export function pointsKey({ lists }: Policies, pack: Loaded<PointsPack>): string {
  return `${pack.policy.id}#${policyHash(lists, pack).slice(0, 12)}`
}

/**
 * What is installed and what was confirmed, as it stands in the files: no pack is ended by a later one here. A file
 * that was confirmed and came with a later version of the program too counts once.
 * @throws CounterError POLICY_BAD naming a document that cannot be read, unless those are to be skipped
 */
export function policiesAsFiled(
  reader: Reader,
  resources: Resources,
  { unread }: { unread: 'throw' | 'skip' } = { unread: 'throw' },
): Policies {
  const confirmed: {
    packs: Loaded<PointsPack>[]
    amendments: Loaded<Amendment>[]
    lists: Loaded<OutsideList>[]
  } = {
    packs: [],
    amendments: [],
    lists: [],
  }
  for (const document of listPoliciesInForce(reader)) {
    const content = unread === 'skip' ? findContent(document) : readDocument(document)
    if (content === undefined) continue
    const { kind, policy } = content
    const { sha256: hash } = document
    if (kind === 'pack') confirmed.packs.push({ policy, sha256: hash })
    else if (kind === 'amendment') confirmed.amendments.push({ policy, sha256: hash })
    else confirmed.lists.push({ policy, sha256: hash })
  }
  return {
    packs: together(resources.packs, confirmed.packs),
    amendments: together(resources.amendments, confirmed.amendments),
    lists: together(resources.lists, confirmed.lists),
  }
}

/** Installed and confirmed files together; of two with the same content the installed one. */
function together<Policy>(
  installed: readonly Loaded<Policy>[],
  confirmed: readonly Loaded<Policy>[],
): Loaded<Policy>[] {
  const known = new Set(installed.map(({ policy }) => JSON.stringify(policy)))
  return [...installed, ...confirmed.filter(({ policy }) => !known.has(JSON.stringify(policy)))]
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
