import type { Flaw, Invariant } from './invariant.ts';

interface Clearance {
  /** Nobody has to release it: it is sold in the country where it lies. */
  readonly free: boolean;
  readonly releasedAt: string;
  /** When the warehouse was told that it may leave because customs released it. */
  readonly authorisedAt: string;
  /** Declaration that the warehouse was told of, and the ones that were released. */
  readonly authorisedBy: string;
  readonly released: readonly string[];
  /** The warehouse was told that customs took the release back, and not of another since. */
  readonly keptIn: boolean;
  readonly leftAt: string;
  readonly leftKeptIn: boolean;
  readonly calledOff: boolean;
  readonly leftCalledOff: boolean;
}

/** Nothing bonded or declared leaves the warehouse before customs released it. */
export const release: Invariant<Clearance> = {
  name: 'release',
  holds: {
    en: 'Nothing leaves the warehouse before customs released it, nor once the warehouse knows that the release was taken back, unless nobody has to release it.',
    zh: '未经海关放行，或仓库已获知放行被收回的，任何货物不得离开仓库；无需申报的除外。',
  },
  flaws: {
    LEFT_UNRELEASED: {
      en: 'The parcel of order {order} left at {left}, and customs had not released it.',
      zh: '订单 {order} 的包裹于 {left} 出库，当时海关尚未放行。',
    },
    LEFT_TAKEN_BACK: {
      en: 'The parcel of order {order} left at {left}, and the warehouse knew that customs had taken its release back.',
      zh: '订单 {order} 的包裹于 {left} 出库，而仓库当时已获知海关收回放行。',
    },
    LEFT_CALLED_OFF: {
      en: 'The parcel of order {order} left at {left}, and had been called off before: its goods lay on the shelf again.',
      zh: '订单 {order} 的包裹于 {left} 出库，而该包裹此前已取消、货物已退回货架。',
    },
    AUTHORISED_UNRELEASED: {
      en: 'The parcel of order {order} was let go at {authorised} by declaration {declaration}, which customs had not released.',
      zh: '订单 {order} 的包裹于 {authorised} 凭申报单 {declaration} 准予出库，该申报单当时尚未放行。',
    },
  },
  across: true,
  begin: () => ({
    ...{ free: false, releasedAt: '', authorisedAt: '', authorisedBy: '', released: [] },
    ...{ keptIn: false, leftAt: '', leftKeptIn: false, calledOff: false, leftCalledOff: false },
  }),
  on: {
    OrderPlaced: {
      about: ({ data }) => [data.orderId],
      next: (before, { data }) => ({ ...before, free: data.terms.mode === 'LOCAL' }),
    },
    DeclarationReleased: {
      about: ({ data }) => [data.orderId],
      next: (before, { data, meta }) => ({
        ...before,
        releasedAt: before.releasedAt || meta.time,
        released: [...before.released, data.declarationId],
      }),
    },
    DispatchAuthorised: {
      about: ({ data }) => [data.orderId],
      next(before, { data, meta }) {
        if (data.ground === 'FREE_CIRCULATION') return before;
        return { ...before, authorisedAt: meta.time, authorisedBy: data.declarationId, keptIn: false };
      },
    },
    DispatchRevoked: {
      about: ({ data }) => [data.orderId],
      next: (before) => ({ ...before, keptIn: true }),
    },
    ParcelDispatched: {
      about: ({ data }) => [data.orderId],
      next: (before, { meta }) => ({
        ...before,
        leftAt: before.leftAt || meta.time,
        leftKeptIn: before.leftKeptIn || before.keptIn,
        leftCalledOff: before.leftCalledOff || before.calledOff,
      }),
    },
    ParcelCancelled: {
      about: ({ data }) => [data.orderId],
      next: (before) => ({ ...before, calledOff: true }),
    },
  },
  never(state, order): Flaw | undefined {
    const { free, releasedAt, authorisedAt, authorisedBy, released, leftAt, leftKeptIn, leftCalledOff } = state;
    if (leftKeptIn) return { code: 'LEFT_TAKEN_BACK', data: { order, left: leftAt } };
    if (leftCalledOff) return { code: 'LEFT_CALLED_OFF', data: { order, left: leftAt } };
    // Seen side by side, a release may be read late; that it happened late shows in its time.
    const early = (at: string) => releasedAt === '' || releasedAt > at;
    if (leftAt !== '' && !free && early(leftAt)) return { code: 'LEFT_UNRELEASED', data: { order, left: leftAt } };
    if (authorisedAt === '' || (released.includes(authorisedBy) && !early(authorisedAt))) return undefined;
    return {
      code: 'AUTHORISED_UNRELEASED',
      data: { order, authorised: authorisedAt, declaration: authorisedBy },
    };
  },
};
