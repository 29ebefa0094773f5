/** Keeps a value as the last one used, and of all values so many at most: what was not used longest goes first. */
export function keepLast<Key, Value>(kept: Map<Key, Value>, most: number, [key, value]: [Key, Value]): Value {
  kept.delete(key)
  kept.set(key, value)
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break
    kept.delete(oldest)
  }
  return value
}
