import type { SettlementCalendar } from '../settlement-calendar.ts';

/** The long-term calendar of TARGET, the euro's large-value system. */
export const eur: SettlementCalendar = {
  currency: 'EUR',
  name: 'TARGET',
  version: 'EUR-2027.1',
  source: 'ecb.europa.eu/press/pr/date/2000/html/pr001214_4.en.html',
  checked: true,
  firstYear: 2022,
  lastYear: 2027,
  holidays: [
    { kind: 'fixed', name: "New Year's Day", month: 1, day: 1, moved: 'no' },
    { kind: 'easter', name: 'Good Friday', offset: -2 },
    { kind: 'easter', name: 'Easter Monday', offset: 1 },
    { kind: 'fixed', name: 'Labour Day', month: 5, day: 1, moved: 'no' },
    { kind: 'fixed', name: 'Christmas Day', month: 12, day: 25, moved: 'no' },
    { kind: 'fixed', name: '26 December', month: 12, day: 26, moved: 'no' },
  ],
};

/** Bank holidays in England and Wales: CHAPS is closed. */
export const gbp: SettlementCalendar = {
  currency: 'GBP',
  name: 'England and Wales bank holidays',
  version: 'GBP-2027.1',
  source: 'gov.uk/bank-holidays; Banking and Financial Dealings Act 1971',
  checked: true,
  firstYear: 2022,
  lastYear: 2027,
  holidays: [
    { kind: 'fixed', name: "New Year's Day", month: 1, day: 1, moved: 'next-free' },
    { kind: 'easter', name: 'Good Friday', offset: -2 },
    { kind: 'easter', name: 'Easter Monday', offset: 1 },
    { kind: 'nth', name: 'Early May bank holiday', nth: 1, weekday: 1, month: 5 },
    { kind: 'nth', name: 'Spring bank holiday', nth: -1, weekday: 1, month: 5, since: 2023 },
    { kind: 'nth', name: 'Summer bank holiday', nth: -1, weekday: 1, month: 8 },
    { kind: 'fixed', name: 'Christmas Day', month: 12, day: 25, moved: 'next-free' },
    { kind: 'fixed', name: 'Boxing Day', month: 12, day: 26, moved: 'next-free' },
    { kind: 'days', name: 'Platinum Jubilee, with the spring bank holiday', days: ['2022-06-02', '2022-06-03'] },
    { kind: 'days', name: 'State Funeral of Queen Elizabeth II', days: ['2022-09-19'] },
    { kind: 'days', name: 'Coronation of King Charles III', days: ['2023-05-08'] },
  ],
};

/** Swiss Interbank Clearing. */
export const chf: SettlementCalendar = {
  currency: 'CHF',
  name: 'Swiss Interbank Clearing (Zurich)',
  version: 'CHF-2027.1',
  source: 'six-group.com: SIC holidays, by their rules; not compared day by day',
  checked: false,
  firstYear: 2023,
  lastYear: 2027,
  holidays: [
    { kind: 'fixed', name: "New Year's Day", month: 1, day: 1, moved: 'no' },
    { kind: 'fixed', name: "Saint Berchtold's Day", month: 1, day: 2, moved: 'no' },
    { kind: 'easter', name: 'Good Friday', offset: -2 },
    { kind: 'easter', name: 'Easter Monday', offset: 1 },
    { kind: 'fixed', name: 'Labour Day', month: 5, day: 1, moved: 'no' },
    { kind: 'easter', name: 'Ascension Day', offset: 39 },
    { kind: 'easter', name: 'Whit Monday', offset: 50 },
    { kind: 'fixed', name: 'National Day', month: 8, day: 1, moved: 'no' },
    { kind: 'fixed', name: 'Christmas Day', month: 12, day: 25, moved: 'no' },
    { kind: 'fixed', name: "Saint Stephen's Day", month: 12, day: 26, moved: 'no' },
  ],
};
