import type { Complete } from '@portolan/contracts';
import type { ListHoldsReply, ListHoldsRequest } from '@portolan/contracts/orders/v1/orders';
import { paged, type Runtime } from '@portolan/service';
import type { HoldDocument } from '../projections/holds.ts';

/** What holds the caller's orders, by who acts next and by code, longest standing first. */
export async function listHolds(
  { documents }: Pick<Runtime, 'documents'>,
  { owner, code, page }: Complete<ListHoldsRequest>,
  tenant: string,
): Promise<ListHoldsReply> {
  const { shown, nextCursor } = await paged(page, (reach) =>
    documents.find<HoldDocument>({ collection: 'order_holds', tenant, ...indexFor(owner, code), ...reach }),
  );
  const holds = shown.map(({ document: { orderId, ...hold } }) => ({
    orderId,
    orderNo: hold.data.orderNo ?? '',
    hold,
  }));
  return { holds, nextCursor };
}

function indexFor(owner: string, code: string) {
  if (owner !== '' && code !== '') return { index: 'byOwnerAndCode', equals: [owner, code] };
  if (owner !== '') return { index: 'byOwner', equals: [owner] };
  return code === '' ? { index: 'byTime' } : { index: 'byCode', equals: [code] };
}
