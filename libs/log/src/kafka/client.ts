import { connect, type Socket } from 'node:net';
import kafkajs, { type Kafka, type LogEntry, type RetryOptions } from 'kafkajs';
import type { LogLogger } from '../machine.ts';
import { registerCodecs } from './codec.ts';

export interface Brokers {
  /** host:port of brokers to begin with. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly log: LogLogger;
}

/** One kafkajs client with its own connections. What kafkajs caches per client is not shared between two of them. */
export interface Client {
  readonly kafka: Kafka;
  /** Ends every connection at once, whatever waits for an answer on it. The client is of no use afterwards. */
  destroy(): void;
}

/** kafkajs would take other values under NODE_ENV=test: nothing here is left to its defaults. */
export const retries = (times: number): RetryOptions => ({
  retries: times,
  initialRetryTime: 100,
  maxRetryTime: 1_000,
  factor: 0.2,
  multiplier: 2,
});

const CONNECT_WITHIN_MS = 2_000;
const KEEP_ALIVE_MS = 60_000;

/**
 * @param requestTimeout after which an answer counts as lost, in milliseconds
 * @param tries how often brokers that cannot be reached are tried again before that is an error, once a second
 */
export function openClient({ brokers, clientId, log }: Brokers, requestTimeout: number, tries = 2): Client {
  registerCodecs();
  const sockets = new Set<Socket>();
  let destroyed = false;

  function socketFactory({ host, port, onConnect }: { host: string; port: number; onConnect: () => void }): Socket {
    if (destroyed) throw new Error('this client was given up');
    const socket = connect({ host, port, noDelay: true }, onConnect);
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  }

  const kafka = new kafkajs.Kafka({
    brokers: [...brokers],
    clientId,
    socketFactory,
    connectionTimeout: CONNECT_WITHIN_MS,
    requestTimeout,
    enforceRequestTimeout: true,
    retry: retries(tries),
    logLevel: kafkajs.logLevel.WARN,
    logCreator: () => (entry) => note(log, entry),
  });

  return {
    kafka,
    destroy() {
      destroyed = true;
      // With an error, since kafkajs does not hear of a socket that just closes.
      for (const socket of sockets) socket.destroy(new Error('this client was given up'));
    },
  };
}

/** kafkajs calls an error what it will try again; what matters is said where it is decided. */
function note(log: LogLogger, { namespace, log: { message, groupId, broker, error } }: LogEntry): void {
  const fields = { from: `kafkajs ${namespace}`, groupId, broker, error };
  log.debug(fields, message);
}
