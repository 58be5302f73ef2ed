type Atom = string | number | boolean | bigint | Uint8Array | undefined;

/**
 * A message with all its sub-messages present. ts-proto marks each as `| undefined`, since bytes can lack it;
 * `complete` checks that once, where bytes enter, and from there on nobody asks again.
 * A field declared `optional` in proto stays optional.
 */
export type Complete<T> = T extends Atom
  ? T
  : T extends readonly (infer Item)[]
    ? Complete<Item>[]
    : T extends { $case: infer Case; value: infer Value }
      ? { $case: Case; value: Complete<Value> }
      : { [Key in keyof T]: Complete<Exclude<T[Key], undefined>> };

/** Thrown where bytes entered that lack what the contract needs. `missing` names the paths, such as `terms.total`. */
export class IncompleteMessage extends Error {
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(`message lacks ${missing.join(', ')}`);
    this.name = 'IncompleteMessage';
    this.missing = missing;
  }
}

/**
 * The runtime twin of `Complete`. Decoding starts from a base in which a required sub-message is a key with the
 * value undefined, so a key that still holds undefined was not sent.
 * @throws IncompleteMessage
 */
export function complete<T>(message: T): Complete<T> {
  if (!isComplete(message)) {
    const missing: string[] = [];
    collectMissing(message, '', missing);
    throw new IncompleteMessage(missing);
  }
  return message as Complete<T>;
}

function isComplete(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined;
  if (value instanceof Uint8Array) return true;
  if (Array.isArray(value)) return value.every(isComplete);
  for (const key in value) if (!isComplete((value as Readonly<Record<string, unknown>>)[key])) return false;
  return true;
}

function collectMissing(value: unknown, path: string, missing: string[]): void {
  if (value === undefined) {
    missing.push(path);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collectMissing(item, `${path}[${index}]`, missing);
  } else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    for (const [key, item] of Object.entries(value))
      collectMissing(item, path === '' ? key : `${path}.${key}`, missing);
  }
}
