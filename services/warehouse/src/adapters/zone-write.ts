import { chinaDay, customsCountry, customsCurrency } from '@portolan/china';
import { decimal, multiply } from '@portolan/money';
import { type Field, writeXml } from '@portolan/xml';
import type { Requested } from '../gate-pass/gate-pass.ts';
import type { Site } from '../sites.ts';
import type { Filed } from '../verification-list/verification-list.ts';

/** INV101 of a list that was filed at `at` (RFC 3339), as the README shows it. The same list makes the same bytes. */
export function inv101(list: Filed, site: Site, at: string): string {
  const out = list.direction === 'LIST_DIRECTION_OUT';
  const day = chinaDay(at);
  const head: readonly Field[] = [
    ['EtpsPreentNo', list.messageNo],
    ['dclTypecd', '1'],
    ['invtType', list.listType],
    ['putrecNo', list.emsNo],
    ['impexpMarkcd', out ? 'E' : 'I'],
    ['mtpckEndprdMarkcd', 'I'],
    ['supvModecd', '1210'],
    ['dclPlcCuscd', site.customsOffice],
    ['bizopEtpsno', site.companyCode],
    ['bizopEtpsNm', site.companyName],
    ['dclcusFlag', '2'],
    ['invtDclTime', day.replaceAll('-', '')],
  ];
  const lines = list.lines.map((line): Field => ['InvtList', lineFields(line, day)]);
  const bills = list.invtNos.map((invtNo): Field => ['CbecBill', [['invtNo', invtNo]]]);
  return document('INV101Message', [['InvtHead', head], ...lines, ...bills]);
}

function lineFields(line: Filed['lines'][number], day: string): readonly Field[] {
  const { sku, hsCode, name, origin, quantity, price } = line;
  return [
    ['gdsSeqno', String(line.line)],
    ['putrecSeqno', line.recordNo === '' ? undefined : line.recordNo],
    ['gdsMtno', sku],
    ['gdecd', hsCode],
    ['gdsNm', name],
    ['natcd', customsCountry(origin, day)],
    ['dclUnitcd', '011'],
    ['dclQty', String(quantity)],
    ['dclCurrcd', customsCurrency(price.currency, day)],
    ['dclUprcAmt', decimal(price)],
    ['dclTotalAmt', decimal(multiply(price, String(quantity)))],
  ];
}

/** SAS121 of a pass that was asked for at `at`. */
export function sas121(pass: Requested, site: Site, at: string): string {
  const out = pass.direction === 'LIST_DIRECTION_OUT';
  const head: readonly Field[] = [
    ['EtpsPreentNo', pass.messageNo],
    ['dclTypecd', '1'],
    ['ioTypecd', out ? 'E' : 'I'],
    ['passportTypecd', out ? '3' : '2'],
    ['bindTypecd', '2'],
    ['rltTbTypecd', '1'],
    ['rltNo', pass.bondInvtNo],
    ['masterCuscd', site.customsOffice],
    ['areainEtpsno', site.companyCode],
    ['areainEtpsNm', site.companyName],
    ['vehicleNo', pass.vehicleNo],
    ['totalGrossWt', pass.grossWeight],
    ['dclTime', chinaDay(at).replaceAll('-', '')],
  ];
  return document('SAS121Message', [['PassPortHead', head]]);
}

function document(name: string, fields: readonly Field[]): string {
  return writeXml({ name, attributes: { version: '1.0' } }, fields);
}
