/** JSON for what messages hold: whole numbers beyond 2^53, and bytes. */
export function written(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return { $whole: String(inner) };
    return inner;
  });
}

export function read<T>(text: string): T {
  return JSON.parse(text, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null) return inner;
    if ('$whole' in inner) return BigInt(String(inner.$whole));
    if ('$bytes' in inner) return Buffer.from(String(inner.$bytes), 'base64');
    return inner;
  }) as T;
}

/** Bytes as `read` knows them; everything else as it is. */
export function plainBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(plainBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainBytes(inner)]));
}
