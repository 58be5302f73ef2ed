/**
 * The shard, and so the log partition, of a stream: FNV-1a over its UTF-16 units, mixed once more because the low bits
 * of names that differ only in their last letters would cluster. Fixed for a store's life.
 */
export function shardOf(stream: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < stream.length; index++) {
    hash ^= stream.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return (hash >>> 0) % shards;
}

/** `<tenant>/<aggregate>/<id>` */
export function streamName(tenant: string, aggregate: string, id: string): string {
  return `${tenant}/${aggregate}/${id}`;
}
