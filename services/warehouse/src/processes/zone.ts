import { type Complete, type Only, outside, type WarehouseEvent } from '@portolan/contracts';
import type { Commands, Outcome, RequestContext, Requests } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import type { Requested } from '../gate-pass/gate-pass.ts';
import type { Site, SiteOf } from '../sites.ts';
import type { Filed } from '../verification-list/verification-list.ts';
import { zoneNumberId } from '../zone-number/zone-number.ts';
import { accepted } from './accepted.ts';

/** What came of handing a message over. Thrown errors are outages: it is tried again. */
export type Delivery =
  | { readonly taken: true; readonly sha256: string }
  | { readonly taken: false; readonly status: string };

/** The zone's system. The same message always has the same bytes; `at` is the time of its event. */
export interface Zone {
  /** INV101 */
  fileList(list: Filed, site: Site, at: string): Promise<Delivery>;
  /** SAS121 */
  requestPass(pass: Requested, site: Site, at: string): Promise<Delivery>;
}

type Asked = Only<WarehouseEvent, 'VerificationListFiled' | 'GatePassRequested'>;

/**
 * Lists and passes go out under a number that was claimed before. The parcels of a list are bound to it first: they
 * stand on this one and no other. Where that fails (another list, or a cancellation, was quicker), the list is sent
 * back before anybody outside has seen it.
 */
export function zone(commands: Commands, all: Aggregates, siteOf: SiteOf, outside: Zone): Requests<Asked> {
  return {
    name: 'warehouse.zone.v1',
    on: {
      VerificationListFiled: async ({ data, meta }, request) => {
        const { listId, warehouseId, messageNo } = data;
        await claim(all, request, { messageNo, tenant: meta.tenant, kind: 'verification-list', id: listId });
        const refused = await bind(commands, all, request, data, meta.tenant);
        const refuse = async (reason: string) =>
          accepted(await request.execute(all.verificationList, listId, { type: 'Return', listId, reason }));
        if (refused !== undefined) return refuse(refused);
        const delivery = await outside.fileList(data, siteNamed(siteOf, warehouseId), meta.time);
        if (!delivery.taken) return refuse(delivery.status);
        const sent = { type: 'RecordSent', listId, sha256: delivery.sha256 } as const;
        accepted(await request.execute(all.verificationList, listId, sent));
      },

      GatePassRequested: async ({ data, meta }, request) => {
        const { passId, warehouseId, messageNo } = data;
        await claim(all, request, { messageNo, tenant: meta.tenant, kind: 'gate-pass', id: passId });
        const delivery = await outside.requestPass(data, siteNamed(siteOf, warehouseId), meta.time);
        const of = { passId, messageNo };
        const told = delivery.taken
          ? ({ type: 'RecordSent', ...of, sha256: delivery.sha256 } as const)
          : ({ type: 'Return', ...of, reason: delivery.status } as const);
        accepted(await request.execute(all.gatePass, passId, told));
      },
    },
  };
}

type Claimed = Complete<Extract<WarehouseEvent, { type: 'ZoneNumberClaimed' }>['data']>;

async function claim({ zoneNumber }: Aggregates, request: RequestContext, claimed: Claimed): Promise<void> {
  const id = zoneNumberId(claimed.messageNo);
  accepted(await request.execute(zoneNumber, id, { type: 'Claim', claimed }, { tenant: outside }));
}

/** Code of what stood in the way; undefined where all its parcels are on the list now. */
async function bind(
  commands: Commands,
  all: Aggregates,
  request: RequestContext,
  { listId, parcelIds }: Filed,
  operator: string,
): Promise<string | undefined> {
  const outcomes: Outcome[] = [];
  for (const parcelId of parcelIds) {
    const { state } = await commands.load(all.announcement, operator, parcelId);
    const about = { tenant: state.owner, correlation: state.orderId };
    outcomes.push(await request.execute(all.parcel, parcelId, { type: 'List', parcelId, listId }, about));
  }
  for (const outcome of outcomes) if (!outcome.ok) return outcome.refusal.refused;
  return undefined;
}

function siteNamed(siteOf: SiteOf, warehouseId: string): Site {
  const site = siteOf(warehouseId);
  if (site === undefined) throw new Error(`warehouse ${warehouseId} is not configured here`);
  return site;
}
