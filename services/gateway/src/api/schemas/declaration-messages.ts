import type { Complete } from '@portolan/contracts';
import type { DeclarationMessage } from '@portolan/contracts/customs/v1/customs';
import { z } from 'zod';
import { instant } from './codecs.ts';

const shape = {
  id: z.string().meta({ description: 'CopMsgId of a message that was sent; id of one that came in' }),
  direction: z.string().meta({ description: 'SENT, RECEIVED' }),
  message: z.string().meta({ description: 'CEB603Message' }),
  guid: z.string().meta({ description: 'Of the document; empty where a tax notice names none' }),
  at: instant,
  sha256: z.string().meta({ description: 'Of the exact bytes; of a received one told with its original alone' }),
  size: z.int32().meta({ description: 'Bytes; of a received one told with its original alone' }),
  status: z.string().meta({ description: "What a received one says: customs' own code" }),
  info: z.string(),
  certificate: z.string().meta({ description: 'Number of the certificate that signed a sent one' }),
};

const declarationMessage = z.strictObject(shape).meta({ id: 'DeclarationMessage' }) satisfies z.ZodType<
  Complete<DeclarationMessage>
>;

export const declarationMessages = z
  .strictObject({ messages: z.array(declarationMessage), nextCursor: z.string() })
  .meta({ id: 'DeclarationMessages' });

export const messageOriginal = z
  .strictObject({
    message: declarationMessage,
    original: z.string().meta({ description: 'The exact bytes on the wire, base64: their SHA-256 is sha256' }),
    xml: z.string().meta({ description: 'The CEB message inside the envelope of the exchange, signature and all' }),
  })
  .meta({ id: 'MessageOriginal' });
