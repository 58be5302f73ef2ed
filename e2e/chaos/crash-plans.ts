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
    services.flatMap((service, index) => both(step, service, time(index))),
  );
}

/** For each step a service in which it surely comes up soon: with every order, or with every article that is filed. */
const soon: Readonly<Record<string, string>> = {
  append: 'orders',
  stamp: 'customs',
  send: 'fx',
  mark: 'tracking',
  apply: 'warehouse',
  request: 'orders',
  timer: 'fx',
  outside: 'sandbox',
  feed: 'gateway',
};

/** Every point once, over all services. What comes once in an order's life is not waited for twice. */
export function eachPointOnce(): readonly PlannedCrash[] {
  return Object.entries(soon).flatMap(([step, service]) => both(step, service, step === 'timer' ? 1 : 2));
}

function both(step: string, service: string, time: number): readonly PlannedCrash[] {
  return ['before', 'after'].map((side) => ({ service, point: `${side}-${step}`, time }));
}
