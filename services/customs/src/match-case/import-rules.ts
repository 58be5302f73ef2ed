import type { Complete } from '@portolan/contracts';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import type { ImportList, ImportOrder, PaymentDocument } from '@portolan/contracts/customs/v1/types';
import { decimal } from '@portolan/money';
import {
  list,
  messages,
  order,
  type Pair,
  type Papers,
  pair,
  payment,
  type Rule,
  supervision,
  validFrom,
  waybill,
} from './rule.ts';

type Imported = Papers & {
  readonly imported: Complete<ImportOrder>;
  readonly entry: Complete<ImportList>;
  readonly payment: Complete<PaymentDocument>;
};

/** The rules of bonded import (1210), beside those that hold for any list; told in this order. */
export const importRules: readonly Rule[] = [
  {
    ...order,
    code: 'IMPORT_CURRENCY',
    validFrom,
    source: `${messages}: 311 OrderHead currency is 142`,
    pairs: ofImports((p) => [
      pair('order.goodsValue.currency', 'CNY', p.order.goodsValue.currency),
      pair('order.import.discount.currency', 'CNY', p.imported.discount.currency),
      pair('order.import.tax.currency', 'CNY', p.imported.tax.currency),
      pair('order.import.paid.currency', 'CNY', p.imported.paid.currency),
    ]),
  },
  {
    ...list,
    code: 'LIST_CURRENCY',
    validFrom,
    source: `${messages}: 621 InventoryHead currency is 142`,
    pairs: ofImports((p) => [pair('list.insurance.currency', 'CNY', p.list.insurance.currency)]),
  },
  {
    ...order,
    code: 'ORDER_PAID',
    validFrom,
    source: `${messages}: 311 acturalPaid = goodsValue + freight + taxTotal − discount; return code 1332`,
    pairs: ofImports(({ order: { goodsValue, freight }, imported: { discount, tax, paid } }) => {
      const minor = goodsValue.minor + freight.minor + tax.minor - discount.minor;
      return [pair('order.import.paid', decimal({ ...goodsValue, minor }), decimal(paid))];
    }),
  },
  {
    ...payment,
    code: 'PAYMENT_KEYS',
    validFrom,
    source: `${messages}: 411 PaymentHead orderNo, ebpCode; return code 13035`,
    pairs: ofImports((p) => [
      pair('payment.orderNo', p.order.orderNo, p.payment.orderNo),
      pair('payment.platform.code', p.order.platform.code, p.payment.platform.code),
    ]),
  },
  {
    ...payment,
    code: 'PAYMENT_CURRENCY',
    validFrom,
    source: `${messages}: 411 currency is 142`,
    pairs: ofImports((p) => [pair('payment.amount.currency', 'CNY', p.payment.amount.currency)]),
  },
  {
    // The money was moved by a bank and stands; what the platform wrote of it is what can be mended.
    ...order,
    code: 'PAYMENT_AMOUNT',
    validFrom,
    source: `${messages}: 411 amountPaid = 311 acturalPaid; return code 1332`,
    pairs: ofImports((p) => [pair('order.import.paid', decimal(p.payment.amount), decimal(p.imported.paid))]),
  },
  {
    ...payment,
    code: 'PAYER',
    validFrom,
    source: `GACC announcement 2016 No. 26, ${supervision}: the orderer pays; return code 13127`,
    pairs: ofImports(({ imported: { buyer }, payment: { payer } }) => [
      people('payment.payer.idNumber', buyer.idNumber, payer.idNumber),
      people('payment.payer.name', buyer.name, payer.name),
    ]),
  },
  {
    ...waybill,
    code: 'CONSIGNEE',
    validFrom,
    source: `${messages}: 511 consignee, consigneeTelephone, consigneeAddress = 311`,
    pairs: ofImports(({ imported: { buyer }, waybill: { consignee } }) => [
      people('waybill.consignee.name', buyer.name, consignee?.name),
      people('waybill.consignee.phone', buyer.phone, consignee?.phone),
      people('waybill.consignee.address', buyer.address, consignee?.address),
    ]),
  },
  {
    ...list,
    code: 'LIST_BUYER',
    validFrom,
    source: `${messages}: 621 buyerIdNumber, buyerName, buyerTelephone = 311; return codes 13127, 130126`,
    pairs: ofImports(({ imported, entry }) => [
      people('list.import.buyer.idNumber', imported.buyer.idNumber, entry.buyer.idNumber),
      people('list.import.buyer.name', imported.buyer.name, entry.buyer.name),
      people('list.import.buyer.phone', imported.buyer.phone, entry.buyer.phone),
    ]),
  },
  {
    ...list,
    code: 'BOOK_LINE',
    validFrom,
    source: `${messages}: 621 emsNo, itemRecordNo of bonded goods`,
    pairs: ofImports((p) => [
      present('list.import.emsNo', '账册编号 number of the account book', p.entry.emsNo),
      ...p.list.lines.map(({ line, recordNo }) =>
        present(`list.lines[${line}].recordNo`, '账册序号 line of the account book', recordNo),
      ),
    ]),
  },
  {
    ...order,
    code: 'SINGLE_LIMIT',
    validFrom,
    source: '财关税〔2018〕49号; GACC announcement 2018 No. 194; return code -621005',
    pairs: ofImports(({ list: { goodsValue, freight, insurance, lines }, singleLimit }) => {
      if (singleLimit === undefined) return [];
      const value = { ...singleLimit, minor: goodsValue.minor + freight.minor + insurance.minor };
      const oneItem = lines.length === 1 && Number(lines[0]?.quantity.value) === 1;
      const agrees = value.minor <= singleLimit.minor || oneItem;
      return [{ field: 'list.taxableValue', expected: `≤ ${decimal(singleLimit)}`, actual: decimal(value), agrees }];
    }),
  },
];

// Where a part is missing the case was refused before: there is nothing to compare.
function ofImports(pairs: (papers: Imported) => readonly Pair[]): Rule['pairs'] {
  return (papers) => {
    const { payment } = papers;
    const imported = papers.order.import;
    const entry = papers.list.import;
    if (imported === undefined || entry === undefined || payment === undefined) return [];
    return pairs({ ...papers, imported, entry, payment });
  };
}

/** People are compared by their keyed hashes, and told by the hash's beginning: nothing of theirs stands in a difference. */
function people(field: string, expected: Complete<Sealed> | undefined, actual: Complete<Sealed> | undefined): Pair {
  const told = (sealed: Complete<Sealed> | undefined) => (sealed === undefined ? '' : `#${sealed.hash.slice(0, 8)}`);
  return { field, expected: told(expected), actual: told(actual), agrees: expected?.hash === actual?.hash };
}

function present(field: string, expected: string, actual: string): Pair {
  return { field, expected, actual, agrees: actual !== '' };
}
