import type { Logger } from '@portolan/engine';
import { type DestinationStream, pino } from 'pino';
import { redact } from './redact.ts';
import { activeTrace } from './tracing.ts';

export interface LoggerOptions {
  /** Stands in every line; left out where each service of a suite adds its own. */
  readonly service?: string;
  /** trace, debug, info, warn, error, silent; info where nothing is said. */
  readonly level?: string;
  /** Standard output where nothing is said. */
  readonly destination?: DestinationStream;
}

/** A logger that writes JSON lines with the active trace, and never people's data. */
export function createLogger({ service, level = 'info', destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: service === undefined ? {} : { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => activeTrace() ?? {},
    // Errors were taken apart already, and rid of what they carry.
    serializers: { err: (error: unknown) => error },
    formatters: { log: redact, level: (label: string) => ({ level: label }) },
  };
  const lines = destination === undefined ? pino(options) : pino(options, destination);
  return {
    debug: (fields, message) => lines.debug(fields, message),
    info: (fields, message) => lines.info(fields, message),
    warn: (fields, message) => lines.warn(fields, message),
    error: (fields, message) => lines.error(fields, message),
  };
}

/** A logger whose lines also carry these fields. */
export function withFields(logger: Logger, fields: object): Logger {
  return {
    debug: (more, message) => logger.debug({ ...fields, ...more }, message),
    info: (more, message) => logger.info({ ...fields, ...more }, message),
    warn: (more, message) => logger.warn({ ...fields, ...more }, message),
    error: (more, message) => logger.error({ ...fields, ...more }, message),
  };
}
