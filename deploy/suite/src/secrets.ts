import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What must not be known outside. Each is derived from one root, which never leaves the data folder. */
export interface Secrets {
  /** 32 bytes: wraps the keys of people's data. */
  readonly masterKey: Uint8Array;
  /** Hex: what the API keys of this suite are made from. */
  readonly apiKeys: string;
  /** Hex: keys the hashes that are kept of API keys. */
  readonly keyPepper: string;
  /** Hex: signs what the outside world sends. */
  readonly bank: string;
  readonly customs: string;
  /** Hex: keys of the declarant's card and of the single window, SM2. */
  readonly card: string;
  readonly window: string;
  /** Hex: what the key that signs statements is made of. */
  readonly statements: string;
  readonly carriers: string;
  readonly zone: string;
}

/**
 * Secrets of a suite on one machine: from its seed in test mode, else drawn once and kept in `file`, readable by its
 * owner alone. In production they come from the environment, service by service.
 */
export function suiteSecrets(file: string, seed: string | undefined): Secrets {
  const root = seed === undefined ? kept(file) : Buffer.from(`test mode, seed ${seed}`);
  const derive = (name: string) => createHmac('sha256', root).update(name).digest();
  return {
    masterKey: derive('master key'),
    apiKeys: derive('api keys').toString('hex'),
    keyPepper: derive('key pepper').toString('hex'),
    bank: derive('bank').toString('hex'),
    customs: derive('customs').toString('hex'),
    card: derive('card').toString('hex'),
    window: derive('window').toString('hex'),
    statements: derive('statements').toString('hex'),
    carriers: derive('carriers').toString('hex'),
    zone: derive('zone').toString('hex'),
  };
}

function kept(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}
