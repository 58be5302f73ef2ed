import type { SettlementCalendar } from '../settlement-calendar.ts';
import { chinaYears } from './china.ts';

const years = chinaYears.map(({ year }) => year);

/** China's official days off. A weekend worked to make up for them (调休) settles no currency. */
export const cny: SettlementCalendar = {
  currency: 'CNY',
  name: 'China, official days off',
  version: 'CNY-2026.1',
  source: chinaYears.map(({ source }) => source).join('; '),
  checked: true,
  firstYear: Math.min(...years),
  lastYear: Math.max(...years),
  holidays: [{ kind: 'days', name: 'official day off', days: chinaYears.flatMap(({ off }) => off) }],
};

/** General holidays of Hong Kong, weekdays only. Announced year by year. */
export const hkd: SettlementCalendar = {
  currency: 'HKD',
  name: 'Hong Kong general holidays',
  version: 'HKD-2026.1',
  source: 'gov.hk/en/about/abouthk/holiday; General Holidays Ordinance, Cap. 149',
  checked: true,
  firstYear: 2023,
  lastYear: 2026,
  holidays: [
    {
      ...{ kind: 'days', name: 'general holiday' },
      days: [
        ...['2023-01-02', '2023-01-23', '2023-01-24', '2023-01-25', '2023-04-05', '2023-04-07', '2023-04-10'],
        ...['2023-05-01', '2023-05-26', '2023-06-22', '2023-10-02', '2023-10-23', '2023-12-25', '2023-12-26'],
        ...['2024-01-01', '2024-02-12', '2024-02-13', '2024-03-29', '2024-04-01', '2024-04-04', '2024-05-01'],
        ...['2024-05-15', '2024-06-10', '2024-07-01', '2024-09-18', '2024-10-01', '2024-10-11', '2024-12-25'],
        ...['2024-12-26', '2025-01-01', '2025-01-29', '2025-01-30', '2025-01-31', '2025-04-04', '2025-04-18'],
        ...['2025-04-21', '2025-05-01', '2025-05-05', '2025-07-01', '2025-10-01', '2025-10-07', '2025-10-29'],
        ...['2025-12-25', '2025-12-26', '2026-01-01', '2026-02-17', '2026-02-18', '2026-02-19', '2026-04-03'],
        ...['2026-04-06', '2026-04-07', '2026-05-01', '2026-05-25', '2026-06-19', '2026-07-01', '2026-10-01'],
        ...['2026-10-19', '2026-12-25'],
      ],
    },
  ],
};

/** National holidays of Japan with their substitutes, and the days on which banks rest (2, 3 January, 31 December). */
export const jpy: SettlementCalendar = {
  currency: 'JPY',
  name: 'Japan, bank holidays',
  version: 'JPY-2027.1',
  source: 'www8.cao.go.jp/chosei/shukujitsu/gaiyou.html; 銀行法施行令 Art. 5',
  checked: true,
  firstYear: 2023,
  lastYear: 2027,
  holidays: [
    ...([1, 2, 3] as const).map((day) => ({ kind: 'fixed', name: '年始', month: 1, day, moved: 'no' }) as const),
    { kind: 'fixed', name: '大晦日', month: 12, day: 31, moved: 'no' },
    {
      ...{ kind: 'days', name: '国民の祝日' },
      days: [
        ...['2023-01-09', '2023-02-23', '2023-03-21', '2023-05-03', '2023-05-04', '2023-05-05', '2023-07-17'],
        ...['2023-08-11', '2023-09-18', '2023-10-09', '2023-11-03', '2023-11-23', '2024-01-08', '2024-02-12'],
        ...['2024-02-23', '2024-03-20', '2024-04-29', '2024-05-03', '2024-05-06', '2024-07-15', '2024-08-12'],
        ...['2024-09-16', '2024-09-23', '2024-10-14', '2024-11-04', '2025-01-13', '2025-02-11', '2025-02-24'],
        ...['2025-03-20', '2025-04-29', '2025-05-05', '2025-05-06', '2025-07-21', '2025-08-11', '2025-09-15'],
        ...['2025-09-23', '2025-10-13', '2025-11-03', '2025-11-24', '2026-01-12', '2026-02-11', '2026-02-23'],
        ...['2026-03-20', '2026-04-29', '2026-05-04', '2026-05-05', '2026-05-06', '2026-07-20', '2026-08-11'],
        ...['2026-09-21', '2026-09-22', '2026-09-23', '2026-10-12', '2026-11-03', '2026-11-23', '2027-01-11'],
        ...['2027-02-11', '2027-02-23', '2027-03-22', '2027-04-29', '2027-05-03', '2027-05-04', '2027-05-05'],
        ...['2027-07-19', '2027-08-11', '2027-09-20', '2027-09-23', '2027-10-11', '2027-11-03', '2027-11-23'],
      ],
    },
  ],
};

/** National holidays in Sydney. */
export const aud: SettlementCalendar = {
  currency: 'AUD',
  name: 'Sydney',
  version: 'AUD-2027.1',
  source: 'nsw.gov.au/about-nsw/public-holidays, by its rules; not compared day by day',
  checked: false,
  firstYear: 2023,
  lastYear: 2027,
  holidays: [
    { kind: 'fixed', name: "New Year's Day", month: 1, day: 1, moved: 'next-free' },
    { kind: 'fixed', name: 'Australia Day', month: 1, day: 26, moved: 'next-free' },
    { kind: 'easter', name: 'Good Friday', offset: -2 },
    { kind: 'easter', name: 'Easter Monday', offset: 1 },
    { kind: 'fixed', name: 'Anzac Day', month: 4, day: 25, moved: 'no' },
    { kind: 'nth', name: "King's Birthday", nth: 2, weekday: 1, month: 6 },
    { kind: 'nth', name: 'Labour Day', nth: 1, weekday: 1, month: 10 },
    { kind: 'fixed', name: 'Christmas Day', month: 12, day: 25, moved: 'next-free' },
    { kind: 'fixed', name: 'Boxing Day', month: 12, day: 26, moved: 'next-free' },
  ],
};

/** National public holidays of New Zealand. */
export const nzd: SettlementCalendar = {
  currency: 'NZD',
  name: 'New Zealand public holidays',
  version: 'NZD-2027.1',
  source: 'employment.govt.nz: public holidays and anniversary dates; Te Kāhui o Matariki Public Holiday Act 2022',
  checked: true,
  firstYear: 2023,
  lastYear: 2027,
  holidays: [
    { kind: 'fixed', name: "New Year's Day", month: 1, day: 1, moved: 'next-free' },
    { kind: 'fixed', name: "Day after New Year's Day", month: 1, day: 2, moved: 'next-free' },
    { kind: 'fixed', name: 'Waitangi Day', month: 2, day: 6, moved: 'next-free' },
    { kind: 'easter', name: 'Good Friday', offset: -2 },
    { kind: 'easter', name: 'Easter Monday', offset: 1 },
    { kind: 'fixed', name: 'Anzac Day', month: 4, day: 25, moved: 'next-free' },
    { kind: 'nth', name: "King's Birthday", nth: 1, weekday: 1, month: 6 },
    { kind: 'days', name: 'Matariki', days: ['2023-07-14', '2024-06-28', '2025-06-20', '2026-07-10', '2027-06-25'] },
    { kind: 'nth', name: 'Labour Day', nth: 4, weekday: 1, month: 10 },
    { kind: 'fixed', name: 'Christmas Day', month: 12, day: 25, moved: 'next-free' },
    { kind: 'fixed', name: 'Boxing Day', month: 12, day: 26, moved: 'next-free' },
  ],
};
