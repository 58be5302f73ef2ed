import type { PlannedCrash } from './crash-points.ts';

const owners = ['orders', 'customs', 'fx', 'warehouse', 'tracking'];

/** Where each durable step happens while direct-mail orders flow. */
const steps: Readonly<Record<string, readonly string[]>> = {
  append: owners,
  stamp: owners,
  send: owners,
  mark: owners,
  apply: [...owners, 'gateway'],
  request: ['orders', 'customs', 'fx', 'tracking'],
  timer: ['fx'],
  outside: ['customs', 'fx', 'tracking', 'sandbox'],
  feed: ['gateway'],
};

/** Not at its first passing alone, which may be while it starts. */
const time = (index: number) => 2 + (index % 3) * 2;

/** Every point in every service where it exists. */
export function everyCrash(): readonly PlannedCrash[] {
  return Object.entries(steps).flatMap(([step, services]) =>
    services.flatMap((service, index) => both(step, service, index)),
  );
}

/** Every point once, over all services. */
export function eachPointOnce(): readonly PlannedCrash[] {
  return Object.entries(steps).flatMap(([step, services], index) =>
    both(step, services[index % services.length] ?? '', index),
  );
}

function both(step: string, service: string, index: number): readonly PlannedCrash[] {
  return ['before', 'after'].map((side) => ({ service, point: `${side}-${step}`, time: time(index) }));
}
