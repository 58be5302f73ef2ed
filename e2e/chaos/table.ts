import type { Checked } from './check/checker.ts';
import type { CrashReport } from './crash-points.ts';
import type { ChaosReport } from './run.ts';
import { type Ending, failuresOf } from './scene.ts';
import { type Kind, kinds } from './schedule.ts';
import type { Window } from './window.ts';

/** What is asked of a whole run: of what is carried without faults, so much with them. */
const least = { throughput: 0.3, faults: 60, ofEachKind: 5 };

/** What a run came to, as lines for people. */
export function table(report: ChaosReport): readonly string[] {
  const { faults, calm, stormy, throughput } = report;
  const percent = (share: number | undefined) => (share === undefined ? '?' : `${(share * 100).toFixed(0)} %`);
  return [
    `chaos with seed ${report.seed}: ${faults.length} faults`,
    ...[...Map.groupBy(faults, ({ kind }) => kind)].map(([kind, all]) => row(kind, all)),
    `  without faults     ${windowLine(calm)}`,
    `  with faults        ${windowLine(stormy)}`,
    `  throughput         ${percent(throughput.orders)} of the orders, ${percent(throughput.events)} of the events`,
    ...endingLines(report),
  ];
}

/** The same of the crash points. */
export function crashTable(report: CrashReport): readonly string[] {
  const { crashed, missed } = report;
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const rows = [...Map.groupBy(crashed, ({ point }) => point)].map(([point, all]) => {
    const back = all.reduce((sum, { backAfterMs }) => sum + backAfterMs, 0) / all.length;
    const services = all.map(({ service }) => service).join(', ');
    return `  ${point.padEnd(18)} ${String(all.length).padStart(3)} ×  back after ${seconds(back)} s on average: ${services}`;
  });
  return [
    `crash points: ${crashed.length} deaths`,
    ...rows,
    ...missed.map(({ point, service }) => `  not reached        ${point} in ${service}`),
    ...endingLines(report),
  ];
}

/** Everything that must not be, as sentences: what was lost or done twice, and faults that struck nothing. */
export function failures(report: ChaosReport): readonly string[] {
  return [
    ...failuresOf(report),
    ...report.faults.filter(({ calls, orders }) => calls === 0 || orders === 0).map(({ kind }) => struckNothing(kind)),
  ];
}

/** What a run of ten minutes or more is to show besides: enough faults of every kind, and that enough is carried on. */
export function shortcomings({ faults, throughput }: ChaosReport): readonly string[] {
  const slow = Math.min(throughput.events, throughput.orders ?? 1);
  const rare = (Object.keys(kinds) as Kind[])
    .map((kind) => [kind, faults.filter((fault) => fault.kind === kind).length] as const)
    .filter(([, times]) => times < least.ofEachKind);
  return [
    ...(slow >= least.throughput ? [] : [`throughput fell to ${(slow * 100).toFixed(0)} %`]),
    ...(faults.length >= least.faults ? [] : [`there were ${faults.length} faults, not ${least.faults}`]),
    ...rare.map(([kind, times]) => `${kind} came ${times} times, not ${least.ofEachKind}`),
  ];
}

/** The same of the crash points. */
export function crashFailures(report: CrashReport): readonly string[] {
  return [
    ...failuresOf(report),
    // Whoever dies at a step is in the middle of it: only orders have to be on their way.
    ...report.crashed.filter(({ orders }) => orders === 0).map(({ point }) => struckNothing(point)),
    ...report.missed.map(({ point, service }) => `${point} was not reached in ${service}`),
  ];
}

const struckNothing = (what: string) => `${what} struck while nothing was under way`;

function endingLines({ orders, restedMs, acknowledged, checked, refused, troubles }: Ending): readonly string[] {
  return [
    `  orders             ${orders.finished} of ${orders.placed} finished, all at rest ${(restedMs / 1_000).toFixed(1)} s later`,
    `  acknowledged       ${acknowledged} commands`,
    `  sent again         ${checked.duplicatesOnTheWire} records on the log, ${checked.repeatedMessages} messages to the outside world`,
    ...checked.findings.flatMap(finding),
    ...(refused.length === 0 ? [] : [`  refused            ${refused.length}, such as ${refused[0]}`]),
    ...(troubles.length === 0 ? [] : [`  tried again        ${troubles.length}, such as ${troubles[0]}`]),
  ];
}

function finding({ holds, looked, breaches }: Checked['findings'][number]): readonly string[] {
  return [
    `  ${breaches.length === 0 ? 'ok    ' : 'BREACH'} ${holds.padEnd(48)} ${looked}`,
    ...breaches.slice(0, 10).map((breach) => `           ${breach}`),
    ...(breaches.length > 10 ? [`           … ${breaches.length} in all`] : []),
  ];
}

function row(kind: Kind, all: ChaosReport['faults']): string {
  const seconds = (all.reduce((sum, { tookMs }) => sum + tookMs, 0) / all.length / 1_000).toFixed(1);
  const fewest = Math.min(...all.map(({ calls }) => calls));
  return `  ${kind.padEnd(18)} ${String(all.length).padStart(3)} ×  ${seconds.padStart(5)} s each, ${fewest} calls under way at the least`;
}

function windowLine({ seconds, orders, ordersPerMinute, events, eventsPerSecond, answersPerSecond }: Window): string {
  const rates = `${ordersPerMinute.toFixed(1)} a minute), ${events} events (${eventsPerSecond.toFixed(0)}/s)`;
  return `${seconds.toFixed(0)} s: ${orders} orders (${rates}, ${answersPerSecond.toFixed(0)} acknowledged commands/s`;
}
