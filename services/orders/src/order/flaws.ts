import type { Complete, ordersRefusals } from '@portolan/contracts';
import type { OrderTerms } from '@portolan/contracts/orders/v1/types';
import { type Refusal, refuse } from '@portolan/eventsourcing';

export type Terms = Complete<OrderTerms>;
/** What is wrong with an order, or undefined. */
export type Flaw = Refusal<keyof typeof ordersRefusals> | undefined;

/** ORDER_FIELD_MISSING where a text is empty, ORDER_TEXT_TOO_LONG where it has more characters than a message carries. */
export function textFlaw(field: string, text: string, most: number): Flaw {
  if (text.trim() === '') return refuse('ORDER_FIELD_MISSING', { field });
  return text.length > most ? refuse('ORDER_TEXT_TOO_LONG', { field, most: String(most) }) : undefined;
}

/** ORDER_COUNTRY_WRONG where a text is no ISO 3166-1 alpha-2 code by its shape. */
export function countryFlaw(field: string, country: string): Flaw {
  return /^[A-Z]{2}$/.test(country) ? undefined : refuse('ORDER_COUNTRY_WRONG', { field, actual: country });
}
