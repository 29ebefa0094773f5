import type { KeyRow } from '#electron/store/tables/search-keys.ts'

/** Search keys of many residents, gathered in any order to be given to the store in that of its pages. */
export type KeyPile = {
  readonly length: number
  add(key: string, resident: number): void
  /**
   * Empties the pile, to which nothing is added meanwhile. The keys come by their first four bytes, and those that
   * begin alike as they were added: near enough to the order of the store that each of its pages is met once, and less
   * than half the work of sorting texts.
   */
  take(): Generator<KeyRow, void>
}

/** A pile is taken before it holds so many. */
const MOST_KEYS = 2 ** 20
/** Room for so many keys to begin with. */
const FIRST_KEYS = 2 ** 12
/** How much of a key it is ordered by. */
const BEGINNING_BYTES = 4

/** An empty pile. The keys lie in it as bytes: as texts, they would take most of the memory of an import. */
export function createKeyPile(): KeyPile {
  const packed = emptyPacked()
  return {
    get length() {
      return packed.length
    },
    add(key, resident) {
      append(packed, key, resident)
    },
    *take() {
      const { bytes, ends, residents, length } = packed
      for (const entry of byBeginning(bytes, ends.subarray(0, length))) {
        const place = entry % MOST_KEYS
        const start = place === 0 ? 0 : (ends[place - 1] ?? 0)
        yield { key: bytes.toString('utf8', start, ends[place]), resident: residents[place] ?? 0 }
      }
      // The room is kept: it will be needed for as many again.
      packed.used = 0
      packed.length = 0
    },
  }
}

type Packed = ReturnType<typeof emptyPacked>

function emptyPacked() {
  return {
    bytes: Buffer.alloc(16 * FIRST_KEYS),
    used: 0,
    /** Where each key ends in `bytes`. */
    ends: new Uint32Array(FIRST_KEYS),
    residents: new Uint32Array(FIRST_KEYS),
    length: 0,
  }
}

function append(packed: Packed, key: string, resident: number): void {
  // A character takes three bytes at most; behind the last key the beginning of one more can be read.
  while (packed.used + 3 * key.length + BEGINNING_BYTES > packed.bytes.length) {
    packed.bytes = Buffer.concat([packed.bytes], 2 * packed.bytes.length)
  }
  if (packed.length === packed.ends.length) {
    packed.ends = doubled(packed.ends)
    packed.residents = doubled(packed.residents)
  }
  packed.used += packed.bytes.write(key, packed.used)
  packed.ends[packed.length] = packed.used
  packed.residents[packed.length] = resident
  packed.length += 1
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length)
  larger.set(numbers)
  return larger
}

/** For each key a whole number, its first bytes and below them its place: numbers sort far faster than texts. */
function byBeginning(bytes: Buffer, ends: Uint32Array): Float64Array {
  if (ends.length > MOST_KEYS) throw new RangeError('a pile is taken before it holds so many keys')
  const entries = new Float64Array(ends.length)
  let start = 0
  for (const [place, end] of ends.entries()) {
    // Of a shorter key, what lies behind it is read with it: that moves the key only among those that begin like it.
    entries[place] = bytes.readUInt32BE(start) * MOST_KEYS + place
    start = end
  }
  return entries.sort()
}
