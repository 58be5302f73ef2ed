import type { Complete } from '@portolan/contracts';
import type { ImportRow } from '@portolan/contracts/orders/v1/types';
import type { Refusal } from '@portolan/eventsourcing';
import type { Runtime } from '@portolan/service';
import type { OrderFile } from '../adapters/order-file.ts';
import { chunkRows } from '../import/import.ts';
import { orderNoOf, orderOf, type Row, rowOf } from '../import/row.ts';
import { order } from '../order/order.ts';
import type { Offered } from '../order/terms.ts';
import { hasLapsed, orderNumber, orderNumberId } from '../order-number/order-number.ts';
import { acceptedRow, refusedRow, rowOrderId } from '../processes/import-rows.ts';
import { requestFlaw } from './place-order.ts';

type Needs = Pick<Runtime, 'commands' | 'vault' | 'clock'>;

/** A row that would become an order, were its number free. */
interface Sound {
  readonly row: Row;
  readonly orderId: string;
  readonly number: 'FREE' | 'KNOWN' | 'TAKEN';
}

/** What would become of each row if the file was imported now. Changes nothing. */
export async function checkRows(
  runtime: Needs,
  offered: Offered,
  tenant: string,
  { heading, records }: OrderFile,
): Promise<Complete<ImportRow>[]> {
  const rows = records.map((record, index) => rowOf(heading, record, index + 1));
  const report: Complete<ImportRow>[] = [];
  // Number → the order that an earlier row of this file would place under it.
  const placed = new Map<string, string>();
  for (let from = 0; from < rows.length; from += chunkRows) {
    const chunk = rows.slice(from, from + chunkRows);
    const checked = await Promise.all(chunk.map((row) => checkRow(runtime, offered, tenant, row)));
    for (const one of checked) report.push('outcome' in one ? one : judged(one, placed));
  }
  return report;
}

async function checkRow(
  runtime: Needs,
  offered: Offered,
  tenant: string,
  row: Row,
): Promise<Complete<ImportRow> | Sound> {
  const request = orderOf(row);
  const flaw: Refusal | undefined = 'refused' in request ? request : requestFlaw(offered, request);
  if (flaw !== undefined) return refusedRow(row, flaw);
  const orderId = rowOrderId(runtime, tenant, row);
  return { row, orderId, number: await standingOf(runtime, tenant, orderNoOf(row), orderId) };
}

async function standingOf(
  { commands, clock }: Needs,
  tenant: string,
  orderNo: string,
  orderId: string,
): Promise<Sound['number']> {
  const { state: number } = await commands.load(orderNumber, tenant, orderNumberId(tenant, orderNo));
  if (number.orderId === '') return 'FREE';
  const { state } = await commands.load(order, tenant, number.orderId);
  const own = number.orderId === orderId;
  if (state.reached.includes('PLACED')) return own ? 'KNOWN' : 'TAKEN';
  // A claim that no order followed: its own may still follow, another's is taken over once it has lapsed.
  if (own) return state.abandoned ? 'TAKEN' : 'FREE';
  return state.abandoned || hasLapsed(number, clock.now()) ? 'FREE' : 'TAKEN';
}

// Rows count in their order: what an earlier one places stands there for a later one.
function judged({ row, orderId, number }: Sound, placed: Map<string, string>): Complete<ImportRow> {
  const orderNo = orderNoOf(row);
  const earlier = placed.get(orderNo);
  if (number === 'KNOWN' || earlier === orderId) return acceptedRow(row, 'KNOWN', orderId);
  if (number === 'TAKEN' || earlier !== undefined) {
    return refusedRow(row, { refused: 'ORDER_NUMBER_TAKEN', data: { orderNo, field: 'terms.orderNo' } });
  }
  placed.set(orderNo, orderId);
  return acceptedRow(row, 'PLACED', orderId);
}
