import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { outside } from '@portolan/contracts';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import type { Commands, RequestContext } from '@portolan/engine';
import type { Vault } from '@portolan/service';
import { type Kept, sentMessage } from '../sent-message/sent-message.ts';

/** What came of handing a message over. Thrown errors are outages: it is tried again. */
export type Delivery = Taken | Refused;
interface Taken {
  readonly taken: true;
  readonly sha256: string;
}
/** For good: sending it again would not help. */
export interface Refused {
  readonly taken: false;
  readonly status: string;
}

/** A message as it goes out. */
export interface Written {
  /** In the exchange's envelope, signed. */
  readonly bytes: Uint8Array;
  readonly guid: string;
  /** The key by which it is answered. */
  readonly ownerCode: string;
  readonly key: string;
  /** Number of the certificate. */
  readonly certificate: string;
}

/** What it belongs to. */
export interface About {
  readonly tenant: string;
  readonly aboutId: string;
  readonly orderId: string;
  readonly kind: MessageKind;
  readonly copMsgId: string;
}

export interface Outbox {
  /**
   * Hands a message over. It is written once, signed and kept; from then on the bytes that were kept go out, however
   * often, so whoever repeats a request repeats the very message.
   * @param write asked only where it was never written; Refused where it cannot be
   */
  hand(about: About, write: () => Promise<Written | Refused>, request: RequestContext): Promise<Delivery>;
}

/** @param post one POST to the exchange; throws for an outage */
export function outbox(commands: Commands, vault: Vault, post: (bytes: Uint8Array) => Promise<Delivery>): Outbox {
  return {
    async hand(about, write, request) {
      const { copMsgId, orderId } = about;
      const { state: before } = await commands.load(sentMessage, outside, copMsgId);
      const kept = before ?? (await keep(about, await write()));
      if ('taken' in kept) return kept;
      // Asked for also where it is kept already: what follows in this request counts on it.
      const command = { type: 'KeepSigned', copMsgId, ...kept } as const;
      await request.execute(sentMessage, copMsgId, command, { tenant: outside, correlation: orderId });
      return post(await originalOf(vault, copMsgId, kept));
    },
  };

  async function keep({ copMsgId, ...about }: About, written: Written | Refused): Promise<Kept | Refused> {
    if ('taken' in written) return written;
    const { bytes, ...said } = written;
    const original = await vault.sealBytes(about.tenant, about.aboutId, copMsgId, gzipSync(bytes));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { ...about, ...said, sha256, size: bytes.length, original };
  }
}

/** The exact bytes of a message that was kept. */
export async function originalOf(vault: Vault, copMsgId: string, { tenant, original }: Kept): Promise<Uint8Array> {
  return new Uint8Array(gunzipSync(await vault.openBytes(tenant, copMsgId, original)));
}
