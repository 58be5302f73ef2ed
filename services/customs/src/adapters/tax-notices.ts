import type { Message } from '@portolan/ceb';
import { chinaMoment } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { Flaw, Money } from '@portolan/contracts/common/v1/types';
import type { TaxLine, TaxNotice } from '@portolan/contracts/customs/v1/types';
import { parseMoney } from '@portolan/money';

type Notice = Extract<Message, { readonly number: '816' | '818' }>;
type Reading =
  | { readonly replies: []; readonly taxNotices: Complete<TaxNotice>[] }
  | { readonly flaws: Complete<Flaw>[] };

/** The tax notices of a message: bills (CEB816), and what becomes of them (818). Taxes are of whole cents. */
export function readTaxNotices(message: Notice): Reading {
  const flaws: Complete<Flaw>[] = [];
  const taxNotices = noticesIn(message, flaws);
  return flaws.length > 0 ? { flaws } : { replies: [], taxNotices };
}

function noticesIn({ number, content }: Notice, flaws: Complete<Flaw>[]): Complete<TaxNotice>[] {
  if (number === '818') return content.documents.map(({ head }) => stateOf(head));
  return content.documents.map(({ head, lines }) => ({
    ...stateOf(head),
    duty: yuan('customsTax', head.customsTax, flaws),
    valueAddedTax: yuan('valueAddedTax', head.valueAddedTax, flaws),
    consumptionTax: yuan('consumptionTax', head.consumptionTax, flaws),
    lines: lines.map((line) => lineOf(line, flaws)),
  }));
}

interface State {
  readonly invtNo: string;
  readonly taxNo: string;
  readonly status: string;
  readonly returnTime: string;
  readonly entDutyNo?: string | undefined;
}

function stateOf({ invtNo, taxNo, status, returnTime, entDutyNo = '' }: State): Complete<TaxNotice> {
  const moment = chinaMoment(returnTime);
  if (moment === undefined) throw new Error('a time that was read is no moment');
  return { invtNo, taxNo, status, returnTime: moment, entryDutyNo: entDutyNo, lines: [] };
}

interface Line {
  readonly gnum: number;
  readonly gcode: string;
  readonly taxPrice: string;
  readonly customsTax: string;
  readonly valueAddedTax: string;
  readonly consumptionTax: string;
}

function lineOf({ gnum, gcode, ...amounts }: Line, flaws: Complete<Flaw>[]): Complete<TaxLine> {
  const of = (name: keyof typeof amounts) => yuan(`TaxListRd[${gnum}].${name}`, amounts[name], flaws);
  return {
    ...{ line: gnum, hsCode: gcode, taxableValue: of('taxPrice'), duty: of('customsTax') },
    ...{ valueAddedTax: of('valueAddedTax'), consumptionTax: of('consumptionTax') },
  };
}

function yuan(field: string, text: string, flaws: Complete<Flaw>[]): Complete<Money> {
  const [, whole, cents = '0'] = /^(\d+)(?:\.(\d{1,2})0*)?$/.exec(text) ?? [];
  if (whole !== undefined) return parseMoney(`${whole}.${cents}`, 'CNY');
  flaws.push({
    field: field.startsWith('TaxListRd') ? `Tax.${field}` : `Tax.TaxHeadRd.${field}`,
    reason: 'is of less than a cent',
  });
  return { minor: 0n, currency: 'CNY' };
}
