// Transaction ids that the ledger knows, with a digest of what each said. A ledger's stream is long and every append
// makes a new state, so a set of ids is split by its characters: adding one copies three small nodes, not all ids.

export type Posted = { readonly [letter: string]: Posted | string };

const depth = 3;

export const nothingPosted: Posted = {};

/** The digest that was kept under this id. */
export function digestOf(posted: Posted, id: string): string | undefined {
  let node: Posted | string | undefined = posted;
  for (const key of path(id)) {
    if (typeof node !== 'object') return undefined;
    node = node[key];
  }
  return typeof node === 'string' ? node : undefined;
}

/** The same ids and this one. */
export function withDigest(posted: Posted, id: string, digest: string): Posted {
  return put(posted, path(id), digest);
}

function put(node: Posted, [key = '', ...rest]: readonly string[], digest: string): Posted {
  if (rest.length === 0) return { ...node, [key]: digest };
  const child = node[key];
  return { ...node, [key]: put(typeof child === 'object' ? child : nothingPosted, rest, digest) };
}

// One character a level, then the whole id; a short id fills up with '_'.
function path(id: string): readonly string[] {
  return [...Array.from({ length: depth - 1 }, (_, level) => id[level] ?? '_'), `=${id}`];
}
