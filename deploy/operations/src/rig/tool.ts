import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { addressKey, serviceNames } from '@portolan/service';

/** Runs a tool as make does, with nothing else in its environment. */
export function tool(file: string, env: Readonly<Record<string, string>>): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const path = join(import.meta.dirname, '..', file);
    const child = execFile(process.execPath, [path], { env: { NODE_NO_WARNINGS: '1', ...env } }, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, said: out + err });
    });
  });
}

/** Addresses at which nobody answers, by their environment keys. */
export const nobodysAddresses: Readonly<Record<string, string>> = Object.fromEntries(
  serviceNames.map((service) => [addressKey(service), '127.0.0.1:1']),
);
