import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Decides whether an answer gets lost; `request` is what the client has sent on this connection since the last answer. */
export type Loses = (answer: Buffer, request: Buffer) => boolean;

/** Stands between a client and a server on loopback and makes trouble when told to. */
export interface TcpProxy {
  readonly port: number;
  /** host:port of the proxy. */
  readonly address: string;
  /** Connections that are open at this moment. */
  connections(): number;
  /** Resets all connections; new ones are taken. */
  cut(): void;
  /** Nobody listens any more; connections that are open stay. */
  refuse(): Promise<void>;
  /** Listens again, without delay, losing nothing. */
  accept(): Promise<void>;
  /** Bytes reach the other end so much later, in both directions, in their order. */
  delay(ms: number): void;
  /** The next `n` answers, or every answer of which the function says so, are swallowed and their connection is reset. */
  dropReplies(which: number | Loses): void;
  /** How many answers were lost since the start. */
  dropped(): number;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  /** Port on 127.0.0.1, or host:port. */
  readonly target: number | string;
  /** 0, as where nothing is said: any that is free. */
  readonly port?: number;
}

/** Listens on 127.0.0.1 when it resolves. Whether the target is there shows only when somebody connects. */
export async function startProxy({ target, port = 0 }: ProxyOptions): Promise<TcpProxy> {
  const [host = '127.0.0.1', targetPort = 0] = addressOf(target);
  const open = new Set<Socket>();
  let waits = 0;
  let loses: Loses = () => false;
  let dropped = 0;
  let server = await listening(port);
  const own = (server.address() as { port: number }).port;

  async function listening(at: number): Promise<Server> {
    const fresh = createServer({ noDelay: true, allowHalfOpen: true }, join).listen(at, '127.0.0.1');
    await once(fresh, 'listening');
    return fresh;
  }

  function join(client: Socket): void {
    const behind = connect({ host, port: targetPort, noDelay: true, allowHalfOpen: true });
    const request: Buffer[] = [];
    const reset = () => {
      for (const socket of [client, behind]) {
        open.delete(socket);
        socket.resetAndDestroy();
      }
    };
    open.add(client);
    client.once('close', () => open.delete(client));
    client.on('lost', reset);
    passes(client, behind, (bytes) => {
      request.push(bytes);
      return true;
    });
    passes(behind, client, (bytes) => {
      const lost = loses(bytes, Buffer.concat(request.splice(0)));
      if (!lost) return true;
      dropped += 1;
      reset();
      return false;
    });
  }

  /** Hands on what comes from one end to the other, late where told, one piece after another. */
  function passes(from: Socket, to: Socket, mayPass: (bytes: Buffer) => boolean): void {
    let before: Promise<unknown> = Promise.resolve();
    const inOrder = (then: () => void) => {
      const due = waits === 0 ? undefined : sleep(waits);
      before = before.then(() => due).then(then);
    };
    from.on('data', (bytes: Buffer) => {
      if (mayPass(bytes)) inOrder(() => to.destroyed || to.write(bytes));
    });
    from.once('end', () => inOrder(() => to.end()));
    // As its other end sees it: the connection is gone without a word.
    from.on('error', () => to.resetAndDestroy());
  }

  const stopListening = async () => {
    if (!server.listening) return;
    server.close();
    // Closing waits for open connections; that nobody is taken any more does not.
  };

  return {
    ...{ port: own, address: `127.0.0.1:${own}` },
    connections: () => open.size,
    cut() {
      for (const client of [...open]) client.emit('lost');
    },
    refuse: stopListening,
    async accept() {
      waits = 0;
      loses = () => false;
      if (!server.listening) server = await listening(own);
    },
    delay(ms) {
      waits = ms;
    },
    dropReplies(which) {
      let left = typeof which === 'number' ? which : 0;
      loses = typeof which === 'number' ? () => left-- > 0 : which;
    },
    dropped: () => dropped,
    async stop() {
      await stopListening();
      for (const client of [...open]) client.emit('lost');
    },
  };
}

function addressOf(target: number | string): readonly [string, number] {
  if (typeof target === 'number') return ['127.0.0.1', target];
  const colon = target.lastIndexOf(':');
  return [target.slice(0, colon), Number(target.slice(colon + 1))];
}
