import type { Complete } from '@portolan/contracts';
import type { Flaw, Money } from '@portolan/contracts/common/v1/types';
import type { TaxNotice } from '@portolan/contracts/customs/v1/types';
import { parseMoney } from '@portolan/money';
import { businessElements, fieldReader, momentIn } from './ceb-fields-read.ts';
import { childrenOf, type Element } from './xml.ts';

/** Head of each tax notice: the bill itself, and what becomes of it. */
const heads: Readonly<Record<string, string>> = { CEB816Message: 'TaxHeadRd', CEB818Message: 'TaxHeadStatus' };

/** The tax notices of a message (CEB816, 818; edition 202205); undefined where it is none. What is wrong is noted. */
export function readTaxNotices(root: Element, flaws: Complete<Flaw>[]): Complete<TaxNotice>[] | undefined {
  const name = Object.hasOwn(heads, root.name) ? heads[root.name] : undefined;
  if (name === undefined) return undefined;
  return businessElements(root, 'Tax').flatMap((tax) => {
    const [head] = childrenOf(tax, name);
    if (head !== undefined) return [readNotice(name, head, flaws)];
    flaws.push({ field: `Tax.${name}`, reason: 'is missing' });
    return [];
  });
}

function readNotice(name: string, head: Element, flaws: Complete<Flaw>[]): Complete<TaxNotice> {
  const read = fieldReader(name, head, flaws);
  const notice = {
    invtNo: read('invtNo', 18),
    taxNo: read('taxNo', 50),
    status: read('status', 1, /^[123]$/),
    returnTime: momentIn(read, name, flaws),
    entryDutyNo: read('entDutyNo', 50, undefined, true),
  };
  if (name !== 'TaxHeadRd') return notice;
  const amount = (field: string) => yuan(read(field, 25, /^\d{1,14}(\.\d{1,2}0{0,3})?$/));
  return {
    ...notice,
    duty: amount('customsTax'),
    valueAddedTax: amount('valueAddedTax'),
    consumptionTax: amount('consumptionTax'),
  };
}

// Amounts come with up to five decimals; taxes are of whole cents. What is none was noted as a flaw.
function yuan(text: string): Complete<Money> {
  const cents = /^(\d{1,14})(?:\.(\d{1,2})0*)?$/.exec(text);
  return cents === null ? { minor: 0n, currency: 'CNY' } : parseMoney(`${cents[1]}.${cents[2] ?? '0'}`, 'CNY');
}
