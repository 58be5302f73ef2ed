import { type Api, type Json, listAt, ok, textAt } from '../story/api.ts';
import type { Cast } from '../story/cast.ts';
import { orderNos, type Road } from '../support/all-roads.ts';

/** Ids and numbers of real things, as their owners read them: `bonded.parcel` → its id. */
export type Things = ReadonlyMap<string, string>;

const roads = Object.keys(orderNos) as readonly Road[];
const linked = ['escrow', 'parcel', 'shipment', 'declaration', 'quote', 'payout'];

/** Asks the owners of all roads for everything that a key could be after. */
export async function collectThings(cast: Cast, orders: Readonly<Record<Road, string>>): Promise<Things> {
  const things = new Map<string, string>();
  for (const road of roads) {
    const owner = road === 'bonded' ? cast.importer : cast.merchant;
    things.set(`${road}.order`, orders[road]).set(`${road}.no`, orderNos[road]);
    for (const [name, value] of await linkedTo(owner, orders[road])) if (value) things.set(`${road}.${name}`, value);
  }
  await setAside(cast);
  await openAccount(cast);
  things.set('direct.statement', await claimed(cast));
  for (const { path, list, name } of lists) {
    const found = listAt(await read(name.startsWith('bonded') ? cast.zoneOperator : cast.merchant, path), list);
    for (const [index, thing] of found.entries())
      things.set(`${name}${index === 0 ? '' : index + 1}`, textAt(thing, 'id'));
  }
  for (const fund of listAt(await read(cast.operations, '/v1/funds?limit=100'), 'funds')) {
    const road = roads.find((one) => orderNos[one] === textAt(fund, 'orderNo'));
    if (road !== undefined) things.set(`${road}.fund`, textAt(fund, 'id'));
  }
  things.set('bonded.inquiry', await questioned(cast, orders.bonded));
  const disputed = await disputedBy(cast, things);
  for (const [name, id] of disputed) things.set(name, id);
  // What bank and books are apart is operations' alone: no other key comes so far that it could tell one from another.
  things.set('suite.difference', '6y9d7v0kq3m1x4t8a2c5e7g9jh');
  return things.set('direct.sku', 'EAR-BT-21').set('bonded.sku', 'NZ-MILK-900');
}

/** The merchant opens an account for one order. */
async function openAccount({ merchant }: Cast): Promise<void> {
  const account = { model: 'PER_PAYMENT', currency: 'USD', orderNo: 'TENANCY-1' };
  ok(await merchant.post('/v1/virtual-accounts', account, 'virtual-account'), 'the virtual account');
  ok(await merchant.post('/v1/test/clock', { settle: true }, 'clock-of-accounts'), 'the clock');
}

/** Operations set money aside in a merchant's books. */
async function setAside({ operations, merchant }: Cast): Promise<void> {
  const amount = { amount: '1.00', currency: 'USD' };
  const entries = [
    { accountId: '1100.USD', side: 'DEBIT', amount },
    { accountId: '1000.USD', side: 'CREDIT', amount },
  ];
  const reservation = { tenant: 'merchant-shenzhen', businessReference: 'tenancy', entries, seconds: 0 };
  ok(await operations.post('/v1/ledger/reservations', reservation, 'reservation'), 'the reservation');
  ok(await merchant.post('/v1/test/clock', { settle: true }, 'clock-of-books'), 'the clock');
}

/** The merchant claims a refund and has that stated to a bank. Answers the id of the statement. */
async function claimed({ merchant }: Cast): Promise<string> {
  const quantity = { value: '30', unit: 'C62' };
  const total = { amount: '450.00', currency: 'USD' };
  const line = { line: 1, hsCode: '8518300000', name: 'Earphones', quantity, total };
  const claim = { entryId: '531020260000000011', tradeMode: '0110', exportedOn: '2026-03-02', line };
  const whom = { recipientKind: 'BANK', recipient: 'Bank of Qianhai', from: '2026-03-01', until: '2026-03-31' };
  ok(await merchant.put('/v1/refund-profile', { method: 'TRADER' }, 'trader'), 'the profile');
  ok(await merchant.post('/v1/refund-claims', claim, 'refund-claim'), 'the claim');
  ok(await merchant.put('/v1/refund-profile', { method: 'NONE' }, 'no-trader'), 'no profile');
  ok(await merchant.post('/v1/test/clock', { settle: true }, 'clock-of-claims'), 'the clock');
  const signed = ok(await merchant.post('/v1/signed-statements', { kind: 'receipts', ...whom }, 'statement'), 'signed');
  return textAt(signed, 'id');
}

/** A chargeback of one order, and proceeds of another that are held back. */
async function disputedBy({ operations }: Cast, things: Things): Promise<readonly (readonly [string, string])[]> {
  const [amount, yuan] = [
    { amount: '1.00', currency: 'USD' },
    { amount: '1.00', currency: 'CNY' },
  ];
  const told = { escrowId: things.get('direct.escrow') ?? '', kind: 'CHARGEBACK', amount, reason: 'Not known' };
  const dispute = ok(await operations.post('/v1/disputes', told, 'dispute'), 'the dispute');
  const path = `/v1/escrows/${things.get('bonded.escrow')}/withholdings`;
  const withheld = ok(
    await operations.post(path, { amount: yuan, reason: 'Under review' }, 'withholding'),
    'the withholding',
  );
  return [
    ['direct.dispute', textAt(dispute, 'id')],
    ['bonded.withholding', textAt(withheld, 'id')],
  ];
}

/** Customs asks for the payment of the bonded order. Answers the id of its question. */
async function questioned({ importer, outside }: Cast, orderId: string): Promise<string> {
  const { terms } = (await read(importer, `/v1/orders/${orderId}`)) as { readonly terms: Json };
  const [platformCode, orderNo] = [textAt(terms, 'platform', 'code'), orderNos.bonded];
  const question = { platformCode, orderNo, reference: 'tenancy' };
  ok(await outside.post('/single-window/payment-data/questions', question, 'question'), 'the question');
  ok(await importer.post('/v1/test/clock', { settle: true }, 'clock'), 'the clock');
  const [inquiry] = listAt(await read(importer, '/v1/payment-inquiries'), 'inquiries');
  return textAt(inquiry, 'id');
}

const lists = [
  { path: '/v1/inbounds', list: 'inbounds', name: 'bulk.inbound' },
  { path: '/v1/returns', list: 'returns', name: 'nearby.return' },
  { path: '/v1/claims', list: 'claims', name: 'bulk.claim' },
  { path: '/v1/bop-declarations?limit=3', list: 'declarations', name: 'direct.bop' },
  { path: '/v1/payouts', list: 'payouts', name: 'direct.payout' },
  { path: '/v1/receipts?limit=3', list: 'receipts', name: 'direct.receipt' },
  { path: '/v1/virtual-accounts', list: 'accounts', name: 'direct.virtual' },
  { path: '/v1/refund-claims', list: 'claims', name: 'direct.refund' },
  { path: '/v1/ledger/transactions?limit=3', list: 'transactions', name: 'direct.transaction' },
  { path: '/v1/ledger/reservations', list: 'reservations', name: 'direct.reservation' },
  { path: '/v1/match-cases', list: 'cases', name: 'direct.case' },
  { path: '/v1/summaries', list: 'summaries', name: 'direct.summary' },
  { path: '/v1/verification-lists', list: 'lists', name: 'bonded.list' },
  { path: '/v1/gate-passes', list: 'passes', name: 'bonded.pass' },
] as const;

async function linkedTo(owner: Api, orderId: string): Promise<readonly (readonly [string, string])[]> {
  const order = await read(owner, `/v1/orders/${orderId}`);
  const found = linked.map((name) => [name, textAt(order, `${name}Id`)] as const);
  const of = Object.fromEntries(found);
  const shipment = await read(owner, `/v1/shipments/${of['shipment']}`);
  const account = of['escrow'] ? `2100.${textAt(order, 'terms', 'total', 'currency')}.${of['escrow']}` : '';
  const declaration = of['declaration'] ? await read(owner, `/v1/declarations/${of['declaration']}`) : null;
  const messages = of['declaration'] ? await read(owner, `/v1/declarations/${of['declaration']}/messages`) : null;
  const [message] = messages === null ? [] : listAt(messages, 'messages');
  return [
    ...found,
    ['account', account],
    ['waybill', textAt(shipment, 'waybillNo')],
    ['pre', textAt(declaration, 'preNo')],
    ['invt', textAt(declaration, 'invtNo')],
    ['message', message === undefined ? '' : textAt(message, 'id')],
  ];
}

const read = async (api: Api, path: string) => ok(await api.get(path), path);
