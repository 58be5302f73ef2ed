import type { Complete } from '@portolan/contracts';
import type { ScanView, ShipmentView } from '@portolan/contracts/tracking/v1/tracking';
import type { Scan } from '@portolan/contracts/tracking/v1/types';
import { Milestone } from '@portolan/contracts/tracking/v1/types';
import { z } from 'zod';
import { enumOf, instant, int64 } from './codecs.ts';
import { zonedTime } from './common.ts';

export const milestone = enumOf('Milestone', Milestone, 'MILESTONE_');

const scan = z
  .strictObject({
    scanId: z.string(),
    waybillNo: z.string(),
    code: z.string().meta({ description: "The carrier's own code", examples: ['EMI'] }),
    milestone,
    eventTime: zonedTime,
    recordTime: instant,
    location: z.string(),
    country: z.string(),
  })
  .meta({ id: 'Scan' }) satisfies z.ZodType<Complete<Scan>>;

const scanView = z
  .strictObject({
    scan,
    scanVersion: z.int32().meta({ description: 'Above 1: the carrier corrected it' }),
    late: z.boolean(),
    suspect: z.boolean().meta({ description: 'Cannot have happened then: kept, but left out of state and milestone' }),
  })
  .meta({ id: 'ScanView' }) satisfies z.ZodType<Complete<ScanView>>;

export const shipmentView = z
  .strictObject({
    id: z.string(),
    orderId: z.string(),
    orderNo: z.string(),
    carrier: z.string(),
    waybillNo: z.string(),
    state: z
      .string()
      .meta({ description: 'REGISTERED, LABELLED, HANDED_OVER, IN_TRANSIT, DELIVERED, LOST, DAMAGED, CANCELLED' }),
    milestone,
    scans: z.array(scanView).meta({ description: 'By event time' }),
    deliveredAt: instant,
    version: int64,
  })
  .meta({ id: 'Shipment' }) satisfies z.ZodType<Complete<ShipmentView>>;
