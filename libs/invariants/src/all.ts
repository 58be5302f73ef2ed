import { allowance } from './allowance.ts';
import { allowanceReturned } from './allowance-returned.ts';
import { bookLines } from './book-lines.ts';
import { bookShelf } from './book-shelf.ts';
import { deadlines } from './deadlines.ts';
import { escrow } from './escrow.ts';
import { escrowBooks } from './escrow-books.ts';
import type { Invariant } from './invariant.ts';
import { ledgerBalanced } from './ledger-balanced.ts';
import { ledgerGuarded } from './ledger-guarded.ts';
import { orders } from './orders.ts';
import { parcelUnits } from './parcel-units.ts';
import { payments } from './payments.ts';
import { personal } from './personal.ts';
import { release } from './release.ts';
import { sale } from './sale.ts';
import { shipments } from './shipments.ts';
import { stockUnits } from './stock-units.ts';
import { streams } from './streams.ts';
import { tenants } from './tenants.ts';
import { undone } from './undone.ts';

/** Every invariant of the suite. `canaries`: texts that stand for people's data. */
export function allInvariants(canaries: readonly string[] = []): readonly Invariant[] {
  return [
    ...[streams, tenants, personal(canaries)],
    ...[ledgerBalanced, ledgerGuarded, escrow, escrowBooks, sale, payments],
    ...[stockUnits, parcelUnits, bookLines, bookShelf],
    ...[release, allowance, allowanceReturned, shipments],
    ...[orders, undone, deadlines],
  ];
}
