import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The system of a bonded zone for tests: keeps what is posted to it and answers with the status it is told. */
export async function openZone() {
  const posted: string[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'POST' && request.url === '/zone/messages') posted.push(Buffer.concat(chunks).toString());
      response.writeHead(answers.shift() ?? 202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/zone`,
    posted,
    /** The latest message that came. */
    last: () => posted.at(-1) ?? '',
    /** Statuses of the next answers; 202 when none is left. */
    answerNext: (...statuses: number[]) => answers.push(...statuses),
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The text of an element of a message; '' where there is none. */
export const elementOf = (message: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(message)?.[1] ?? '';

const forms = { INV201: 'InvtReturn', SAS221: 'PassPortReturn', SAS223: 'PassPortPass' } as const;

/** The bytes of a reply as the zone pushes it, elements in the order of `fields`. */
export function zoneReply(kind: keyof typeof forms, fields: Readonly<Record<string, string>>): Uint8Array {
  const inside = Object.entries(fields).map(([name, text]) => `<${name}>${text}</${name}>`);
  const body = `<${forms[kind]}>${inside.join('')}</${forms[kind]}>`;
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?><${kind}Message version="1.0">${body}</${kind}Message>`,
  );
}
