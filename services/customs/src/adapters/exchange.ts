import { certificateFrom, type Signer } from '@portolan/ceb/signature';
import type { Gauge, Runtime } from '@portolan/service';
import type { CustomsConfig } from '../config.ts';
import type { WriteMessage } from '../processes/messages.ts';
import { type Outbox, outbox } from '../processes/outbox.ts';
import { cardOf, signing } from './card.ts';
import { type Reading, readReplies } from './ceb-read.ts';
import { declarationWriter, poster, type Writer, writer } from './single-window.ts';

/** The way to the single window and back. Whatever customs is told goes through it: written, signed, kept, posted. */
export interface Exchange {
  readonly write: Writer;
  readonly writeDeclaration: WriteMessage;
  readonly outbox: Outbox;
  /** The declarant's card, for what is signed but no CEB message. */
  readonly signer: Signer;
  read(body: Uint8Array): Reading;
  readonly gauges: readonly Gauge[];
}

/** @throws Error where key or certificates of the configuration cannot be used */
export function exchangeWith(config: CustomsConfig, { commands, vault, machine, outside }: Runtime): Exchange {
  const agentCode = config.PORTOLAN_CUSTOMS_AGENT_CODE;
  const name = config.PORTOLAN_CUSTOMS_AGENT_NAME;
  const wrapType = config.PORTOLAN_CUSTOMS_WRAP_TYPE;
  const trusted = config.PORTOLAN_CUSTOMS_PORT_CERTIFICATES.map((text) => certificateFrom(text).der);
  const card = cardOf(
    {
      algorithm: config.PORTOLAN_CUSTOMS_SIGNATURE,
      key: config.PORTOLAN_CUSTOMS_SIGNING_KEY,
      certificate: config.PORTOLAN_CUSTOMS_CERTIFICATE,
      name,
      perMinute: config.PORTOLAN_CUSTOMS_SIGNATURES_PER_MINUTE,
      mostWaiting: config.PORTOLAN_CUSTOMS_SIGNATURES_WAITING,
    },
    machine,
  );
  const transfer = { copCode: agentCode, copName: name, dxpId: config.PORTOLAN_CUSTOMS_DXP_ID, wrapType };
  const write = writer({ transfer, receiverId: config.PORTOLAN_CUSTOMS_RECEIVER_ID, signer: card });
  const url = config.PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL;
  const post = poster({ url, timeoutMs: config.PORTOLAN_CUSTOMS_TIMEOUT_MS, machine, outside });
  return {
    write,
    writeDeclaration: declarationWriter(write, wrapType),
    outbox: outbox(commands, vault, post),
    read: (body) => readReplies(body, { agentCode, trusted }),
    signer: card,
    gauges: signing(card),
  };
}
