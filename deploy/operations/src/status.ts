import { asking } from './asking.ts';
import { placesOf } from './places.ts';
import { type ServiceState, stateOf } from './state.ts';
import { table } from './table.ts';
import { languageOf, type Words, words } from './words.ts';

// `make status`: how every service gets on. 0: all is well; 1: something is not; 2: nobody answers.

// As the alerts have it (deploy/alerts.yaml).
const longUnsent = 30;
const longUnanswered = 600;

/** What needs somebody, in words. */
function troublesOf(state: ServiceState, { wrong }: Words): readonly string[] {
  const { service } = state;
  if (!state.answers) return [wrong.absent(service, state.address)];
  return [
    ...(state.ready ? [] : [wrong.notReady(service)]),
    ...(state.leads || !state.ownsStreams ? [] : [wrong.noLeader(service)]),
    ...(state.parked === 0 ? [] : [wrong.parked(service, state.parked)]),
    ...(state.oldestUnsent < longUnsent ? [] : [wrong.unsent(service, Math.round(state.oldestUnsent))]),
    ...((state.oldestRequest ?? 0) < longUnanswered
      ? []
      : [wrong.unasked(service, Math.round(state.oldestRequest ?? 0))]),
    ...((state.imbalances ?? 0) === 0 ? [] : [wrong.imbalance(service)]),
    ...((state.breaches ?? 0) === 0 ? [] : [wrong.breaches(state.breaches ?? 0)]),
  ];
}

function row(state: ServiceState, { yes, no, absent }: Words): readonly string[] {
  const place = [state.service, state.address];
  if (!state.answers) return [...place, absent];
  const whether = (is: boolean) => (is ? yes : no);
  const none = state.measured ? '–' : '?';
  const seconds = (value: number | null) => (value === null ? none : `${Number(value.toFixed(2))} s`);
  const { freshness } = state;
  return [
    ...place,
    whether(state.ready),
    state.ownsStreams ? whether(state.leads) : '–',
    String(state.lag),
    seconds(state.oldestUnprocessed),
    seconds(state.oldestUnsent),
    String(state.parked),
    String(state.requestsOpen),
    String(state.timersOpen ?? none),
    `${freshness?.beyond ? '> ' : ''}${seconds(freshness?.upTo ?? null)}`,
  ];
}

const said = words[languageOf(process.env)];
const states = await asking(placesOf(process.env), stateOf);
const troubles = states.flatMap((state) => troublesOf(state, said));
if (process.env['JSON'] === '1') {
  console.log(JSON.stringify({ well: troubles.length === 0, troubles, services: states }, undefined, 2));
} else {
  const services = states.map((state) => row(state, said));
  const ports = states.map(({ service, address, operations }) => [service, address, `http://${operations}`]);
  const lines = [...table(said.columns, services), '', ...table(said.ports, ports), ''];
  for (const line of [...lines, ...(troubles.length === 0 ? [said.allWell] : troubles)]) console.log(line);
}
if (troubles.length > 0) process.exitCode = states.some(({ answers }) => answers) ? 1 : 2;
