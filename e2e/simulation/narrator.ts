import type { Outcome } from '@portolan/engine';
import { type Life, type Mishap, mishaps, type Weather, type World } from '@portolan/testkit/simulation';
import { commanding, type Edge } from './edge.ts';

/** Tells what happens, one step after the other, as it happens. */
export interface Narrator {
  readonly edge: Edge;
  weather(weather: Weather): Weather;
  logged(life: Life, message: string, fields: object): void;
}

/** @param tell one line */
export function createNarrator({ now }: Pick<World, 'now'>, tell: (line: string) => void): Narrator {
  const say = (who: string, what: string) =>
    tell(`${new Date(now()).toISOString().slice(11)} ${who.padEnd(14)} ${what}`);

  function told(outcome: Outcome): string {
    return outcome.ok ? `version ${outcome.version}` : `refused: ${outcome.refusal.refused}`;
  }

  return {
    edge: {
      compose(compose, life) {
        say(life.name, 'begins');
        life.watch((state) => say(life.name, { runs: 'goes on', stands: 'stands still', ended: 'is over' }[state]));
        return commanding(compose, async ({ aggregate, id, command, cause }, carry) => {
          say(life.name, `${command.type} of ${aggregate.name}/${id}${cause === '' ? '' : `, because of ${cause}`}`);
          const outcome = await carry(aggregate, command);
          say(life.name, `${command.type} of ${aggregate.name}/${id} → ${told(outcome)}`);
          return outcome;
        });
      },
      events: (store, _disk, life) => ({
        ...store,
        async insert(commits) {
          const outcomes = await store.insert(commits);
          commits.forEach(
            ({ stream, version }, at) => void say(life.name, `writes ${stream}@${version}: ${outcomes[at]}`),
          );
          return outcomes;
        },
      }),
      outside: (outside, life) => ({
        ...outside,
        async fetch(url, call) {
          const { status, ...rest } = await outside.fetch(url, call);
          say(life.name, `sends to ${String(url)}: ${status}`);
          return { status, ...rest };
        },
      }),
    },
    weather(weather) {
      const struck = (mishap: Mishap) => say('weather', `${mishap}: ${mishaps[mishap]}`);
      return {
        ...weather,
        strikes(mishap) {
          const strikes = weather.strikes(mishap);
          if (strikes) struck(mishap);
          return strikes;
        },
        note(mishap) {
          struck(mishap);
          weather.note(mishap);
        },
        clear() {
          say('weather', 'clears');
          weather.clear();
        },
      };
    },
    logged: (life, message, fields) => say(life.name, `logs: ${message} ${JSON.stringify(fields, plain)}`),
  };
}

function plain(_name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Error ? value.message : value;
}
