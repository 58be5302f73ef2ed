import { type Api, atOnce, textAt } from '../../story/api.ts';
import { type Acknowledged, sameAnswer } from '../../support/acknowledged.ts';
import type { Streams } from './streams.ts';

export interface Kept {
  /** Acknowledgements that were looked for. */
  readonly looked: number;
  /** Of these, asked once more over REST under the same key. */
  readonly asked: number;
  /** Of these, not there any more, or there otherwise. */
  readonly lost: readonly string[];
}

/**
 * Looks for everything that was acknowledged: the version that an answer named, in its owner's store and in the feed of
 * whoever asked; and once more over REST, where the same call must be told the same.
 */
export async function findAcknowledged(
  acknowledged: readonly Acknowledged[],
  {
    stores,
    feeds,
    users,
  }: {
    readonly stores: readonly Streams[];
    /** Ids of events in each user's feed. */
    readonly feeds: ReadonlyMap<string, ReadonlySet<string>>;
    readonly users: ReadonlyMap<string, Api>;
  },
): Promise<Kept> {
  const lost: string[] = [];
  const versions = new Map(stores.flatMap((store) => [...store.versions]));
  for (const { who, path, key, answer } of acknowledged) {
    const [stream, version] = [textAt(answer, 'stream'), Number(textAt(answer, 'version'))];
    if (stream === '') continue;
    if ((versions.get(stream) ?? 0) < version) lost.push(`${path} (${key}): no store holds ${stream}@${version}`);
    if (!stream.startsWith('portolan/') && feeds.get(who)?.has(`${stream}@${version}`) === false)
      lost.push(`${path} (${key}): ${stream}@${version} is not in the feed of ${who}`);
  }
  let asked = 0;
  await atOnce(acknowledged, async ({ who, method, path, body, key, answer }) => {
    const user = users.get(who);
    if (user === undefined) return;
    asked += 1;
    const again =
      method === 'POST'
        ? await user.post(path, body, key)
        : method === 'PUT'
          ? await user.put(path, body, key)
          : await user.send(path, String(body), key);
    if (!sameAnswer(again.body, answer))
      lost.push(`${path} (${key}) is answered ${again.status} ${JSON.stringify(again.body)} by now`);
  });
  return { looked: acknowledged.length, asked, lost };
}
