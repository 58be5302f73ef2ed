import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** One of several that answer the same calls. */
export interface Instance {
  readonly name: string;
  /** host:port of its HTTP. */
  readonly address: string;
  ready(): Promise<boolean>;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answered {
  readonly by: string;
  readonly status: number;
  /** When the answer was there, in milliseconds of the machine's clock. */
  readonly at: number;
}

export interface Load {
  /** So far. */
  readonly answered: readonly Answered[];
  /** Ends when all calls under way have an answer. */
  stop(): Promise<{ readonly answered: readonly Answered[]; readonly failed: readonly string[] }>;
}

const lookEveryMs = 100;

/**
 * Calls without a pause, each caller on a connection of its own that it keeps for as long as the other side does. A new
 * one leads to an instance that was ready when somebody last looked, as a Service of Kubernetes would lead it.
 */
export function loadOn(
  instances: readonly Instance[],
  { callers, call }: { readonly callers: number; call(number: number): Call },
): Load {
  const answered: Answered[] = [];
  const failed: string[] = [];
  let ready = instances;
  let over = false;
  let calls = 0;
  let connections = 0;

  const looking = (async () => {
    while (!over) {
      const heard = await Promise.all(instances.map((each) => each.ready()));
      ready = instances.filter((_, index) => heard[index]);
      await sleep(lookEveryMs);
    }
  })();

  async function caller(): Promise<void> {
    while (!over) {
      const instance = ready[connections++ % Math.max(ready.length, 1)];
      if (instance === undefined) {
        await sleep(lookEveryMs);
        continue;
      }
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let kept = true; kept && !over; ) {
        const number = calls++;
        try {
          const { status, closes, text } = await ask(agent, instance.address, call(number));
          answered.push({ by: instance.name, status, at: Date.now() });
          if (status >= 300) failed.push(`${number} by ${instance.name}: ${status} ${text}`);
          kept = !closes;
        } catch (error) {
          failed.push(`${number} by ${instance.name}: ${error}`);
          kept = false;
        }
      }
      agent.destroy();
    }
  }

  const all = Array.from({ length: callers }, caller);
  return {
    answered,
    async stop() {
      over = true;
      await Promise.all([looking, ...all]);
      return { answered, failed };
    },
  };
}

type Heard = { readonly status: number; readonly closes: boolean; readonly text: string };

async function ask(agent: Agent, address: string, { method, path, headers, body }: Call): Promise<Heard> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(`http://${address}${path}`, { agent, method, headers }, resolve);
    sent.once('error', reject);
    sent.end(body);
  });
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode ?? 0, closes: response.headers.connection === 'close', text };
}
