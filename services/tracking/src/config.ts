import { json } from '@portolan/service';
import { z } from 'zod';
import { localExceptionCodes } from './shipment/exceptions.ts';

const carriers = z.record(z.string().regex(/^[A-Z0-9_-]{1,40}$/), z.string().min(1));
const localCarriers = { YANWEN: 'YANWEN', YONGCHENG: 'YONGCHENG', CASCADE: 'CASCADE' };

const exceptions = z.record(
  z.string().regex(/^[A-Z0-9_-]{1,20}$/),
  z.enum(['MILESTONE_LOST', 'MILESTONE_DAMAGED', 'MILESTONE_RETURNED_TO_SENDER']),
);

/** Configuration of tracking, by environment key. */
export const configSchema = z.object({
  PORTOLAN_TRACKING_CARRIER_URL: z
    .url()
    .default('http://127.0.0.1:8090/carrier')
    .describe('base of the addresses of carriers that are not absolute'),
  PORTOLAN_TRACKING_CARRIERS: json(carriers, localCarriers).describe(
    'JSON map from carrier, as orders name it, to the address where it takes POST /labels and POST /manifests',
  ),
  PORTOLAN_TRACKING_EXCEPTION_CODES: json(exceptions, localExceptionCodes).describe(
    "JSON map from a carrier's code, in capitals, to the milestone it means, where UPU EMSEVT has no code for it; the " +
      'reading of the default (public aggregators) is unchecked',
  ),
});

export type TrackingConfig = z.infer<typeof configSchema>;
