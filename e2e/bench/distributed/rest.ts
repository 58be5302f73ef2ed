import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A line to the gateway that is kept open, one call at a time. As small as can be: it shares the machine with what is measured. */
export interface Line {
  /** Files an article under a number; answers the status. Throws where the line breaks. */
  file(number: number): Promise<number>;
  close(): void;
}

export async function openLine(gatewayUrl: string, key: string, run: string): Promise<Line> {
  const { hostname, port } = new URL(gatewayUrl);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  let received = '';
  let answer: ((status: number) => void) | undefined;
  let broken: ((error: Error) => void) | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    received += chunk;
    const end = endOf(received);
    if (end === undefined || received.length < end) return;
    const status = Number(received.slice(9, 12));
    received = received.slice(end);
    answer?.(status);
  });
  socket.on('error', (error) => broken?.(error));
  socket.on('close', () => broken?.(new Error('the line was closed')));
  return {
    file: (number) =>
      new Promise((resolve, reject) => {
        answer = resolve;
        broken = reject;
        send(socket, hostname, key, run, number);
      }),
    close: () => socket.destroy(),
  };
}

/** Where the first answer ends; undefined while its head is not whole. */
function endOf(received: string): number | undefined {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const [, length = '0'] = /content-length: (\d+)/i.exec(received.slice(0, head)) ?? [];
  return head + 4 + Number(length);
}

function send(socket: Socket, host: string, key: string, run: string, number: number): void {
  const body = JSON.stringify({ goods: goodsOf(`${run}-${number}`) });
  socket.write(
    `POST /v1/goods HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\n` +
      `accept: application/json\r\nidempotency-key: ${run}-${number}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function goodsOf(sku: string) {
  return {
    ...{
      sku,
      hsCode: '8518300000',
      name: 'Bluetooth earphones',
      nameZh: '蓝牙耳机',
      model: '无线|头戴式|品牌:Tonal|型号:X2',
    },
    ...{ origin: 'CN', unit: 'C62', legalUnit: '007', legalQuantityPerUnit: '1', netWeight: '0.08' },
  };
}

/** Lines that are taken and given back: as many calls at once as are offered. */
export interface Lines {
  /** Tries again, also over a new line, until the call was accepted. */
  file(number: number): Promise<void>;
  close(): void;
}

export function openLines(gatewayUrl: string, key: string, run: string): Lines {
  const free: Line[] = [];
  const open = new Set<Line>();
  let closed = false;

  async function line(): Promise<Line> {
    const kept = free.pop();
    if (kept !== undefined) return kept;
    const opened = await openLine(gatewayUrl, key, run);
    open.add(opened);
    return opened;
  }

  async function attempt(number: number): Promise<boolean> {
    const taken = await line();
    try {
      const status = await taken.file(number);
      free.push(taken);
      if (status >= 400 && status < 500 && status !== 429 && status !== 409)
        throw new Refused(`the gateway answered ${status}`);
      return status < 300;
    } catch (error) {
      if (error instanceof Refused) throw error;
      open.delete(taken);
      taken.close();
      return false;
    }
  }

  return {
    async file(number) {
      while (!closed && !(await attempt(number).catch(rethrowRefused)))
        await new Promise((again) => setTimeout(again, 50));
    },
    close() {
      closed = true;
      for (const each of open) each.close();
    },
  };
}

class Refused extends Error {}

function rethrowRefused(error: unknown): false {
  if (error instanceof Refused) throw error;
  return false;
}
