import type { ChaosReport } from './run.ts';
import type { Kind } from './schedule.ts';
import type { Window } from './window.ts';

/** What a run came to, as lines for people. */
export function table(report: ChaosReport): readonly string[] {
  const { faults, calm, stormy, throughput, orders, checked } = report;
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  return [
    `seed ${report.seed}: ${faults.length} faults`,
    ...[...Map.groupBy(faults, ({ kind }) => kind)].map(([kind, all]) => row(kind, all)),
    `  without faults     ${window(calm)}`,
    `  with faults        ${window(stormy)}`,
    `  throughput         ${percent(throughput.orders)} of the orders, ${percent(throughput.events)} of the events`,
    `  orders             ${orders.finished} of ${orders.placed} finished, ${(report.recoveredMs / 1_000).toFixed(1)} s after the last fault`,
    `  sent again         ${checked.duplicatesOnTheWire} records on the log, ${checked.repeatedMessages} messages to the outside world`,
    ...checked.findings.flatMap(({ question, looked, breaches }) => [
      `  ${breaches.length === 0 ? 'ok    ' : 'BREACH'} ${question} ${looked}`,
      ...breaches.slice(0, 10).map((breach) => `           ${breach}`),
      ...(breaches.length > 10 ? [`           … ${breaches.length} in all`] : []),
    ]),
    ...(report.refused.length === 0
      ? []
      : [`  refused            ${report.refused.length}, such as ${report.refused[0]}`]),
    ...(report.troubles.length === 0
      ? []
      : [`  tried again        ${report.troubles.length}, such as ${report.troubles[0]}`]),
  ];
}

/** Everything that must not be, as sentences; empty where the run has shown what it was to show. */
export function failures({ checked, faults, orders, throughput, refused }: ChaosReport): readonly string[] {
  const idle = faults.filter(({ calls, orders: open }) => calls === 0 || open === 0);
  return [
    ...checked.findings.flatMap(({ breaches }) => breaches),
    ...idle.map(
      ({ kind, struckAt }) => `${kind} at ${(struckAt / 1_000).toFixed(1)} s struck while nothing was under way`,
    ),
    ...(orders.finished === orders.placed ? [] : [`${orders.finished} of ${orders.placed} orders are finished`]),
    ...(throughput.events >= 0.3 ? [] : [`throughput fell to ${(throughput.events * 100).toFixed(0)} %`]),
    ...refused,
  ];
}

function row(kind: Kind, all: ChaosReport['faults']): string {
  const mean = (of: (fault: ChaosReport['faults'][number]) => number) =>
    all.reduce((sum, fault) => sum + of(fault), 0) / all.length;
  const seconds = (mean(({ tookMs }) => tookMs) / 1_000).toFixed(1);
  const fewest = Math.min(...all.map(({ calls }) => calls));
  return `  ${kind.padEnd(18)} ${String(all.length).padStart(3)} ×  ${seconds.padStart(5)} s each, ${fewest} calls under way at the least`;
}

const window = ({ seconds, orders, ordersPerMinute, events, eventsPerSecond, answersPerSecond }: Window): string =>
  `${seconds.toFixed(0)} s: ${orders} orders (${ordersPerMinute.toFixed(1)} a minute), ${events} events (${eventsPerSecond.toFixed(0)}/s), ${answersPerSecond.toFixed(0)} acknowledged commands/s`;
