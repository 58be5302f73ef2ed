import { z } from 'zod';

/** Configuration of tracking, by environment key. */
export const configSchema = z.object({
  PORTOLAN_TRACKING_CARRIER_URL: z
    .url()
    .default('http://127.0.0.1:8090/carrier')
    .describe('where the carrier takes POST /labels and POST /manifests'),
});

export type TrackingConfig = z.infer<typeof configSchema>;
