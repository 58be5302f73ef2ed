import type { Addresses } from '@portolan/servers';
import type { SuiteOptions } from '../suite.ts';

export interface ProcessesOptions extends SuiteOptions {
  /** Kafka and MongoDB that are up. */
  readonly servers: Addresses;
  /** Databases are `<prefix>_<service>`, topics `<prefix>.<topic>`: one suite each. */
  readonly prefix: string;
  /** Whether a process that dies is started again, with back-off; not where nothing is said: a test decides itself. */
  readonly supervised?: boolean;
  /** Told which process died and was started again, line by line. */
  tell?(line: string): void;
  /** What some processes are told differently: by service, by environment key. */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The file to run of each service: its source where nothing is said, or its bundle. */
  readonly mainOf?: (service: string) => string;
  /** Services listen where they usually do on one machine, as far as that is free; anywhere where nothing is said. */
  readonly usualPorts?: boolean;
}
