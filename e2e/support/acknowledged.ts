import type { Answer, Api, Json } from '../story/api.ts';

/** A call that changes something, and its answer: whoever got it may rely on it for ever. */
export interface Acknowledged {
  /** Whose key it was given with. */
  readonly who: string;
  readonly method: 'POST' | 'PUT' | 'CSV';
  readonly path: string;
  readonly body: Json;
  readonly key: string;
  readonly answer: Json;
}

/** A call that was answered with something else than a yes. */
export interface Unacknowledged {
  readonly who: string;
  readonly path: string;
  readonly status: number;
  readonly answer: Json;
}

/** Keeps its own account of what the suite has said yes to, and counts what is under way. */
export interface Witness {
  /** The same user, but every call is seen. */
  witnessed(api: Api, who: string): Api;
  /** One entry for each idempotency key and path. */
  acknowledged(): readonly Acknowledged[];
  refused(): readonly Unacknowledged[];
  /** Calls that wait for their answer at this moment. */
  inFlight(): number;
  /** Yeses until now, repetitions included. */
  answers(): number;
  /** Acknowledgements of one call that were not the same. */
  contradictions(): readonly string[];
}

export function createWitness(): Witness {
  const known = new Map<string, Acknowledged>();
  const refused: Unacknowledged[] = [];
  const contradictions: string[] = [];
  let inFlight = 0;
  let answers = 0;

  async function seen(call: () => Promise<Answer>): Promise<Answer> {
    inFlight += 1;
    try {
      return await call();
    } finally {
      inFlight -= 1;
    }
  }

  function note(entry: Omit<Acknowledged, 'answer'>, { status, body: answer }: Answer): void {
    const { who, path, key } = entry;
    if (status < 200 || status >= 300) {
      refused.push({ who, path, status, answer });
      return;
    }
    answers += 1;
    const id = `${who} ${entry.method} ${path} ${key}`;
    const before = known.get(id);
    if (before === undefined) known.set(id, { ...entry, answer });
    else if (!sameAnswer(before.answer, answer))
      contradictions.push(`${id} was answered ${JSON.stringify(before.answer)}, then ${JSON.stringify(answer)}`);
  }

  return {
    witnessed: (api, who) => ({
      get: (path) => seen(() => api.get(path)),
      async post(path, body, key) {
        const answer = await seen(() => api.post(path, body, key));
        note({ who, method: 'POST', path, body, key }, answer);
        return answer;
      },
      async put(path, body, key) {
        const answer = await seen(() => api.put(path, body, key));
        note({ who, method: 'PUT', path, body, key }, answer);
        return answer;
      },
      async send(path, csv, key) {
        const answer = await seen(() => api.send(path, csv, key));
        note({ who, method: 'CSV', path, body: csv, key }, answer);
        return answer;
      },
    }),
    acknowledged: () => [...known.values()],
    refused: () => refused,
    inFlight: () => inFlight,
    answers: () => answers,
    contradictions: () => contradictions,
  };
}

/** What an acknowledged call made, by the answer: the same call again must be told the same. */
export function sameAnswer(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
