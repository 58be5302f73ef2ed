import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startProxy, type TcpProxy } from './proxy.ts';

// A server that answers every line with the same line.
let echo: Server;
let proxy: TcpProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  echo.on('connection', (socket) => socket.on('error', () => {}));
  await once(echo, 'listening');
  proxy = await startProxy({ target: (echo.address() as { port: number }).port });
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.stop();
  echo.close();
});

async function client(): Promise<Socket> {
  const socket = connect(proxy.port, '127.0.0.1');
  clients.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function answer(socket: Socket, line: string): Promise<string> {
  socket.write(line);
  const [bytes] = await once(socket, 'data');
  return String(bytes);
}

const failure = (socket: Socket) => once(socket, 'error').then(([error]) => (error as NodeJS.ErrnoException).code);

it('hands on what both ends say, and that one of them has ended', async () => {
  const socket = await client();
  expect(await answer(socket, 'hello')).toBe('hello');
  socket.end('bye');
  expect(await text(socket)).toBe('bye');
});

it('resets what is open, and takes new connections', async () => {
  const [one, other] = [await client(), await client()];
  await Promise.all([answer(one, 'a'), answer(other, 'b')]);
  expect(proxy.connections()).toBe(2);
  const failures = Promise.all([failure(one), failure(other)]);
  proxy.cut();
  expect(await failures).toEqual(['ECONNRESET', 'ECONNRESET']);
  expect(await answer(await client(), 'c')).toBe('c');
  expect(proxy.connections()).toBe(1);
});

it('refuses new connections until it accepts them again, on the same port', async () => {
  const open = await client();
  await proxy.refuse();
  expect(await failure(connect(proxy.port, '127.0.0.1'))).toBe('ECONNREFUSED');
  expect(await answer(open, 'still')).toBe('still');
  await proxy.accept();
  expect(await answer(await client(), 'again')).toBe('again');
});

it('keeps the order of what it delays', async () => {
  const socket = await client();
  proxy.delay(60);
  const began = performance.now();
  for (const line of ['1', '2', '3']) socket.write(line);
  socket.end();
  expect(await text(socket)).toBe('123');
  expect(performance.now() - began).toBeGreaterThan(115);
});

it('loses the next answers, once the server has done what was asked', async () => {
  const asked: string[] = [];
  echo.on('connection', (socket) => socket.on('data', (bytes) => asked.push(String(bytes))));
  proxy.dropReplies(1);
  const socket = await client();
  const lost = failure(socket);
  socket.write('pay');
  expect(await lost).toBe('ECONNRESET');
  expect(asked).toEqual(['pay']);
  expect(proxy.dropped()).toBe(1);
  expect(await answer(await client(), 'pay')).toBe('pay');
});

it('loses the answers to certain requests only', async () => {
  proxy.dropReplies((_answer, request) => request.includes('insert'));
  const socket = await client();
  expect(await answer(socket, 'find')).toBe('find');
  const lost = failure(socket);
  socket.write('insert');
  expect(await lost).toBe('ECONNRESET');
  await proxy.accept();
  expect(await answer(await client(), 'insert')).toBe('insert');
});

it('resets whoever comes while the server is not there', async () => {
  const gone = await startProxy({ target: '127.0.0.1:1' });
  expect(await failure(connect(gone.port, '127.0.0.1'))).toBe('ECONNRESET');
  await gone.stop();
});
