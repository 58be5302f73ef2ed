import type { Progress, Underway } from './state.ts';

/** Why an order stands still: the code, who acts next, the rule behind it, its deadline where one stands, its data. */
export interface HoldReason {
  readonly code: string;
  /** buyer, merchant, warehouse_operator, carrier, customs, platform, bank, operations */
  readonly owner: string;
  readonly rule: string;
  readonly due: string;
  /** What its texts say, and the ids that the call needs by which it is cleared. */
  readonly data: Readonly<Record<string, string>>;
}

export const reason = (
  code: string,
  owner: string,
  rule: string,
  data: HoldReason['data'] = {},
  due = '',
): HoldReason => ({ code, owner, rule, due, data });

/** Flaws as one line: 'status HTTP 422; reference missing'. */
export const reasonsOf = ({
  flaws,
}: {
  readonly flaws: readonly { readonly field: string; readonly reason: string }[];
}) => flaws.map((flaw) => `${flaw.field} ${flaw.reason}`).join('; ');

/** The other service said no: somebody must look at it. */
export function stepRefused(step: string, { code, data }: Extract<Progress, { status: 'refused' }>): HoldReason {
  return reason('STEP_REFUSED', 'operations', 'EVERY_STEP_ACCEPTED', { ...data, step, refusal: code });
}

/** The order's parcel; '' until the warehouse knows it. */
export const parcelIdOf = ({ known }: Pick<Underway, 'known'>): string =>
  (known.parcelReserved ?? known.parcelShort)?.parcelId ?? '';
