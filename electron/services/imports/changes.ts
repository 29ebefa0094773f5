import { createPackedTexts } from '#electron/exchange/packed-texts.ts'
import type { FactKind } from '#shared/domain/people/index.ts'

/** A person the file adds; no telephone is the empty text. */
export type AddPerson = { what: 'person'; name: string; idNumber: string; phone: string; town: string }
/** A person who had been taken back with an import and is listed again. */
export type RelistPerson = { what: 'relist'; seq: number; name: string; phone: string; town: string }
export type AddFact = {
  what: 'fact'
  resident: number
  kind: FactKind
  slot: string
  value: string
  state: 'claimed' | 'accepted'
  /** The accepted fact whose place it takes; 0 where there is none. */
  replaces: number
}
export type AddEmployer = {
  what: 'employer'
  uscc: string
  name: string
  town: string
  unionised: '' | '0' | '1'
  replaces: number
}
export type Change = AddPerson | RelistPerson | AddFact | AddEmployer

/** Changes in order, kept packed: some hundred thousand of them lie in memory between the preview and the import. */
export type Changes = { readonly length: number; add(change: Change): void; at(index: number): Change }

// No cell of a file may hold it, so it can part the fields.
const BETWEEN = '\0'

export function createChanges(): Changes {
  const texts = createPackedTexts()
  return {
    get length() {
      return texts.length
    },
    add: (change) => texts.append(pack(change)),
    at: (index) => unpack(texts.at(index)),
  }
}

function pack(change: Change): string {
  switch (change.what) {
    case 'fact': {
      const { resident, kind, slot, value, state, replaces } = change
      return `f\0${resident}\0${kind}\0${slot}\0${value}\0${state}\0${replaces}`
    }
    case 'person': {
      const { name, idNumber, phone, town } = change
      return `p\0${name}\0${idNumber}\0${phone}\0${town}`
    }
    case 'relist':
      return `r\0${change.seq}\0${change.name}\0${change.phone}\0${change.town}`
    case 'employer':
      return `e\0${change.uscc}\0${change.name}\0${change.town}\0${change.unionised}\0${change.replaces}`
  }
}

function unpack(text: string): Change {
  const [what = '', a = '', b = '', c = '', d = '', e = '', f = ''] = text.split(BETWEEN)
  switch (what) {
    case 'f':
      return {
        what: 'fact',
        resident: Number(a),
        kind: b as FactKind,
        slot: c,
        value: d,
        state: e === 'accepted' ? 'accepted' : 'claimed',
        replaces: Number(f),
      }
    case 'p':
      return { what: 'person', name: a, idNumber: b, phone: c, town: d }
    case 'r':
      return { what: 'relist', seq: Number(a), name: b, phone: c, town: d }
    default:
      return {
        what: 'employer',
        uscc: a,
        name: b,
        town: c,
        unionised: d === '1' || d === '0' ? d : '',
        replaces: Number(e),
      }
  }
}
