import { Breach } from '@portolan/contracts/checker/v1/checker';
import {
  AllowanceView,
  DeclarationView,
  LandedCostQuoteView,
  ListTaxVariancesReply,
  MatchCaseView,
  MeasureReleaseTimesReply,
  PaymentInquiryView,
  RuleView,
  SummaryView,
  TradeModeView,
} from '@portolan/contracts/customs/v1/customs';
import { BopDeclarationView } from '@portolan/contracts/fx/v1/declarations';
import { AccountView, ClaimView, FundsView } from '@portolan/contracts/fx/v1/fx';
import {
  AccountStatementView,
  LedgerBalance,
  LedgerVerification,
  ReservationView,
  TransactionView,
} from '@portolan/contracts/fx/v1/ledger';
import { PayoutView } from '@portolan/contracts/fx/v1/payments';
import { AgingItem, BreakView, ReconciliationView, Safeguarding } from '@portolan/contracts/fx/v1/reconciliation';
import { ImportView, OrderView } from '@portolan/contracts/orders/v1/orders';
import { ImportRow } from '@portolan/contracts/orders/v1/types';
import { ShipmentView } from '@portolan/contracts/tracking/v1/tracking';
import {
  BookItemView,
  GatePassView,
  InboundView,
  ParcelView,
  ReturnView,
  StockView,
  VerificationListView,
} from '@portolan/contracts/warehouse/v1/warehouse';

const usd = (minor: bigint) => ({ minor, currency: 'USD' });
export const at = '2026-03-02T01:00:00.000Z';
const zoned = {
  instant: at,
  original: '2026-03-02 09:00',
  offset: '+08:00',
  zoneSource: 'ZONE_SOURCE_STATED' as const,
};
const company = { code: '4403160001', name: 'Shenzhen Tonal', country: 'CN' };
const line = {
  line: 1,
  sku: 'EARBUDS-X2',
  name: 'Bluetooth earphones',
  hsCode: '8518300000',
  origin: 'CN',
  quantity: { value: '2', unit: 'C62' },
  price: usd(3990n),
  total: usd(7980n),
};
export const goods = {
  sku: 'EARBUDS-X2',
  hsCode: '8518300000',
  name: 'Bluetooth earphones',
  nameZh: '蓝牙耳机',
  model: 'X2',
  barcode: '',
  origin: 'CN',
  unit: 'C62',
  legalUnit: '007',
  legalQuantityPerUnit: '1',
  netWeight: '0.08',
};
export const terms = {
  orderNo: 'TN-1',
  platform: company,
  merchant: company,
  incoterm: 'DAP',
  incotermPlace: 'Seattle',
  mode: '9610',
  warehouseId: 'SZX-FWD-1',
  carrier: 'YANWEN',
  lines: [line],
  goodsValue: usd(7980n),
  freight: usd(1200n),
  discount: usd(0n),
  total: usd(9180n),
  destinationWarehouseId: '',
};
export const orderView = OrderView.fromPartial({
  id: 'order-1',
  state: 'PLACED',
  terms,
  buyer: { name: 'J*** E***', country: 'US' },
  placedAt: at,
  updatedAt: at,
  version: 1n,
});
export const parcelView = ParcelView.fromPartial({
  id: 'parcel-1',
  orderId: 'order-1',
  state: 'SHORT',
  owner: 'merchant-shenzhen',
  lines: [{ line: 1, sku: 'EARBUDS-X2', quantity: 2n }],
  shortages: [{ sku: 'EARBUDS-X2', wanted: 2n, available: 1n }],
  packs: 1,
  version: 4n,
});
const booking = [
  { accountId: '2000.USD.merchant-shenzhen', side: 'SIDE_DEBIT' as const, amount: usd(9180n) },
  { accountId: '2100.USD.escrow-1', side: 'SIDE_CREDIT' as const, amount: usd(9180n) },
];
const ofBooking = { type: 'ESCROW_FUNDING', businessReference: 'escrow-1' };
export const transactionView = TransactionView.fromPartial({
  ...{ id: 't1', ...ofBooking, effectiveAt: at, recordedAt: at, version: 2n, entries: booking },
  chain: 'a'.repeat(64),
});
export const reservationView = ReservationView.fromPartial({
  ...{ id: 'reservation-1', type: 'TRANSFER', businessReference: 'claim-1', entries: booking },
  ...{ state: 'OPEN', reservedAt: at, expiresAt: at },
});
export const accountStatement = AccountStatementView.fromPartial({
  ...{ accountId: '2100.USD.escrow-1', from: '2026-03-01', until: '2026-03-31' },
  ...{ opening: usd(0n), closing: usd(9180n), debits: usd(0n), credits: usd(9180n) },
  entries: [{ transactionId: 't1', ...ofBooking, effectiveAt: at, recordedAt: at, change: usd(9180n) }],
});
export const ledgerBalance = LedgerBalance.fromPartial({
  ...{ accountId: '2100.USD.escrow-1', balance: usd(9180n) },
  ...{ outgoing: usd(0n), incoming: usd(0n), available: usd(9180n) },
});
export const verificationView = LedgerVerification.fromPartial({
  ...{ tenant: 'merchant-shenzhen', transactions: 2n, chain: 'a'.repeat(64), sound: true },
});
export const reconciliationView = ReconciliationView.fromPartial({
  ...{ id: 'reconciliation-1/ST-1', account: 'CN-COLL-USD-0001', currency: 'USD', date: '2026-03-02' },
  ...{ statementId: 'ST-1', sequence: 1n, opening: usd(0n), closing: usd(9180n), bankMovement: usd(9180n) },
  ...{ matched: 1, openDifference: usd(0n) },
});
export const reconciliationBreak = BreakView.fromPartial({
  ...{ id: 'break-1', account: 'CN-COLL-USD-0001', type: 'BREAK_TYPE_AMOUNT', state: 'OPEN', date: '2026-03-02' },
  ...{ difference: usd(-25n), reference: 'CR1', evidence: { inBank: usd(9155n), inLedger: usd(9180n) } },
  ...{ owner: 'operations', openedAt: at, ageDays: 1, tenant: 'merchant-shenzhen' },
});
export const safeguardedView = Safeguarding.fromPartial({
  ...{
    currency: 'USD',
    liabilities: usd(9180n),
    bank: usd(9180n),
    inTransit: usd(0n),
    surplus: usd(0n),
    covered: true,
  },
});
export const agingView = AgingItem.fromPartial({
  ...{
    account: '2050.USD',
    tenant: 'merchant-shenzhen',
    reference: 'funds-1',
    amount: usd(700n),
    since: at,
    ageDays: 3,
  },
});
export const bopView = BopDeclarationView.fromPartial({
  ...{ id: 'bop-1', orderId: 'order-1', orderNo: 'TN-1', version: 1, state: 'DRAFT', dueAt: at },
  content: { direction: 'BOP_DIRECTION_RECEIPT', amount: usd(9180n), code: '122030', remark: '跨境电商网络购物' },
});
export const accountView = AccountView.fromPartial({
  id: '2100.USD.escrow-1',
  code: '2100',
  name: 'Escrow',
  type: 'liability',
  balance: usd(9180n),
  debits: usd(0n),
  credits: usd(9180n),
  outgoing: usd(0n),
  incoming: usd(0n),
  available: usd(9180n),
  entries: [
    {
      transactionId: 't1',
      type: 'ESCROW_FUNDING',
      businessReference: 'escrow-1',
      effectiveAt: at,
      change: usd(9180n),
      balance: usd(9180n),
    },
  ],
});
export const declarationView = DeclarationView.fromPartial({
  id: 'declaration-1',
  orderId: 'order-1',
  state: 'RELEASED',
  goodsValue: usd(7980n),
  lines: [
    {
      line: 1,
      sku: 'EARBUDS-X2',
      quantity: line.quantity,
      legalQuantity: line.quantity,
      price: line.price,
      total: line.total,
    },
  ],
  replies: [{ status: '800', info: 'released', returnedAt: at, moved: true }],
  releasedAt: at,
  version: 9n,
});
const declarationMessage = {
  ...{ id: 'dxp-1', direction: 'SENT', message: 'CEB603Message', guid: '4F5CBF9A-0C5A-4A87-8D0B-2D7C0E1A9B11', at },
  ...{ sha256: 'ab'.repeat(32), size: 3, status: '', info: '', certificate: '0300000000000001' },
};
export const declarationMessages = { messages: [declarationMessage] };
export const messageOriginal = {
  ...{ message: declarationMessage, original: new Uint8Array([60, 97, 62]), xml: '<a>' },
};
export const shipmentView = ShipmentView.fromPartial({
  id: 'shipment-1',
  orderId: 'order-1',
  state: 'IN_TRANSIT',
  milestone: 'MILESTONE_IN_TRANSIT',
  scans: [
    {
      scan: {
        scanId: 's1',
        waybillNo: 'LV1',
        code: 'EMC',
        milestone: 'MILESTONE_PICKED_UP',
        eventTime: zoned,
        recordTime: at,
        country: 'CN',
      },
      scanVersion: 1,
      late: false,
    },
  ],
  version: 3n,
});
export const stockView = StockView.fromPartial({
  bucket: { warehouseId: 'SZX-FWD-1', owner: 'merchant-shenzhen', sku: 'EARBUDS-X2', lot: '' },
  onHand: 10n,
  available: 8n,
  reserved: 2n,
});
export const hold = {
  code: 'AWAITING_PAYMENT',
  owner: 'buyer',
  rule: 'PAID_BEFORE_PACKING',
  since: at,
  due: '',
  data: { orderNo: 'TN-1', amount: 'USD 91.80' },
  costPerDay: usd(50n),
  costFrom: at,
  step: 'STEP_OPEN_ESCROW' as const,
};
export const refusedList = {
  messages: [{ id: 'm1', receivedAt: at, flaws: [{ field: 'Ntry', reason: 'is missing' }] }],
  nextCursor: '',
};

const cny = (minor: bigint) => ({ minor, currency: 'CNY' });
const taxes = { duty: cny(0n), valueAddedTax: cny(3604n), consumptionTax: cny(0n), total: cny(3604n) };

/** The same list with its tax, as bonded imports have it. */
export const taxedDeclaration = {
  ...declarationView,
  tax: {
    lines: [
      {
        line: 1,
        hsCode: '1901101000',
        taxableValue: cny(39600n),
        duty: taxes.duty,
        valueAddedTax: taxes.valueAddedTax,
        consumptionTax: taxes.consumptionTax,
      },
    ],
    taxableValue: cny(39600n),
    ...taxes,
    overSingleLimit: false,
  },
  taxBill: { taxNo: 'T1', state: 'GENERATED', ...taxes },
};
export const allowanceView = AllowanceView.fromPartial({
  year: 2026,
  limit: cny(2600000n),
  reserved: cny(39600n),
  used: cny(0n),
  left: cny(2560400n),
});
export const ruleView = RuleView.fromPartial({
  id: 'eu-item-duty.2026-07-01',
  ...{ kind: 'item-duty', jurisdiction: 'EU', regimes: ['EU_IMPORT'] },
  ...{ titleEn: 'EUR 3 per item', titleZh: '按项征收3欧元关税', validFrom: '2026-07-01', validTo: '2028-06-30' },
  ...{ source: 'Council Reg. (EU) 2026/382', checked: false, note: 'carriers disagree on the item test' },
  parameters: '{"perItem":"3","currency":"EUR"}',
});
const eur = (minor: bigint) => ({ minor, currency: 'EUR' });
const costFigure = (kind: string, labelEn: string, labelZh: string, minor: bigint, arithmetic: string) => {
  return { kind, labelEn, labelZh, amount: eur(minor), formula: 'Σ', arithmetic, rules: [ruleView.id] };
};
export const costQuoteView = LandedCostQuoteView.fromPartial({
  id: 'cost-1',
  question: {
    ...{ regime: 'EU_IMPORT', at, destination: 'ES', scheme: 'IOSS', declaration: 'H7', between: 'B2C' },
    goods: [{ line: 1, hsCode: '610910', origin: 'CN', quantity: '1', total: eur(4000n) }],
    ...{ freight: eur(500n), insurance: eur(0n) },
  },
  cost: {
    ...{ treatment: 'ITEM_DUTY', jurisdiction: 'ES', day: '2026-07-01', currency: 'EUR' },
    lines: [
      {
        ...{ line: 1, hsCode: '610910' },
        value: costFigure('TAXABLE_VALUE', 'Dutiable value', '完税价格', 4500n, '40.00 + 5.00 = 45.00'),
        figures: [costFigure('ITEM_DUTY', 'Duty per item', '按项计征关税', 300n, '1 × 3 = 3.00')],
      },
    ],
    charges: [],
    totals: [costFigure('ITEM_DUTY', 'Duty per item', '按项计征关税', 300n, '3.00 = 3.00')],
    due: costFigure('DUE', 'Duties, taxes and fees', '税费合计', 1308n, '3.00 + 10.08 = 13.08'),
    landed: costFigure('LANDED', 'Landed cost', '到岸总成本', 5808n, '45.00 + 13.08 = 58.08'),
    rules: [{ ...ruleView, jurisdiction: 'EU' }],
  },
  quotedAt: at,
  expiresAt: '2026-03-03T01:00:00.000Z',
});
const goodsOf = { orderId: 'order-1', orderNo: 'TN-1', warehouseId: 'SZX-FWD-1', owner: 'merchant-shenzhen' };
export const inboundView = InboundView.fromPartial({
  id: 'inbound-1',
  ...goodsOf,
  state: 'DIFFERS',
  lines: [{ sku: 'EARBUDS-X2', expected: 10n, counted: 8n }],
});
const unit = { sku: 'EARBUDS-X2', lot: '', quantity: 1n };
export const returnView = ReturnView.fromPartial({
  id: 'return-1',
  ...goodsOf,
  state: 'GRADED',
  expected: [unit],
  received: [unit],
  graded: [{ sku: 'EARBUDS-X2', grade: 'A', quantity: 1n }],
});
export const listView = VerificationListView.fromPartial({
  id: 'list-1',
  warehouseId: 'SZX-FWD-1',
  emsNo: 'T3105W000293',
  direction: 'LIST_DIRECTION_IN',
  state: 'APPROVED',
  lines: [{ line: 1, sku: 'NZ-MILK-900', quantity: 600n, price: cny(11000n) }],
  owner: 'merchant-shenzhen',
});
export const passView = GatePassView.fromPartial({ id: 'pass-1', direction: 'LIST_DIRECTION_IN', state: 'PASSED' });
export const bookItemView = BookItemView.fromPartial({
  emsNo: 'T3105W000293',
  recordNo: '1',
  owner: 'merchant-shenzhen',
  sku: 'NZ-MILK-900',
  increased: 600n,
  reduced: 2n,
  stock: 598n,
  available: 598n,
});
export const fundsView = FundsView.fromPartial({
  id: 'funds-1',
  amount: usd(9000n),
  orderNo: 'TN-1',
  state: 'SUSPENSE',
  bookedAt: at,
});
export const breachView = Breach.fromPartial({
  id: 'breach-1',
  ...{ invariant: 'ledger-guarded', code: 'BELOW_ZERO', key: 'merchant-shenzhen/2100.USD.escrow-1' },
  ...{ tenant: 'merchant-shenzhen', orderId: 'order-1', events: ['merchant-shenzhen/ledger/main@7'] },
  data: { account: '2100.USD.escrow-1', balance: 'USD -1.00' },
  ...{ time: at, foundAt: at, state: 'OPEN' },
});
export const payoutView = PayoutView.fromPartial({
  id: 'payout-1',
  ...{ orderId: 'order-1', orderNo: 'TN-1', amount: usd(7980n), purpose: 'PURPOSE_MERCHANT', attempt: 1 },
  ...{ state: 'UNKNOWN', status: 'ACSP', messageId: 'M1', endToEndId: 'E1', createdAt: at, changedAt: at },
  uetr: '9a8b7c6d-1234-4abc-8def-0123456789ab',
});

export const claimView = ClaimView.fromPartial({
  id: 'claim-1',
  ...{ orderId: 'order-1', orderNo: 'TN-1', debtor: 'YANWEN', reason: 'LOST', state: 'OPEN', reference: 'CLAIM-1' },
  amount: usd(7980n),
});

export const importView = ImportView.fromPartial({
  id: 'import-1',
  fileName: 'orders.csv',
  state: 'RUNNING',
  rows: 120,
  placed: 49,
  refused: 1,
  startedAt: at,
  byState: { PLACED: 40, PAID: 9 },
});
export const importedRows = [
  ImportRow.fromPartial({ row: 1, orderNo: 'A-1', outcome: 'PLACED', orderId: 'order-7' }),
  ImportRow.fromPartial({
    ...{ row: 2, orderNo: '=A-2', outcome: 'REFUSED', code: 'ORDER_TOTAL_WRONG' },
    data: { field: 'total', expected: 'USD 56.00', actual: 'USD 57.00' },
  }),
];

const charge = {
  ...{ rule: 'CHARGE', field: 'receipt.charge', owner: 'payment_institution' },
  document: 'DOCUMENT_KIND_RECEIPT' as const,
};

export const matchCaseView = MatchCaseView.fromPartial({
  ...{ id: 'case-1', orderId: 'order-1', orderNo: 'TN-1', platformCode: '4403160001', tradeMode: '9610' },
  ...{ state: 'MISMATCHED', openedAt: at, changedAt: at, version: 5n },
  documents: [
    {
      ...{ kind: 'DOCUMENT_KIND_RECEIPT', version: 2, recordedAt: at },
      ...{ sourceCode: '4403960PAY', sourceName: 'Portolan Payments' },
    },
  ],
  differences: [{ ...charge, expected: '131.90', actual: '131.80', against: 'order.goodsValue + order.freight' }],
  comparisons: [
    {
      ...charge,
      ...{ agrees: false, severity: 'ERROR', ruleSource: 'CEB message specification' },
      values: [
        { source: 'platform', version: 1, field: 'order.goodsValue + order.freight', value: '131.90' },
        { source: 'payment_institution', version: 2, field: 'receipt.charge', value: '131.80' },
      ],
    },
  ],
});

export const paymentInquiryView = PaymentInquiryView.fromPartial({
  ...{ id: 'inquiry-1', sessionId: 'session-1', orderId: 'order-1', orderNo: 'TN-1', platformCode: '4403160001' },
  ...{ state: 'ANSWERED', askedAt: at, receivedAt: at, dueAt: at, signedAt: at, answeredAt: at, tookMs: 1_200n },
  ...{ code: '10000', attempt: 1, certNo: '01', signValue: 'AA==', version: 3n },
});

const summaryLine = {
  ...{ hsCode: '8518300000', destination: 'US', total: usd(7980n) },
  ...{ quantity: { value: '2', unit: 'C62' }, legalQuantity: { value: '2', unit: '001' } },
};

/** A month's summary that customs declared. */
export const summaryView = SummaryView.fromPartial({
  ...{ id: 'summary-1', month: '2026-03', state: 'DECLARED', lists: 1, version: 7n },
  ...{ dueFrom: '2026-04-01T16:00:00.000Z', dueUntil: '2026-04-15T15:59:59.999Z' },
  key: {
    ...{ consignor: company, producer: company, agent: company, customsCode: '5349', portCode: '5301' },
    ...{ transportMode: '5', destination: 'US', statisticsFlag: 'B' },
  },
  applications: [
    {
      ...{ number: 1, copNo: 'S1', sumNo: '534920260402000001', state: 'ACCEPTED', status: '399', info: '审结' },
      lines: [summaryLine],
      results: [
        {
          ...{ sumNo: '534920260402000001', declSeqNo: '534920260402900001', entryId: '530120260000000001' },
          ...{ state: '9', agentCode: company.code, returnTime: zoned, invtNos: ['53492026E000000001'] },
        },
      ],
    },
  ],
});

/** The one return of a declaration. */
export const listReturnsView = {
  ...{ declarationId: 'declaration-1', orderId: 'order-1', invtNo: '31052026I000000001' },
  returns: [
    {
      ...{ number: 1, copNo: 'R1', state: 'GRANTED', reason: 'The tin was dented', status: '399', info: '审结' },
      backBy: '2026-04-16T15:59:59.999Z',
      lines: [
        {
          ...{ line: 1, hsCode: '1901101000', name: '奶粉', quantity: { value: '1', unit: 'C62' } },
          ...{ value: { minor: 27_400n, currency: 'CNY' }, tax: { minor: 2_493n, currency: 'CNY' } },
        },
      ],
    },
  ],
};

/** A mode with a state and a move. */
export const tradeModeView = TradeModeView.fromPartial({
  ...{ code: '9610', nameEn: 'cross-border e-commerce', nameZh: '跨境贸易电子商务', direction: 'E' },
  ...{ course: 'EXPORT_LIST', documents: ['CEB303'], validFrom: '2014-02-10', source: 'GACC' },
  moves: [
    { sign: 'STORE', by: 'customs', cause: '120', event: 'DeclarationStored', from: ['SUBMITTED'], to: 'STORED' },
  ],
  states: [{ state: 'STORED', owner: 'customs' }],
});

/** A bill that is a cent above what was assessed. */
export const taxVariancesReply = ListTaxVariancesReply.fromPartial({
  ...{ from: '2026-02-02', until: '2026-03-03' },
  score: {
    ...{ bills: 1, lines: 1, rounding: 1, score: '0.0000', deviation: '0.0002' },
    ...{ assessed: cny(4_987n), billed: cny(4_988n) },
  },
  variances: [
    {
      ...{ declarationId: 'declaration-1', orderId: 'order-1', orderNo: 'YJ-2026-0001', taxNo: 'T1' },
      ...{ customsCode: '3105', tradeMode: '1210', day: '2026-03-03', verdict: 'ROUNDING' },
      ...{ assessed: cny(4_987n), billed: cny(4_988n), difference: cny(1n) },
      lines: [
        {
          ...{ line: 1, hsCode: '1901101000', duty: cny(0n), valueAddedTax: cny(1n), consumptionTax: cny(0n) },
          ...{ total: cny(1n), verdict: 'ROUNDING' },
        },
      ],
    },
  ],
});

export const releaseTimesReply = MeasureReleaseTimesReply.fromPartial({
  ...{ from: '2026-02-01', until: '2026-03-02' },
  times: [
    {
      ...{ customsCode: '3105', tradeMode: '1210', direction: 'I', step: 'SUBMITTED-STORED', owner: 'customs' },
      ...{ count: 2, p50: 4, p90: 31, p99: 31 },
      lanes: [
        { lane: 'DIRECT', count: 1, p50: 4, p90: 4, p99: 4 },
        { lane: 'INSPECTION', count: 1, p50: 31, p90: 31, p99: 31 },
      ],
    },
  ],
});
