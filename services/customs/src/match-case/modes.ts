import { convert, type Money } from '@portolan/money';
import type { CaseDocument } from './documents.ts';

type Kind = CaseDocument['$case'];

/** A supervision mode (监管方式) whose list is drafted here. */
export interface Mode {
  readonly code: string;
  /** First day, and the last one where it has ended (yyyy-mm-dd, China). */
  readonly validFrom: string;
  readonly validTo?: string;
  readonly source: string;
  /** Into China, by CEB621; the others go out, by CEB603. */
  readonly imports: boolean;
  /** The documents that must be there before the list. */
  readonly needs: readonly Kind[];
  /** The most that a list may be worth, in CNY; above it customs wants a declaration form. */
  readonly listLimit?: Money;
}

const modes: readonly Mode[] = [
  {
    code: '9610',
    validFrom: '2014-02-10',
    source: 'GACC announcement 2014 No. 12: direct mail',
    imports: false,
    needs: ['order', 'receipt', 'waybill'],
  },
  {
    code: '1210',
    validFrom: '2014-08-01',
    source: 'GACC announcement 2014 No. 57: bonded stock',
    imports: true,
    needs: ['order', 'payment', 'waybill'],
  },
  {
    code: '9810',
    validFrom: '2020-07-01',
    source: 'GACC announcements 2020 No. 75, 2021 No. 47: to an overseas warehouse',
    imports: false,
    needs: ['order', 'waybill'],
    listLimit: { minor: 500_000n, currency: 'CNY' },
  },
];

/** The mode of a code on a day (yyyy-mm-dd, China); undefined where no list is drafted under it. */
export function modeOn(code: string, day: string): Mode | undefined {
  return modes.find((known) => known.code === code && inForce(known, day));
}

interface Rate {
  readonly currency: string;
  /** CNY for one unit. */
  readonly rate: string;
  readonly validFrom: string;
  readonly validTo?: string;
}

// Customs values foreign amounts at rates that it publishes for each month. These stand for them, unchecked: they only
// say whether a list is possible, nothing is billed by them.
const since = (currency: string, rate: string): Rate => ({ currency, rate, validFrom: '2018-06-30' });
const rates: readonly Rate[] = [
  since('CNY', '1'),
  since('USD', '7.10'),
  since('EUR', '8.00'),
  since('GBP', '9.30'),
  since('JPY', '0.048'),
  since('AUD', '4.60'),
  since('CAD', '5.10'),
  since('HKD', '0.91'),
];

/** An amount in CNY as customs values it on a day; undefined where no rate is known. */
export function customsValue(amount: Money, day: string): Money | undefined {
  const found = rates.find((known) => known.currency === amount.currency && inForce(known, day));
  return found === undefined ? undefined : convert(amount, found.rate, 'CNY');
}

function inForce({ validFrom, validTo }: { validFrom: string; validTo?: string }, day: string): boolean {
  return validFrom <= day && (validTo === undefined || day <= validTo);
}
