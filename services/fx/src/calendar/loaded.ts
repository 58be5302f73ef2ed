import type { fxRefusals } from '@portolan/contracts';
import { type Refusal, refuse } from '@portolan/eventsourcing';
import { NotLoaded } from './settlement-calendar.ts';

export type CalendarRefusal = Extract<keyof typeof fxRefusals, `CALENDAR_${string}`>;

/** What is worked out from calendars, or CALENDAR_NOT_LOADED where it would have to be guessed. */
export function whereLoaded<Answer>(work: () => Answer): Answer | Refusal<CalendarRefusal> {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof NotLoaded)) throw error;
    return refuse('CALENDAR_NOT_LOADED', { currency: error.currency, day: error.day, years: error.years || '–' });
  }
}
