import { z } from 'zod';

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** Configuration of the checker, by environment key. */
export const configSchema = z.object({
  PORTOLAN_CHECKER_LOOK_MS: whole(50, 600_000)
    .default(5_000)
    .describe('milliseconds between two looks at histories and read models'),
  PORTOLAN_CHECKER_EVENTS_A_LOOK: whole(256, 1_000_000)
    .default(2_000)
    .describe('how many events of histories one look compares; the next look goes on from there'),
  PORTOLAN_CHECKER_ROWS_A_LOOK: whole(1, 10_000)
    .default(50)
    .describe('how many rows of each read model one look compares; the next look goes on from there'),
});

export type CheckerConfig = z.infer<typeof configSchema>;
