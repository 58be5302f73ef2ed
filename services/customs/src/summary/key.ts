import { chinaDay } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { DeclarationList, SummaryKey } from '@portolan/contracts/customs/v1/types';
import { madeId } from '@portolan/eventsourcing';

/**
 * What the lists of one summary have in common (GACC announcement 2018 No. 194): consignor, producer or seller, transport
 * mode, country of arrival and office of exit; and who declares them, where, and for which end.
 */
export function keyOf(list: Complete<DeclarationList>): Complete<SummaryKey> {
  const { merchant, agent, customsCode, portCode, transportMode, destination, statisticsFlag } = list;
  // The list names the merchant as its owner, too.
  return {
    consignor: merchant,
    producer: merchant,
    agent,
    customsCode,
    portCode,
    transportMode,
    destination,
    statisticsFlag,
  };
}

/** The summary of a merchant's lists that closed in a month (yyyy-mm, China) and have a key in common. */
export function summaryId(tenant: string, month: string, key: Complete<SummaryKey>): string {
  const { consignor, producer, agent, customsCode, portCode, transportMode, destination, statisticsFlag } = key;
  const parties = [consignor.code, producer.code, agent.code];
  return madeId(
    'summary',
    tenant,
    month,
    ...parties,
    customsCode,
    portCode,
    transportMode,
    destination,
    statisticsFlag,
  );
}

/** yyyy-mm in China. */
export const monthOf = (instant: string): string => chinaDay(instant).slice(0, 7);

interface DueDays {
  /** First day on which they hold, yyyy-mm-dd in China. */
  readonly validFrom: string;
  /** Day of the next month on which the summary is asked for: ours; and the last one on which the law takes it. */
  readonly from: number;
  readonly until: number;
  readonly source: string;
}

const dueDays: readonly DueDays[] = [
  { validFrom: '2014-02-10', from: 2, until: 15, source: 'GACC announcements 2014 No. 12, 2018 No. 194' },
];

/** When the summary of a month is asked for, and the last instant for it: by the days of the law as they stand then. */
export function dueOf(month: string): { readonly from: string; readonly until: string } {
  const days = dueDays.findLast(({ validFrom }) => validFrom <= `${month}-31`) ?? dueDays[0];
  if (days === undefined) throw new Error(`no days are known for ${month}`);
  const [year = 0, number = 0] = month.split('-').map(Number);
  // Months count from 0 here: that of a number is the next one. China is eight hours ahead.
  const start = (day: number) => Date.UTC(year, number, day) - 8 * 3_600_000;
  return {
    from: new Date(start(days.from)).toISOString(),
    until: new Date(start(days.until + 1) - 1).toISOString(),
  };
}
