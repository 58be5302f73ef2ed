import { type Addresses, namedForTests, namedForUse, startServers } from '@portolan/servers';
import { openMongoDocumentStore } from '@portolan/store/mongo';
import { type Suite, type SuiteOptions, startSuite } from '@portolan/suite';
import { type ProcessSuite, startProcesses } from '@portolan/suite/processes';
import { documentsIn, type Opens } from '../demo/break.ts';
import { dropSuite } from './drop-suite.ts';

/** A suite that runs on the engine that was asked for. */
export interface Running {
  readonly suite: Suite;
  /** Where each service is a process of its own. */
  readonly processes: ProcessSuite | undefined;
  /** Its documents, behind its back. */
  readonly documentsOf: Opens;
  /** Ends it, and what was started or kept for it alone on servers; its folder stays. */
  stop(): Promise<void>;
}

export type EngineName = 'embedded' | 'distributed';

/** ENGINE of the environment. @throws where there is no such engine */
export function engineOf(env: NodeJS.ProcessEnv): EngineName {
  const name = env['ENGINE'] || 'embedded';
  if (name === 'embedded' || name === 'distributed') return name;
  throw new Error(`ENGINE=${name} is not known. There are: embedded, distributed`);
}

/** Starts all services in this process, on files of their own. */
export async function startEmbedded(options: SuiteOptions): Promise<Running> {
  const suite = await startSuite(options);
  return { suite, processes: undefined, documentsOf: documentsIn(options.data), stop: () => suite.stop() };
}

let suites = 0;

/**
 * Starts one process per service, on databases and topics that are dropped afterwards.
 * @param servers those that the environment names, or new ones below the suite's folder, where none are given
 */
export async function startDistributed(options: SuiteOptions, servers?: Addresses): Promise<Running> {
  const named = { ...namedForUse(process.env), ...namedForTests(process.env) };
  const opened = servers === undefined ? await startServers({ folder: `${options.data}/servers`, named }) : undefined;
  const { mongoUrl, kafkaBrokers } = servers ?? opened ?? { mongoUrl: '', kafkaBrokers: [] };
  const on = { mongoUrl, kafkaBrokers };
  suites += 1;
  const prefix = `suite-${process.pid}-${suites}`;
  const end = async () => {
    if (opened?.mongo === undefined) await dropSuite(on, prefix);
    await opened?.kill();
  };
  try {
    const suite = await startProcesses({ ...options, servers: on, prefix });
    const documentsOf: Opens = (service) => openMongoDocumentStore({ url: mongoUrl, database: `${prefix}_${service}` });
    const stop = async () => {
      await suite.stop();
      await end();
    };
    return { suite, processes: suite, documentsOf, stop };
  } catch (error) {
    await end();
    throw error;
  }
}
