// A map of which every version stays as it was: an aggregate's state is replaced with each event, and a commit that was
// not written goes on from the state before it. Keys lie in a tree by their hash; a change copies the few small nodes on
// its way, however many there are.

interface Leaf<Value> {
  readonly keys: readonly string[];
  readonly values: readonly Value[];
}

interface Branch<Value> {
  readonly children: readonly Node<Value>[];
}

type Node<Value> = Leaf<Value> | Branch<Value> | null;

export interface PersistentMap<Value> {
  readonly root: Node<Value>;
}

const bits = 5;
const width = 1 << bits;
const leafSize = 8;
const deepest = 30;

export const nothing: PersistentMap<never> = { root: null };

/** What stands under this key. */
export function valueAt<Value>({ root }: PersistentMap<Value>, key: string): Value | undefined {
  const hash = hashOf(key);
  let node = root;
  for (let shift = 0; node !== null; shift += bits) {
    if ('keys' in node) return node.values[node.keys.indexOf(key)];
    node = node.children[(hash >>> shift) % width] ?? null;
  }
  return undefined;
}

/** The same map with this under the key. */
export function withValue<Value>({ root }: PersistentMap<Value>, key: string, value: Value): PersistentMap<Value> {
  return { root: put(root, key, hashOf(key), value, 0) };
}

/** The same map without the key. */
export function without<Value>(map: PersistentMap<Value>, key: string): PersistentMap<Value> {
  return { root: drop(map.root, key, hashOf(key), 0) };
}

/** Every key with its value, in no order that means anything. */
export function* entriesOf<Value>({ root }: PersistentMap<Value>): Generator<readonly [string, Value]> {
  if (root === null) return;
  if ('keys' in root) {
    for (const [index, key] of root.keys.entries()) yield [key, root.values[index] as Value];
  } else {
    for (const child of root.children) yield* entriesOf({ root: child });
  }
}

function put<Value>(node: Node<Value>, key: string, hash: number, value: Value, shift: number): Node<Value> {
  if (node === null) return { keys: [key], values: [value] };
  if ('children' in node) {
    const at = (hash >>> shift) % width;
    return { children: node.children.with(at, put(node.children[at] ?? null, key, hash, value, shift + bits)) };
  }
  const known = node.keys.indexOf(key);
  if (known >= 0) return { keys: node.keys, values: node.values.with(known, value) };
  if (node.keys.length < leafSize || shift >= deepest) {
    return { keys: [...node.keys, key], values: [...node.values, value] };
  }
  return put(split(node, shift), key, hash, value, shift);
}

function split<Value>({ keys, values }: Leaf<Value>, shift: number): Branch<Value> {
  const children: Node<Value>[] = Array.from({ length: width }, () => null);
  for (const [index, key] of keys.entries()) {
    const at = (hashOf(key) >>> shift) % width;
    children[at] = put(children[at] ?? null, key, hashOf(key), values[index] as Value, shift + bits);
  }
  return { children };
}

function drop<Value>(node: Node<Value>, key: string, hash: number, shift: number): Node<Value> {
  if (node === null) return null;
  if ('keys' in node) {
    const known = node.keys.indexOf(key);
    if (known < 0) return node;
    if (node.keys.length === 1) return null;
    return { keys: node.keys.toSpliced(known, 1), values: node.values.toSpliced(known, 1) };
  }
  const at = (hash >>> shift) % width;
  const left = drop(node.children[at] ?? null, key, hash, shift + bits);
  const children = node.children.with(at, left);
  return left === null && children.every((child) => child === null) ? null : { children };
}

// FNV-1a, 32 bits, its halves folded: the low bits are looked at first.
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
