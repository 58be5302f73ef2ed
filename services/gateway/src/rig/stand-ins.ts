import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogues, type ServiceName } from '@portolan/contracts';
import { GoodsView } from '@portolan/contracts/customs/v1/customs';
import type { EventMeta, Logger, Recorded } from '@portolan/engine';
import { RefusedError, type ServiceContext } from '@portolan/service';
import { type DocumentStore, openSqliteDocumentStore } from '@portolan/store';
import { consumerCollections } from '../consumers/consumers.ts';
import { feed } from '../projections/feed.ts';
import { snapshotCollections } from '../projections/snapshot.ts';
import { timeline } from '../projections/timeline.ts';
import type { As } from './asking.ts';
import { collectionStandIns } from './collection.ts';
import { escrowStandIns } from './escrows.ts';
import { exchangeStandIns } from './exchange.ts';
import { refundStandIns } from './refunds.ts';
import {
  accountStatement,
  accountView,
  agingView,
  allowanceView,
  at,
  bookItemView,
  bopView,
  breachView,
  claimView,
  costQuoteView,
  declarationMessages,
  fundsView,
  goods,
  hold,
  importedRows,
  importView,
  inboundView,
  ledgerBalance,
  listReturnsView,
  listView,
  matchCaseView,
  messageOriginal,
  orderView,
  parcelView,
  passView,
  paymentInquiryView,
  payoutView,
  reconciliationBreak,
  reconciliationView,
  refusedList,
  releaseTimesReply,
  reservationView,
  returnView,
  ruleView,
  safeguardedView,
  shipmentView,
  stockView,
  summaryView,
  taxedDeclaration,
  taxVariancesReply,
  terms,
  tradeModeView,
  transactionView,
  verificationView,
} from './sample-views.ts';

// What a refusal may name, as the tables of refusals spell it.
const named = [
  'transaction',
  'reservation',
  'id',
  'sku',
  'account',
  'orderId',
  'parcelId',
  'inboundId',
  'returnId',
  'fundsId',
  'breach',
  'break',
  'withholding',
  'dispute',
  'escrow',
];

/** One call that reached a service, as it got there. */
export interface Received {
  readonly method: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly as: As;
}

/**
 * Services behind the gateway that hold one order of merchant-shenzhen, with a parcel at `operator`, and that keep
 * tenants apart and know repeated commands, as the real ones do.
 */
export function standInServices() {
  const received: Received[] = [];
  const commands = new Map<string, string>();
  const owners: Readonly<Record<string, readonly string[]>> = {
    parcel: ['merchant-shenzhen', 'operator'],
    document: ['merchant-shenzhen', 'platform-yongjiang'],
    declaration: ['merchant-shenzhen', 'customs-3105'],
    funds: ['portolan'],
  };
  let outage: Error | undefined;

  const own = (as: As, kind = '') => (owners[kind] ?? ['merchant-shenzhen']).includes(as.tenant);
  const one = <View>(view: View, id: string, code: string, kind?: string) => {
    return (request: Readonly<Record<string, unknown>>, as: As): View => {
      const { sku, orderId, parcelId, inboundId, returnId, fundsId, declarationId } = request;
      const asked = request.id ?? sku ?? orderId ?? parcelId ?? inboundId ?? returnId ?? fundsId ?? declarationId;
      if (own(as, kind) && asked === id) return view;
      throw new RefusedError({
        refused: code,
        data: Object.fromEntries(named.map((name) => [name, String(asked)])),
      });
    };
  };
  const list = <Rows extends Readonly<Record<string, unknown>>>(rows: Rows, kind?: string) => {
    const none = Object.fromEntries(Object.keys(rows).map((name) => [name, []]));
    return (_request: unknown, as: As) => ({ ...(own(as, kind) ? rows : none), nextCursor: '' });
  };
  const command = (id: string) => (request: unknown, as: As) => {
    if (!('commandId' in as)) throw new Error('a command came without its context');
    const hash = JSON.stringify(request, (_key, value) => (typeof value === 'bigint' ? `${value}n` : value));
    if ((commands.get(as.commandId) ?? hash) !== hash)
      throw new RefusedError({ refused: 'COMMAND_ID_REUSED', data: { command: as.commandId } });
    commands.set(as.commandId, hash);
    return { id, stream: `${as.tenant}/thing/${id}`, version: 1n };
  };
  const commandOn = (id: string, code: string, kind?: string) => {
    return (request: Readonly<Record<string, unknown>>, as: As) => {
      one({}, id, code, kind)(request, as);
      return command(id)(request, as);
    };
  };
  // What operations write in a merchant's books.
  const inBooks = (id: string, on?: string, code = '') => {
    return (request: Readonly<Record<string, unknown>>, as: As) => {
      const asked = request['reservationId'] ?? request['transactionId'];
      if (on !== undefined) one({}, on, code, 'funds')({ id: asked }, as);
      return { ...command(id)(request, as), balances: [ledgerBalance] };
    };
  };
  const onParcel = commandOn('parcel-1', 'PARCEL_NOT_FOUND', 'parcel');
  const onOrder = commandOn('order-1', 'ORDER_NOT_FOUND');
  const onReturn = commandOn('return-1', 'RETURN_NOT_FOUND', 'parcel');
  const handlers: Readonly<Record<string, (request: Readonly<Record<string, unknown>>, as: As) => unknown>> = {
    'orders.placeOrder': command('order-2'),
    'orders.getOrder': one(orderView, 'order-1', 'ORDER_NOT_FOUND'),
    'orders.listOrders': list({ orders: [orderView] }),
    'orders.getHolds': one({ holds: [hold] }, 'order-1', 'ORDER_NOT_FOUND'),
    'orders.listHolds': list({ holds: [{ orderId: 'order-1', orderNo: 'TN-1', hold }] }),
    'orders.putDocument': commandOn('order-1', 'ORDER_NOT_FOUND', 'document'),
    'orders.cancelOrder': onOrder,
    'orders.withdrawCancellation': onOrder,
    'orders.retryStep': onOrder,
    'orders.acceptOrder': onOrder,
    'orders.returnOrder': onOrder,
    'orders.startImport': command('import-2'),
    'orders.checkImport': () => ({ rows: importedRows.length, report: importedRows }),
    'orders.getImport': one(importView, 'import-1', 'IMPORT_NOT_FOUND'),
    'orders.listImportRows': one({ rows: importedRows, nextCursor: '' }, 'import-1', 'IMPORT_NOT_FOUND'),
    'customs.fileGoods': command('goods-1'),
    'customs.getGoods': one(GoodsView.fromPartial({ id: 'goods-1', goods }), 'EARBUDS-X2', 'GOODS_NOT_FOUND'),
    'customs.listGoods': list({ goods: [{ id: 'goods-1', goods }] }),
    'customs.getDeclaration': one(taxedDeclaration, 'declaration-1', 'DECLARATION_NOT_FOUND'),
    'customs.listDeclarations': list({ declarations: [taxedDeclaration] }, 'declaration'),
    'customs.listDeclarationMessages': (request, as) => {
      one({}, 'declaration-1', 'DECLARATION_NOT_FOUND')({ id: request.declarationId }, as);
      return { ...declarationMessages, nextCursor: '' };
    },
    'customs.getDeclarationMessage': (request, as) => {
      one({}, 'declaration-1', 'DECLARATION_NOT_FOUND')({ id: request.declarationId }, as);
      return one(messageOriginal, 'dxp-1', 'CUSTOMS_MESSAGE_NOT_FOUND')({ id: request.messageId }, as);
    },
    'customs.getAllowance': one(allowanceView, 'order-1', 'ALLOWANCE_NOT_FOUND'),
    'customs.quoteLandedCost': command('cost-2'),
    'customs.getLandedCostQuote': one(costQuoteView, 'cost-1', 'COST_QUOTE_NOT_FOUND'),
    'customs.listMatchCases': list({ cases: [matchCaseView] }),
    'customs.getMatchCase': one(matchCaseView, 'case-1', 'MATCH_CASE_NOT_FOUND'),
    'customs.listMatchRules': () => ({
      rules: [
        {
          ...{ code: 'CHARGE', check: 4, severity: 'ERROR', owner: 'payment_institution', validFrom: '2019-01-01' },
          ...{ document: 'DOCUMENT_KIND_RECEIPT', source: 'CEB message specification', foresees: ['1332'] },
        },
      ],
    }),
    'customs.countRejections': () => ({ from: '2026-02-01', to: '2026-03-02', rates: [], rules: [], unforeseen: [] }),
    'customs.measureReleaseTimes': () => releaseTimesReply,
    'customs.listTaxVariances': (request, as) => ({
      ...taxVariancesReply,
      ...list({ variances: taxVariancesReply.variances })(request, as),
    }),
    'customs.keepPaymentRecord': command('payment-data-1'),
    'customs.listPaymentInquiries': list({ inquiries: [paymentInquiryView] }),
    'customs.getPaymentInquiry': one(paymentInquiryView, 'inquiry-1', 'PAYMENT_INQUIRY_NOT_FOUND'),
    'customs.askPaymentData': () => ({ code: '10000', message: '', serviceTime: 1_772_413_200_000n }),
    'customs.listTradeModes': () => ({ modes: [tradeModeView] }),
    'customs.listSummaries': list({ summaries: [summaryView] }),
    'customs.getSummary': one(summaryView, 'summary-1', 'SUMMARY_NOT_FOUND'),
    'customs.listSummaryLists': one(
      {
        lists: [
          {
            ...{ declarationId: 'declaration-1', orderId: 'order-1', invtNo: '53492026E000000001', closedAt: at },
            ...{ application: 1, entryId: '530120260000000001' },
          },
        ],
        nextCursor: '',
      },
      'summary-1',
      'SUMMARY_NOT_FOUND',
    ),
    'customs.applySummary': commandOn('summary-1', 'SUMMARY_NOT_FOUND'),
    'customs.requestListReturn': commandOn('declaration-1', 'DECLARATION_NOT_FOUND'),
    'customs.getListReturns': one(listReturnsView, 'declaration-1', 'DECLARATION_NOT_FOUND'),
    'customs.listRules': () => ({ asOf: at, rules: [ruleView], nextCursor: '' }),
    'tracking.getShipment': one(shipmentView, 'shipment-1', 'SHIPMENT_NOT_FOUND'),
    'fx.listAccounts': list({ accounts: [{ ...accountView, entries: [] }] }),
    'fx.getAccount': one(accountView, '2100.USD.escrow-1', 'ACCOUNT_NOT_FOUND'),
    'fx.listTransactions': list({ transactions: [transactionView] }),
    'fx.getTransaction': one(transactionView, 't1', 'LEDGER_TRANSACTION_UNKNOWN'),
    'fx.getAccountStatement': (request, as) =>
      one(accountStatement, '2100.USD.escrow-1', 'ACCOUNT_NOT_FOUND')({ id: request['accountId'] }, as),
    'fx.listReservations': list({ reservations: [reservationView] }),
    'fx.verifyLedger': (_, as) => ({ ...verificationView, tenant: as.tenant }),
    'fx.reserveTransfer': inBooks('reservation-2'),
    'fx.postReserved': inBooks('t2', 'reservation-1', 'LEDGER_RESERVATION_UNKNOWN'),
    'fx.voidReserved': inBooks('reservation-1', 'reservation-1', 'LEDGER_RESERVATION_UNKNOWN'),
    'fx.reverseTransaction': inBooks('t2', 't1', 'LEDGER_TRANSACTION_UNKNOWN'),
    'fx.closePeriod': command('main'),
    'fx.listReconciliations': list({ reconciliations: [reconciliationView] }, 'funds'),
    'fx.listBreaks': list({ breaks: [reconciliationBreak] }, 'funds'),
    'fx.explainBreak': commandOn('break-1', 'BREAK_UNKNOWN', 'funds'),
    'fx.closeBreak': commandOn('break-1', 'BREAK_UNKNOWN', 'funds'),
    'fx.getSafeguarding': () => ({ currencies: [safeguardedView] }),
    'fx.listAging': list({ items: [agingView] }, 'funds'),
    'fx.listDeclarations': list({ declarations: [bopView] }),
    'fx.getDeclaration': one(bopView, 'bop-1', 'BOP_UNKNOWN'),
    'fx.correctDeclaration': commandOn('bop-1', 'BOP_UNKNOWN'),
    'fx.submitDeclaration': commandOn('bop-1', 'BOP_UNKNOWN'),
    'fx.recordOutcome': commandOn('bop-1', 'BOP_UNKNOWN', 'funds'),
    'fx.listSettlementRules': () => ({
      asOf: '2026-03-02',
      rules: [
        {
          ...{ code: 'SINGLE_TRANSACTION', values: { limit: '50000.00', currency: 'USD' }, from: '2019-04-29', to: '' },
          ...{ source: '汇发〔2019〕13号', checked: false },
        },
      ],
    }),
    'fx.judgeSettlement': () => ({ allowed: true, flaws: [] }),
    'fx.takeQuota': (request, as) => {
      command('quota-1')(request, as);
      const usd = (minor: bigint) => ({ minor, currency: 'USD' });
      return { year: 2026, taken: usd(120_000n), left: usd(4_880_000n) };
    },
    'fx.listFunds': list({ funds: [fundsView] }, 'funds'),
    'fx.returnFunds': commandOn('funds-1', 'FUNDS_UNKNOWN', 'funds'),
    'checker.listBreaches': list({ breaches: [breachView] }, 'funds'),
    'checker.acknowledgeBreach': one(breachView, 'breach-1', 'BREACH_NOT_FOUND', 'funds'),
    'fx.listPayouts': list({ payouts: [payoutView] }),
    'fx.getPayout': one(payoutView, 'payout-1', 'PAYOUT_UNKNOWN'),
    'fx.recallPayout': commandOn('payout-1', 'PAYOUT_UNKNOWN'),
    'fx.listClaims': list({ claims: [claimView] }),
    ...refundStandIns({ one, list, command, commandOn }),
    ...escrowStandIns({ one, list, command, commandOn }),
    ...collectionStandIns({ one, list, command, commandOn }),
    ...exchangeStandIns({ one, list, command, commandOn }),
    'warehouse.listInbounds': list({ inbounds: [inboundView] }, 'parcel'),
    'warehouse.resolveDiscrepancy': commandOn('inbound-1', 'INBOUND_NOT_FOUND'),
    'warehouse.listReturns': list({ returns: [returnView] }, 'parcel'),
    'warehouse.receiveReturn': onReturn,
    'warehouse.gradeReturn': onReturn,
    'warehouse.fileVerificationList': command('list-2'),
    'warehouse.listVerificationLists': list({ lists: [listView] }, 'parcel'),
    'warehouse.requestGatePass': command('pass-2'),
    'warehouse.listGatePasses': list({ passes: [passView] }, 'parcel'),
    'warehouse.listBookItems': list({ items: [bookItemView] }, 'parcel'),
    'warehouse.receiveGoods': command('delivery-1'),
    'warehouse.listStock': list({ stock: [stockView] }, 'parcel'),
    'warehouse.listParcels': list({ parcels: [parcelView] }, 'parcel'),
    'warehouse.getParcel': one(parcelView, 'parcel-1', 'PARCEL_NOT_FOUND', 'parcel'),
    'warehouse.pickParcel': onParcel,
    'warehouse.packParcel': onParcel,
    'warehouse.dispatchParcel': onParcel,
  };
  for (const service of ['fx', 'customs', 'tracking', 'warehouse'])
    Object.assign(handlers, {
      [`${service}.listRefusedMessages`]: () => refusedList,
      [`${service}.receiveMessage`]: (request: { readonly body: Uint8Array }, as: As) => {
        if (Buffer.from(request.body).toString() !== '<broken') return command('message-1')(request, as);
        throw new RefusedError({ refused: 'INVALID_MESSAGE', data: { field: 'body', reason: 'is no XML' } });
      },
    });

  return {
    received,
    /** From now on every service gives this instead of an answer. */
    fail(error: Error | undefined) {
      outage = error;
    },
    client: ((service) => {
      const call = async (method: string, request: Readonly<Record<string, unknown>>, as: As) => {
        if (outage !== undefined) throw outage;
        if (method === 'head') return { position: 0n };
        received.push({ method: `${service}.${method}`, request, as });
        const handler = handlers[`${service}.${method}`];
        if (handler === undefined) throw new Error(`nobody stands in for ${service}.${method}`);
        return handler(request, as);
      };
      const answering = (method: string | symbol) => (request: never, as: As) => call(String(method), request, as);
      return new Proxy({}, { get: (_target, method) => answering(method) }) as never;
    }) satisfies ServiceContext['client'],
  };
}

/** A document store in a folder of its own, with the gateway's collections. */
export async function ownDocuments(): Promise<{ documents: DocumentStore; remove(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'portolan-gateway-'));
  const documents = openSqliteDocumentStore({ file: join(folder, 'documents.db') });
  const owned = { ...consumerCollections, ...snapshotCollections };
  await documents.declare({ ...feed.collections, ...timeline.collections, ...owned });
  return {
    documents,
    async remove() {
      await documents.close();
      rmSync(folder, { recursive: true });
    },
  };
}

// As a consumer decodes it: what bytes leave out is there, empty.
function decoded(service: string, type: string, data: unknown): unknown {
  const codec = catalogues[service as ServiceName].byName.get(type)?.codec;
  const json = JSON.stringify(data, (_key, value) => {
    if (typeof value === 'bigint') return value.toString();
    return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
  });
  return codec?.fromJSON(JSON.parse(json));
}

/** An event as it comes off the log. */
export function event(type: string, data: unknown, meta: Partial<EventMeta> & Pick<EventMeta, 'stream'>): Recorded {
  const version = meta.version ?? 1;
  const service = meta.service ?? 'orders';
  return {
    type,
    data: decoded(service, type, data),
    meta: {
      id: `${meta.stream}@${version}`,
      service,
      fullType: `portolan.${service}.v1.${type}`,
      version,
      shard: 0,
      position: 1,
      time: at,
      tenant: meta.stream.split('/')[0] ?? '',
      audience: [],
      correlation: 'order-1',
      causation: 'a-command',
      traceparent: '',
      commandId: 'a-command',
      ...meta,
    },
  };
}

/** Lets both projections take these events, one transaction each, as the engine does. */
export async function take(documents: DocumentStore, events: readonly Recorded[]): Promise<void> {
  for (const one of events)
    await documents.transact(async (view) => {
      await feed.onEach?.(one, view);
      await timeline.onEach?.(one, view);
    });
}

export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

export const placed = event(
  'OrderPlaced',
  {
    orderId: 'order-1',
    terms,
    buyer: {
      name: { subject: 'buyer-1', ciphertext: new Uint8Array([1, 2, 3]), hash: 'ab' },
      phone: { subject: 'buyer-1', ciphertext: new Uint8Array([1, 2, 3]), hash: 'ab' },
      email: { subject: 'buyer-1', ciphertext: new Uint8Array([1, 2, 3]), hash: 'ab' },
      address: { subject: 'buyer-1', ciphertext: new Uint8Array([1, 2, 3]), hash: 'ab' },
      country: 'US',
    },
  },
  { stream: 'merchant-shenzhen/order/order-1' },
);
