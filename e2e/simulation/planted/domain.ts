import type { Complete } from '@portolan/contracts';
import type { Terms } from '@portolan/contracts/fx/v1/types';
import type { Facts } from '@portolan/eventsourcing';
import { type AnyAggregate, commanding, type Give } from '../edge.ts';
import type { Bug } from './bug.ts';

type Edge = ReturnType<Bug['edge']>;
type Fields = Readonly<Record<string, unknown>>;
type Decide = (command: unknown, state: Fields, facts: Facts) => unknown;

/** The same aggregate that decides otherwise. */
const deciding = (aggregate: AnyAggregate, otherwise: (decide: Decide) => Decide): AnyAggregate =>
  ({ ...aggregate, decide: otherwise(aggregate.decide as unknown as Decide) }) as unknown as AnyAggregate;

const giving = (give: Give): Edge => ({ compose: (compose) => commanding(compose, give) });

/** (10) That a command was refused is not written down: the same one again is decided anew. */
const refusalForgotten = (): Edge =>
  giving(({ aggregate, command }, carry) => {
    const every = Object.assign([] as string[], { includes: () => true });
    return carry({ ...aggregate, passing: every } as unknown as AnyAggregate, command);
  });

/** (11) A reservation looks what there is, and takes it a moment later, whatever others have taken meanwhile. */
const reservationsSideBySide = (): Edge =>
  giving(async ({ aggregate, id, command, runtime, tenant }, carry) => {
    if (aggregate.name !== 'stock' || command.type !== 'Reserve') return carry(aggregate, command);
    const { state } = await runtime.commands.load(aggregate as never, tenant, id);
    await new Promise<void>((resolve) => void runtime.machine.after(200, resolve));
    return carry(
      deciding(aggregate, (decide) => (given, _now, facts) => decide(given, state as Fields, facts)),
      command,
    );
  });

/** (12) What the bank pays is counted from what the client was promised, which is rounded already. */
const roundedTwice = (): Edge =>
  giving(({ aggregate, command }, carry) => {
    if (aggregate.name !== 'quote' || command.type !== 'LockRate') return carry(aggregate, command);
    const { terms } = command as unknown as { readonly terms: Complete<Terms> };
    const share = Number(terms.bankRate) / Number(terms.clientRate);
    const minor = BigInt(Math.round(Number(terms.buy.minor) * share));
    return carry(aggregate, { ...command, terms: { ...terms, bankBuy: { ...terms.bankBuy, minor } } });
  });

/** What an order knows of a step; all of that is forgotten where it believes that the step was never taken. */
const told: Readonly<Record<string, RegExp>> = {
  STEP_PLAN_PARCEL: /^parcel/,
  STEP_REGISTER_SHIPMENT: /^(shipment|label)/,
  STEP_DECLARE: /^(case|declaration)/,
  STEP_OPEN_ESCROW: /^escrow/,
};

/** (13) A step whose answer was lost counts as not taken: where the order ends otherwise, it is not undone. */
function compensationSkipped(): Edge {
  const lost = new Map<string, string[]>();
  const give: Give = ({ aggregate, command }, carry) => {
    if (aggregate.name !== 'fulfilment') return carry(aggregate, command);
    const forgetting = deciding(aggregate, (decide) => (given, state, facts) => {
      const forgotten = lost.get(String((given as Fields)['orderId'])) ?? [];
      if (forgotten.length === 0 || state['ending'] === undefined) return decide(given, state, facts);
      const believed = (fields: unknown, isForgotten: (step: string, name: string) => boolean) =>
        Object.fromEntries(
          Object.entries(fields as Fields).filter(([name]) => !forgotten.some((step) => isForgotten(step, name))),
        );
      const known = believed(state['known'], (step, name) => told[step]?.test(name) === true);
      const steps = believed(state['steps'], (step, name) => step === name);
      return decide(given, { ...state, known, steps }, facts);
    });
    return carry(forgetting, command);
  };
  return {
    compose: (compose, life) => (config, runtime) => {
      const definition = commanding(compose, give)(config, runtime);
      if (life.service !== 'orders') return definition;
      const requests = definition.requests.map((each) => {
        const step = (each.on as Readonly<Record<string, (...given: unknown[]) => Promise<void>>>)['StepRequested'];
        if (step === undefined) return each;
        const StepRequested = async (event: { data: { orderId: string; step: string } }, ...rest: unknown[]) => {
          try {
            await step(event, ...rest);
          } catch (error) {
            const { orderId, step: asked } = event.data;
            if (asked in told) lost.set(orderId, [...(lost.get(orderId) ?? []), asked]);
            throw error;
          }
        };
        return { ...each, on: { ...each.on, StepRequested } };
      });
      return { ...definition, requests };
    },
  };
}

/** (14) Whatever is told last counts, also after the delivery. */
const lateScanCounts = (): Edge =>
  giving(({ aggregate, command }, carry) => {
    if (aggregate.name !== 'shipment' || command.type !== 'RecordScan') return carry(aggregate, command);
    const opened =
      (decide: Decide): Decide =>
      (given, state, facts) => {
        const { milestone } = (given as { readonly scan: { readonly milestone: string } }).scan;
        if (state['delivered'] !== true || milestone === 'MILESTONE_DELIVERED') return decide(given, state, facts);
        const reached = (state['reached'] as readonly string[]).filter((each) => each !== milestone);
        return decide(given, { ...state, delivered: false, reached }, facts);
      };
    return carry(deciding(aggregate, opened), command);
  });

/** (15) Whether a parcel may leave is read from the list of parcels, which lags behind the parcel itself. */
const releaseFromList = (): Edge =>
  giving(async ({ aggregate, id, command, runtime, tenant }, carry) => {
    const leaves = command.type === 'Dispatch' || command.type === 'List' || command.type === 'PassGate';
    if (aggregate.name !== 'parcel' || !leaves) return carry(aggregate, command);
    const row = await runtime.documents.get('parcels', tenant, id);
    if (row?.['state'] !== 'AUTHORISED') return carry(aggregate, command);
    return carry(
      deciding(
        aggregate,
        (decide) => (given, state, facts) =>
          decide(given, state['state'] === 'DISPATCHED' ? state : { ...state, state: 'AUTHORISED' }, facts),
      ),
      command,
    );
  });

/** (16) Nobody tells the buyer's allowance that a declaration was taken back. */
const allowanceKept = (): Edge => ({
  compose: (compose) => (config, runtime) => {
    const definition = compose(config, runtime);
    const reactions = definition.reactions.map((reaction) => {
      if (reaction.name !== 'customs.allowances.v1') return reaction;
      const { DeclarationCancelled: _, ...on } = reaction.on as Fields;
      return { ...reaction, on };
    });
    return { ...definition, reactions };
  },
});

export const domainBugs: readonly Bug[] = [
  { number: 10, name: "a refused command's id not remembered", named: ['answers'], edge: refusalForgotten },
  {
    number: 11,
    name: 'two reservations on one bucket not serialised',
    named: ['stock-units'],
    edge: reservationsSideBySide,
  },
  { number: 12, name: 'rounding done on both legs', named: ['sale-rounding'], edge: roundedTwice },
  {
    ...{ number: 13, name: "a compensation skipped when its step's answer was lost", edge: compensationSkipped },
    named: ['parcel-units', 'allowance-returned', 'undone'],
  },
  { number: 14, name: 'a late scan takes a parcel out of delivered', named: ['shipments'], edge: lateScanCounts },
  {
    number: 15,
    name: 'release read from a projection instead of the aggregate',
    named: ['release'],
    edge: releaseFromList,
  },
  { number: 16, name: 'allowance not given back on cancel', named: ['allowance-returned'], edge: allowanceKept },
];
