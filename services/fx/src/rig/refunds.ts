import { parseMoney } from '@portolan/money';
import type { Document } from '../refund-claim/state.ts';

/** Thirty earphones, exported on 2026-03-02 by a trader that bought them for CNY 1,000.00 net of tax. */
export const standing = {
  ...{ claimId: 'c', declarationId: 'd', orderId: 'o', orderNo: 'SO-1', tradeMode: '9710', method: 'TRADER' },
  line: {
    ...{ line: 1, hsCode: '8518300000', name: 'Earphones' },
    quantity: { value: '30', unit: 'C62' },
    total: parseMoney('450.00', 'USD'),
  },
  exportedOn: '2026-03-02',
  period: {
    ...{ fileBy: '2027-04-30', lastDay: '2029-03-02', collectBy: '2027-04-30' },
    rule: 'MOF/STA 2026 No.11; STA 2026 No.5 art. 48',
  },
};
export const openClaim = { type: 'OpenClaim' as const, ...standing };

const paper = (kind: string, number: string): Document => ({
  ...{ kind, number, dated: '2026-03-01', vatRate: '', refundRate: '', fundsId: '', bopId: '' },
});
export const declared = paper('DECLARATION', '531020260000000011');
export const contract = paper('CONTRACT', 'HT-2026-17');
export const transport = paper('TRANSPORT', 'YW-7781');
export const paidFor = paper('RECEIPT', 'REF-1');
export const input: Document = {
  ...paper('INPUT_INVOICE', '2644000000012345'),
  ...{ amount: parseMoney('1000.00', 'CNY'), vatRate: '0.13', refundRate: '0.13' },
};
