import type { IssuedKey } from '@portolan/gateway';
import { windowCertificate } from '@portolan/sandbox/window';
import type { Secrets } from './secrets.ts';

/** Where the services of one machine find the outside and each other's doors. */
export interface Doors {
  readonly gatewayPort: number;
  readonly sandboxPort: number;
  /** Where the outside world sends what it says; the gateway itself unless somebody stands between. */
  readonly sandboxSendsTo?: string;
  /** Where the services find the outside world; the sandbox itself unless somebody stands between. */
  readonly outsideUrl?: string;
  /** Milliseconds between two looks of the checker; as its schema says where nothing is. */
  readonly checkerLookMs?: number;
}

export const gatewayUrlOf = ({ gatewayPort }: Doors) => `http://127.0.0.1:${gatewayPort}`;
export const sandboxUrlOf = ({ sandboxPort }: Doors) => `http://127.0.0.1:${sandboxPort}`;

/** What each service is told of its own, by environment key: all else stays as its schema says. In order of their start. */
export function settingsOf(
  doors: Doors,
  seed: string | undefined,
  secrets: Secrets,
  issued: readonly IssuedKey[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const outside = doors.outsideUrl ?? sandboxUrlOf(doors);
  return {
    sandbox: {
      PORTOLAN_SANDBOX_PORT: String(doors.sandboxPort),
      PORTOLAN_SANDBOX_GATEWAY_URL: doors.sandboxSendsTo ?? gatewayUrlOf(doors),
      PORTOLAN_SANDBOX_SEED: seed ?? 'portolan',
      PORTOLAN_SANDBOX_BANK_SECRET: secrets.bank,
      PORTOLAN_SANDBOX_CUSTOMS_SECRET: secrets.customs,
      PORTOLAN_SANDBOX_WINDOW_KEY: secrets.window,
      PORTOLAN_SANDBOX_CARRIER_SECRET: secrets.carriers,
      PORTOLAN_SANDBOX_ZONE_SECRET: secrets.zone,
    },
    orders: {},
    customs: {
      PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL: `${outside}/single-window`,
      PORTOLAN_CUSTOMS_SIGNING_KEY: secrets.card,
      PORTOLAN_CUSTOMS_PORT_CERTIFICATES: JSON.stringify([windowCertificate(secrets.window)]),
    },
    fx: { PORTOLAN_FX_BANK_URL: `${outside}/bank`, PORTOLAN_FX_STATEMENT_KEY: secrets.statements },
    warehouse: { PORTOLAN_WAREHOUSE_ZONE_URL: `${outside}/zone` },
    tracking: { PORTOLAN_TRACKING_CARRIER_URL: `${outside}/carrier` },
    checker: { PORTOLAN_CHECKER_LOOK_MS: String(doors.checkerLookMs ?? 5_000) },
    gateway: {
      PORTOLAN_GATEWAY_PORT: String(doors.gatewayPort),
      PORTOLAN_GATEWAY_API_KEYS: JSON.stringify(issued.map(({ kept }) => kept)),
      PORTOLAN_GATEWAY_KEY_PEPPER: secrets.keyPepper,
      PORTOLAN_GATEWAY_BANK_SECRET: secrets.bank,
      PORTOLAN_GATEWAY_CUSTOMS_SECRET: secrets.customs,
      PORTOLAN_GATEWAY_CARRIER_SECRET: secrets.carriers,
      PORTOLAN_GATEWAY_ZONE_SECRET: secrets.zone,
    },
  };
}
