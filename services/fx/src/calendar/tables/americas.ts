import type { SettlementCalendar } from '../settlement-calendar.ts';

/** Fedwire Funds Service: what falls on a Saturday is lost, what falls on a Sunday is kept on Monday. */
export const usd: SettlementCalendar = {
  currency: 'USD',
  name: 'Federal Reserve Banks',
  version: 'USD-2027.1',
  source: 'frbservices.org/about/holiday-schedules; 12 U.S.C., 5 U.S.C. 6103',
  checked: true,
  firstYear: 2022,
  lastYear: 2027,
  holidays: [
    { kind: 'fixed', name: "New Year's Day", month: 1, day: 1, moved: 'sunday' },
    { kind: 'nth', name: 'Birthday of Martin Luther King, Jr.', nth: 3, weekday: 1, month: 1 },
    { kind: 'nth', name: "Washington's Birthday", nth: 3, weekday: 1, month: 2 },
    { kind: 'nth', name: 'Memorial Day', nth: -1, weekday: 1, month: 5 },
    { kind: 'fixed', name: 'Juneteenth', month: 6, day: 19, moved: 'sunday', since: 2022 },
    { kind: 'fixed', name: 'Independence Day', month: 7, day: 4, moved: 'sunday' },
    { kind: 'nth', name: 'Labor Day', nth: 1, weekday: 1, month: 9 },
    { kind: 'nth', name: 'Columbus Day', nth: 2, weekday: 1, month: 10 },
    { kind: 'fixed', name: 'Veterans Day', month: 11, day: 11, moved: 'sunday' },
    { kind: 'nth', name: 'Thanksgiving Day', nth: 4, weekday: 4, month: 11 },
    { kind: 'fixed', name: 'Christmas Day', month: 12, day: 25, moved: 'sunday' },
  ],
};

/** Lynx, the large-value system of Payments Canada. */
export const cad: SettlementCalendar = {
  currency: 'CAD',
  name: 'Lynx (Payments Canada)',
  version: 'CAD-2027.1',
  source: 'payments.ca: Lynx holiday schedule, by its rules; not compared day by day',
  checked: false,
  firstYear: 2023,
  lastYear: 2027,
  holidays: [
    { kind: 'fixed', name: "New Year's Day", month: 1, day: 1, moved: 'next-free' },
    { kind: 'easter', name: 'Good Friday', offset: -2 },
    { kind: 'monday-until', name: 'Victoria Day', month: 5, day: 24 },
    { kind: 'fixed', name: 'Canada Day', month: 7, day: 1, moved: 'next-free' },
    { kind: 'nth', name: 'Labour Day', nth: 1, weekday: 1, month: 9 },
    { kind: 'fixed', name: 'National Day for Truth and Reconciliation', month: 9, day: 30, moved: 'next-free' },
    { kind: 'nth', name: 'Thanksgiving Day', nth: 2, weekday: 1, month: 10 },
    { kind: 'fixed', name: 'Remembrance Day', month: 11, day: 11, moved: 'next-free' },
    { kind: 'fixed', name: 'Christmas Day', month: 12, day: 25, moved: 'next-free' },
    { kind: 'fixed', name: 'Boxing Day', month: 12, day: 26, moved: 'next-free' },
  ],
};
