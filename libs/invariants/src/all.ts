import type { Invariant } from './invariant.ts';
import { ledgerBalanced } from './ledger-balanced.ts';

/** Every invariant of the suite. `canaries`: texts that stand for people's data. */
export function allInvariants(canaries: readonly string[] = []): readonly Invariant[] {
  void canaries;
  return [ledgerBalanced];
}
