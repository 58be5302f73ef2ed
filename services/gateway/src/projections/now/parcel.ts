import type { Complete } from '@portolan/contracts';
import type { Shortage } from '@portolan/contracts/warehouse/v1/types';
import type { ParcelView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { DataOf, Shown } from './in-feed.ts';

type Parcel = Complete<ParcelView>;

const states: Readonly<Record<string, string>> = {
  ReservationRetried: 'PLANNED',
  ParcelReserved: 'RESERVED',
  ParcelShort: 'SHORT',
  ParcelPicked: 'PICKED',
  ParcelPacked: 'PACKED',
  DispatchAuthorised: 'AUTHORISED',
  DispatchRevoked: 'PACKED',
  ParcelDispatched: 'DISPATCHED',
  ParcelCancelled: 'CANCELLED',
};

/** A parcel after an event of its stream; undefined where the event says nothing of it. */
export function parcelAfter(event: Shown, type: string, before: Parcel | undefined): Parcel | undefined {
  if (type === 'ParcelPlanned') return planned(event);
  const state = states[type];
  if (before === undefined || state === undefined) return undefined;
  return changed(event, type, { ...before, state, version: BigInt(event.version) });
}

function planned({ data, tenant, version }: Shown): Parcel {
  const { parcelId, lines, ...rest } = data as unknown as DataOf<'ParcelPlanned'>;
  return {
    ...rest,
    id: parcelId,
    state: 'PLANNED',
    lines: lines.map(({ line, sku, quantity }) => ({ line, sku, quantity: BigInt(quantity) })),
    shortages: [],
    grossWeight: '',
    packs: 0,
    owner: tenant,
    version: BigInt(version),
  };
}

function changed({ data }: Shown, type: string, after: Parcel): Parcel {
  switch (type) {
    case 'ParcelReserved':
    case 'ReservationRetried':
      return { ...after, shortages: [] };
    case 'ParcelShort': {
      const { shortages } = data as unknown as DataOf<'ParcelShort'>;
      return { ...after, shortages: shortages.map(shortageOf) };
    }
    case 'ParcelPacked': {
      const { grossWeight, packs } = data as unknown as DataOf<'ParcelPacked'>;
      return { ...after, grossWeight, packs };
    }
    default:
      return after;
  }
}

function shortageOf({ sku, wanted, available }: DataOf<'ParcelShort'>['shortages'][number]): Complete<Shortage> {
  return { sku, wanted: BigInt(wanted), available: BigInt(available) };
}
