/**
 * A value as text that two equal values share: keys sorted, what is undefined left out. For states, which hold amounts
 * (bigint), seals (bytes), maps and sets.
 */
export function plain(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return `${inner}n`;
    if (inner instanceof Uint8Array) return Buffer.from(inner).toString('hex');
    if (inner instanceof Map || inner instanceof Set) return [...inner];
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}

/** Whoever changes what was handed to it, or what it answered before, is found out. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) frozen(inner);
  return value;
}
