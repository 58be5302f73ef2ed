import { isZero } from '@portolan/money';
import type { Escrow } from './state.ts';

/** The names under which an escrow is shown: where it stands, and what overlies that. */
const shownStates = [
  'AWAITING_FUNDING',
  'EXPIRED',
  'FUNDED',
  'INSPECTION',
  'PARTIALLY_RELEASED',
  'DISPUTED',
  'RELEASE_PENDING',
  'RELEASED',
  'REFUNDED',
  'CANCELLED',
] as const;

type Shown = (typeof shownStates)[number];

/** A dispute is shown before all else, then how far it has come. */
export function shownAs({ status, overdue, disputed, frozen, released }: Escrow): Shown {
  if (frozen.length > 0 || (disputed && (status === 'FUNDED' || status === 'INSPECTION'))) return 'DISPUTED';
  if (status === 'RELEASING') return 'RELEASE_PENDING';
  if (status === 'AWAITING_FUNDING' || status === 'NONE') return overdue ? 'EXPIRED' : 'AWAITING_FUNDING';
  const isUnderWay = status === 'FUNDED' || status === 'INSPECTION';
  return isUnderWay && !isZero(released) ? 'PARTIALLY_RELEASED' : status;
}

/** Who acts next on its money: buyer, seller, platform, order; '' where it is over. */
export function nextActor(state: Escrow): string {
  const shown = shownAs(state);
  if (shown === 'DISPUTED') return 'platform';
  if (shown === 'RELEASED' || shown === 'REFUNDED' || shown === 'CANCELLED') return '';
  if (shown === 'RELEASE_PENDING') return 'platform';
  if (shown === 'AWAITING_FUNDING' || shown === 'EXPIRED') return 'buyer';
  return state.status === 'INSPECTION' ? 'buyer' : 'order';
}
