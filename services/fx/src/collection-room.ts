import { CollectionDefinition } from '@portolan/contracts/fx/v1/collection';
import { type Gauge, type Runtime, type ServiceDefinition, serve } from '@portolan/service';
import {
  clearReceipt,
  holdReceipt,
  matchReceiptByHand,
  releaseReceipt,
  returnReceipt,
  suggestMatches,
} from './api/matching.ts';
import { ageBuckets, getReceipt, listReceipts, measureSuspense, suspenseAges } from './api/receipts.ts';
import {
  closeVirtualAccount,
  decideVirtualAccount,
  getVirtualAccount,
  listVirtualAccounts,
  openVirtualAccount,
} from './api/virtual-accounts.ts';
import { policiesOf } from './collection-config.ts';
import type { FxConfig } from './config.ts';
import type { VirtualAccounts } from './processes/bank-accounts.ts';
import { matching } from './processes/matching.ts';
import { receipts } from './projections/receipts.ts';
import { virtualAccounts } from './projections/virtual-accounts.ts';

export const collectionProjections = [receipts, virtualAccounts] as const;

/** Receipts: the accounts that buyers pay into, what each receipt pays, and what waits for a person. */
export function collectionRoom(config: FxConfig, runtime: Runtime, rules: VirtualAccounts) {
  return {
    reactions: [matching(runtime.commands, policiesOf(config.PORTOLAN_FX_MATCHING))],
    gauges: [suspenseReceipts(runtime)],
    serves: [
      serve(CollectionDefinition, {
        openVirtualAccount: openVirtualAccount(runtime, rules),
        closeVirtualAccount: closeVirtualAccount(runtime),
        activateVirtualAccount: decideVirtualAccount(runtime, rules, 'ActivateVirtualAccount'),
        freezeVirtualAccount: decideVirtualAccount(runtime, rules, 'FreezeVirtualAccount'),
        unfreezeVirtualAccount: decideVirtualAccount(runtime, rules, 'UnfreezeVirtualAccount'),
        listVirtualAccounts: listVirtualAccounts(runtime),
        getVirtualAccount: getVirtualAccount(runtime),
        listReceipts: listReceipts(runtime),
        getReceipt: getReceipt(runtime),
        measureSuspense: measureSuspense(runtime),
        suggestMatches: suggestMatches(runtime, rules),
        matchReceipt: matchReceiptByHand(runtime, rules),
        holdReceipt: holdReceipt(runtime, rules),
        clearReceipt: clearReceipt(runtime, rules),
        releaseReceipt: releaseReceipt(runtime, rules),
        returnReceipt: returnReceipt(runtime, rules),
      }),
    ],
  } satisfies Partial<ServiceDefinition>;
}

/** Receipts in suspense, by age: old ones are somebody's money that nobody looks for. */
const suspenseReceipts = (runtime: Runtime): Gauge => ({
  name: 'portolan_suspense_receipts',
  help: 'Receipts that wait in suspense, by age in days.',
  read: async () => {
    // None is a figure, too.
    const counts = new Map(ageBuckets.map((age) => [age, 0]));
    for (const { ageBucket, receipts: count } of await suspenseAges(runtime)) {
      counts.set(ageBucket, (counts.get(ageBucket) ?? 0) + count);
    }
    return [...counts].map(([age, value]) => ({ value, labels: { age } }));
  },
});
