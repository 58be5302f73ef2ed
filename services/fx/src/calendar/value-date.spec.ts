import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settlementCalendars, settles } from './calendars.ts';
import { earliestValueDate, settlementCutOff } from './cut-offs.ts';
import { addDays } from './days.ts';
import { type Pair, pairName, pairOf, parsePair, type Strategy } from './pairs.ts';
import { tradeDate } from './trade-date.ts';
import { brokenDate, datedFor, isDated, valueDate } from './value-date.ts';

const pair = (name: string): Pair => {
  const parsed = parsePair(name);
  if ('refused' in parsed) throw new Error(parsed.refused);
  return parsed;
};
const dateOf = (name: string, trade: string, tenor: string, strategy?: Strategy) => {
  const answer = valueDate(pair(name), trade, tenor, strategy);
  return isDated(answer) ? answer.valueDate : answer;
};
const refuses = (code: string, answer: unknown, data: object = {}) =>
  expect(answer).toMatchObject({ refused: code, data });

// Known cases, each with why it is so.
describe('spot', () => {
  it.each([
    ['EUR/USD', '2023-06-16', '2023-06-20', 'Juneteenth (Monday) is only in between: it does not stop the count'],
    ['USD/CNY', '2026-03-02', '2026-03-04', 'two days on'],
    ['USD/CNY', '2026-09-28', '2026-09-30', 'the last before Golden Week'],
    ['USD/CNY', '2026-09-29', '2026-10-08', 'Golden Week, 1 to 7 October'],
    ['USD/CNY', '2026-09-30', '2026-10-09', 'the second day after Golden Week'],
    [
      'USD/CNY',
      '2026-10-08',
      '2026-10-13',
      'Saturday 10 October is worked but settles nothing; Monday is Columbus Day',
    ],
    ['USD/CNY', '2026-09-17', '2026-09-21', 'Sunday 20 September is worked but settles nothing'],
    ['USD/CNY', '2026-09-23', '2026-09-28', 'Mid-Autumn, Friday 25 September'],
    ['USD/CNY', '2026-02-12', '2026-02-24', 'Spring Festival, 15 to 23 February; Saturday 14 is worked'],
    ['USD/CNY', '2026-02-13', '2026-02-25', 'both days lie after Spring Festival'],
    ['USD/CNY', '2026-02-26', '2026-03-02', 'Saturday 28 February is worked but settles nothing'],
    ['USD/CNY', '2025-09-26', '2025-09-30', 'Sunday 28 September 2025 is worked but settles nothing'],
    ['USD/CNY', '2025-09-29', '2025-10-09', 'Golden Week had eight days in 2025'],
    ['USD/CNY', '2026-04-02', '2026-04-07', 'Tomb-sweeping, 4 to 6 April'],
    ['USD/CAD', '2026-03-02', '2026-03-03', 'one day only'],
    ['USD/CAD', '2026-06-30', '2026-07-02', 'Canada Day'],
    ['USD/CAD', '2026-11-25', '2026-11-27', 'Thanksgiving counts, but settles nothing'],
    ['EUR/CAD', '2026-03-02', '2026-03-04', 'a cross of the Canadian dollar has two days'],
    ['EUR/GBP', '2026-11-24', '2026-11-27', 'a cross avoids Thanksgiving in New York'],
    ['EUR/CNY', '2026-01-15', '2026-01-20', 'a cross avoids Martin Luther King Day'],
    ['EUR/USD', '2026-12-23', '2026-12-28', 'Christmas; the 26th is a Saturday'],
    ['EUR/USD', '2026-07-01', '2026-07-03', 'a Saturday 4 July closes no Federal Reserve Bank on Friday'],
    ['GBP/USD', '2026-04-01', '2026-04-07', 'Good Friday and Easter Monday'],
    ['GBP/USD', '2023-05-04', '2023-05-09', 'the Coronation, Monday 8 May 2023'],
    ['USD/JPY', '2026-04-30', '2026-05-07', 'Golden Week of Japan'],
    ['USD/JPY', '2026-09-17', '2026-09-24', 'three holidays in a row; 22 September is one for lying between two'],
    ['USD/HKD', '2026-02-13', '2026-02-20', 'Lunar New Year, 17 to 19 February'],
    ['NZD/USD', '2026-07-09', '2026-07-14', 'Matariki, Friday 10 July'],
    ['AUD/USD', '2026-01-22', '2026-01-27', 'Australia Day'],
    ['USD/CHF', '2026-05-13', '2026-05-18', 'Ascension Day'],
  ])('%s dealt %s settles %s: %s', (name, trade, expected) => {
    expect(dateOf(name, trade, 'SPOT')).toBe(expected);
  });

  it.each([
    ['EUR/USD', '2023-06-16', '2023-06-20', '2023-06-21'],
    ['USD/HKD', '2026-02-13', '2026-02-20', '2026-02-23'],
  ])('%s dealt %s is a question of the strategy where a holiday lies between', (name, trade, earliest, union) => {
    expect(dateOf(name, trade, 'SPOT', 'EARLIEST_ON_BOTH')).toBe(earliest);
    expect(dateOf(name, trade, 'SPOT', 'UNION')).toBe(union);
  });

  it('settles whenever both do and never on a weekend, on the day that every deal names the calendars of', () => {
    const currencies = settlementCalendars.map(({ currency }) => currency);
    const days = fc.integer({ min: 0, max: 1000 }).map((count) => addDays('2023-06-01', count));
    const tenor = fc.constantFrom('TOD', 'ON', 'TN', 'SPOT', 'SN', 'SW', '1M', '3M', '6M');
    fc.assert(
      fc.property(
        fc.constantFrom(...currencies),
        fc.constantFrom(...currencies),
        days,
        tenor,
        (base, quote, trade, of) => {
          fc.pre(base !== quote);
          const answer = valueDate({ base, quote }, trade, of);
          if (!isDated(answer)) throw new Error(answer.refused);
          const { valueDate: day, spotDate } = answer;
          expect([settles(base, day), settles(quote, day), settles('USD', day)]).toEqual([true, true, true]);
          expect(day >= trade && (of === 'TOD' || day > trade)).toBe(true);
          expect(valueDate({ base: quote, quote: base }, trade, of)).toEqual(answer);
          expect(isDated(brokenDate({ base, quote }, trade, day))).toBe(true);
          expect(spotDate > trade).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a tenor', () => {
  it.each([
    ['EUR/USD', '2026-03-06', 'TOD', '2026-03-06', 'today'],
    ['EUR/USD', '2026-03-06', 'ON', '2026-03-09', 'over the weekend'],
    ['EUR/USD', '2026-03-06', 'TN', '2026-03-10', 'until spot'],
    ['EUR/USD', '2026-03-06', 'SN', '2026-03-11', 'the day after spot'],
    ['EUR/USD', '2026-03-06', 'SW', '2026-03-17', 'a week from spot'],
    ['USD/CNY', '2026-03-02', '1M', '2026-04-07', 'Saturday 4 April is Tomb-sweeping Day, off until the 6th'],
    ['USD/CNY', '2026-09-29', '1M', '2026-11-09', 'a month from spot (8 October) is a Sunday'],
    ['USD/CNY', '2026-01-30', '2W', '2026-02-24', 'two weeks from spot is in Spring Festival'],
    ['EUR/USD', '2026-01-27', '1M', '2026-02-27', 'Saturday 28 February; the following day would be in March'],
    ['EUR/USD', '2026-01-28', '1M', '2026-02-27', 'spot is the last open day of January, so it ends February'],
    ['EUR/USD', '2026-01-28', '2M', '2026-03-31', 'end of month, although spot is the 30th'],
    ['EUR/USD', '2026-03-27', '2M', '2026-05-29', 'end of month: 31 May is a Sunday'],
    ['EUR/USD', '2026-11-23', '3M', '2027-02-25', 'the next year is loaded for both'],
    ['EUR/USD', '2025-02-24', '1Y', '2026-02-26', 'a year is twelve months'],
  ])('%s dealt %s %s settles %s: %s', (name, trade, tenor, expected) => {
    expect(dateOf(name, trade, tenor)).toBe(expected);
  });

  it.each(['0M', '25M', '4W', '3Y', 'spot', '', 'constructor', '1.5M'])('%j is none', (tenor) => {
    refuses('VALUE_DATE_TENOR_UNKNOWN', valueDate(pair('USD/CNY'), '2026-03-02', tenor), { tenor });
  });
});

describe('a broken date', () => {
  it('is any day on which both settle', () => {
    expect(datedFor(pair('USD/CNY'), '2026-03-02', '2026-04-16')).toMatchObject({
      ...{ valueDate: '2026-04-16', spotDate: '2026-03-04', tenor: 'BROKEN', strategy: 'EARLIEST_ON_BOTH' },
      calendars: ['CNY-2026.1', 'USD-2027.1'],
    });
    expect(datedFor(pair('USD/CNY'), '2026-03-02', '2026-03-04')).toMatchObject({ tenor: 'SPOT' });
  });

  it.each([
    ['2026-10-10', '2026-10-13', 'a Saturday that is worked'],
    ['2026-10-01', '2026-10-08', 'Golden Week'],
    ['2026-11-26', '2026-11-27', 'Thanksgiving'],
    ['2026-08-15', '2026-08-17', 'a Saturday'],
  ])('is not %s but %s: %s', (day, open) => {
    refuses('VALUE_DATE_CLOSED', brokenDate(pair('USD/CNY'), '2026-03-02', day), { day, open });
  });

  it.each(['2026-03-01', '2026-02-30', '2026-13-01'])('is not %s', (day) => {
    refuses('VALUE_DATE_PAST', brokenDate(pair('USD/CNY'), '2026-03-02', day), { day });
  });
});

describe('beyond the last year that is loaded', () => {
  it.each([
    ['USD/CNY', '2026-12-30', 'SPOT', 'CNY', 'spot is in 2027'],
    ['USD/CNY', '2026-11-23', '3M', 'CNY', 'the tenor ends in 2027'],
    ['EUR/HKD', '2026-12-31', 'ON', 'HKD', 'tomorrow'],
    ['EUR/USD', '2027-12-30', 'SPOT', 'EUR', 'the euro is loaded a year longer, not for ever'],
    ['USD/CNY', '2021-12-30', 'SPOT', 'CNY', 'before the first'],
  ])('%s dealt %s %s is refused for %s: %s', (name, trade, tenor, currency) => {
    refuses('CALENDAR_NOT_LOADED', dateOf(name, trade, tenor), { currency });
  });

  it('is refused for a broken date, a cut-off and a currency without a calendar', () => {
    refuses('CALENDAR_NOT_LOADED', brokenDate(pair('USD/CNY'), '2026-11-23', '2027-01-04'));
    refuses('CALENDAR_NOT_LOADED', settlementCutOff(pair('USD/JPY'), '2028-01-04'));
    refuses('CALENDAR_NOT_LOADED', earliestValueDate(pair('USD/CNY'), '2026-12-31T09:00:00.000Z'));
    refuses('CALENDAR_NOT_LOADED', dateOf('USD/THB', '2026-03-02', 'SPOT'), { currency: 'THB', years: '–' });
  });
});

describe('the trade date', () => {
  it.each([
    ['EUR/USD', '2026-01-14T21:59:59.999Z', '2026-01-14', 'a minute to 17:00 in New York, winter'],
    ['EUR/USD', '2026-01-14T22:00:00.000Z', '2026-01-15', '17:00 in New York, winter'],
    ['EUR/USD', '2026-07-15T20:59:59.999Z', '2026-07-15', 'summer: an hour earlier in UTC'],
    ['EUR/USD', '2026-07-15T21:00:00.000Z', '2026-07-16', '17:00 in New York, summer'],
    ['EUR/USD', '2026-03-06T22:00:00.000Z', '2026-03-09', 'Friday evening is Monday'],
    ['EUR/USD', '2026-03-07T12:00:00.000Z', '2026-03-09', 'so is Saturday'],
    ['EUR/USD', '2026-03-08T21:00:00.000Z', '2026-03-09', 'Sunday 17:00, on the day the clocks go forward'],
    ['NZD/USD', '2026-01-14T17:59:59.999Z', '2026-01-14', 'a minute to 07:00 in Auckland, summer there'],
    ['NZD/USD', '2026-01-14T18:00:00.000Z', '2026-01-15', '07:00 in Auckland'],
    ['NZD/USD', '2026-07-15T18:59:59.999Z', '2026-07-15', 'winter there: an hour later in UTC'],
    ['NZD/USD', '2026-07-15T19:00:00.000Z', '2026-07-16', '07:00 in Auckland'],
    ['EUR/NZD', '2026-07-15T19:00:00.000Z', '2026-07-15', 'a cross turns in New York'],
  ])('of %s at %s is %s: %s', (name, instant, day) => {
    expect(tradeDate(instant, pair(name))).toBe(day);
  });
});

describe('a cut-off', () => {
  it.each([
    ['USD/CNY', '2026-03-04', '2026-03-04T08:30:00.000Z', '16:30 in Shanghai is before 17:00 in New York'],
    ['EUR/USD', '2026-07-15', '2026-07-15T13:00:00.000Z', '15:00 in Brussels, summer'],
    ['EUR/USD', '2026-01-15', '2026-01-15T14:00:00.000Z', '15:00 in Brussels, winter'],
    ['USD/JPY', '2026-05-07', '2026-05-01T06:00:00.000Z', 'yen are given the open day before: before Golden Week'],
  ])('of %s for %s is %s: %s', (name, day, instant) => {
    expect(settlementCutOff(pair(name), day)).toBe(instant);
  });

  it.each([
    ['2026-03-04T08:29:59.999Z', '2026-03-04', 'before it, the same day'],
    ['2026-03-04T08:30:00.000Z', '2026-03-05', 'at it, the next'],
    ['2026-10-02T01:00:00.000Z', '2026-10-08', 'in Golden Week, the day after'],
    ['2026-10-10T01:00:00.000Z', '2026-10-13', 'on a Saturday that is worked: Monday is Columbus Day'],
  ])('decides which day USD/CNY booked at %s can still settle: %s, %s', (now, day) => {
    expect(earliestValueDate(pair('USD/CNY'), now)).toBe(day);
  });
});

describe('a pair', () => {
  it('is named as the market does', () => {
    expect(
      [pairOf('CNY', 'USD'), pairOf('USD', 'EUR'), pairOf('CNY', 'JPY'), pairOf('SEK', 'CNY')].map(pairName),
    ).toEqual([...['USD/CNY', 'EUR/USD', 'CNY/JPY', 'CNY/SEK']]);
    expect(parsePair('USDCNY')).toEqual({ base: 'USD', quote: 'CNY' });
  });

  it.each(['USD', 'USD/USD', 'USD/CNH', 'usd/cny', ''])('%j is none', (name) => {
    refuses('PAIR_INVALID', parsePair(name), { pair: name });
  });
});
