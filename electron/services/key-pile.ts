import type { KeyRow } from '#electron/store/tables/search-keys.ts'

/** Search keys of many residents, gathered in any order to be given to the store in that of its pages. */
export type KeyPile = {
  readonly length: number
  add(key: string, resident: number): void
  /**
   * Empties the pile. The keys come by their first four bytes, and those that begin alike as they were added: near
   * enough to the order of the store that each of its pages is met once, and a tenth of the work of sorting texts.
   */
  take(): Generator<KeyRow, void>
}

export function createKeyPile(): KeyPile {
  let keys: string[] = []
  let residents: number[] = []
  return {
    get length() {
      return keys.length
    },
    add(key, resident) {
      keys.push(key)
      residents.push(resident)
    },
    *take() {
      const [takenKeys, takenResidents] = [keys, residents]
      keys = []
      residents = []
      for (const entry of byBeginning(takenKeys)) {
        const place = entry % PLACES
        yield { key: takenKeys[place] ?? '', resident: takenResidents[place] ?? 0 }
      }
    },
  }
}

/** An entry is a whole number: the first four bytes of a key, and below them its place in the pile. */
const PLACES = 2 ** 20

/** Numbers sort without a comparison being called for each two. */
function byBeginning(keys: readonly string[]): Float64Array {
  if (keys.length > PLACES) throw new RangeError('a pile is taken before it holds so many keys')
  const bytes = Buffer.alloc(8)
  const entries = new Float64Array(keys.length)
  for (let place = 0; place < keys.length; place += 1) {
    bytes.fill(0)
    bytes.write(keys[place] ?? '')
    entries[place] = bytes.readUInt32BE() * PLACES + place
  }
  return entries.sort()
}
