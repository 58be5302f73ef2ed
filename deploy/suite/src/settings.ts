import { type ClockMode, type EnvironmentVariables, readConfig } from '@portolan/service';
import { z } from 'zod';

/** Settings of a suite on one machine, by environment key. */
export const settingsSchema = z.object({
  PORTOLAN_DATA: z.string().min(1).default('.data/up').describe('folder of everything the suite keeps'),
  PORTOLAN_GATEWAY_PORT: z.coerce.number().int().min(1).max(65535).default(8080).describe('port of REST'),
  PORTOLAN_SANDBOX_PORT: z.coerce.number().int().min(1).max(65535).default(8090).describe('port of the outside world'),
  PORTOLAN_SEED: z.string().optional().describe('test mode: everything that is chance comes from it'),
  PORTOLAN_CLOCK: z
    .string()
    .regex(/^(machine|step|speed:\d{1,7})$/, 'machine, step or speed:<n>')
    .default('speed:8640')
    .describe('business time: the machine’s, moved on request, or n times as fast (8640: a day in ten seconds)'),
  PORTOLAN_PREFIX: z
    .string()
    .default('portolan')
    .describe('ENGINE=distributed: databases are <prefix>_<service>, topics <prefix>.<topic>'),
  PORTOLAN_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Settings = z.infer<typeof settingsSchema>;

/** @throws ConfigError naming the key that is wrong and how to set it. */
export function readSettings(environment: EnvironmentVariables): Settings {
  const known = Object.keys(environment).filter((key) => /^PORTOLAN_[A-Z]+_/.test(key));
  return readConfig(settingsSchema, environment, 'PORTOLAN_', known);
}

/** 'speed:8640' → { speed: 8640 } */
export function clockMode(setting: string): ClockMode {
  if (setting === 'machine' || setting === 'step') return setting;
  return { speed: Number(setting.slice('speed:'.length)) };
}
