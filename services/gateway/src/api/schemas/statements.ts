import type { Complete } from '@portolan/contracts';
import type { ListStatementKeysReply, StatementKey, StatementView } from '@portolan/contracts/fx/v1/claims';
import { z } from 'zod';
import { instant } from './codecs.ts';
import { remark, text } from './common.ts';
import { chinaDate } from './refund-claims.ts';

const kinds = ['orders', 'receipts', 'ledger-account', 'refund-claims', 'settlement-summary'] as const;

export const signStatement = z
  .strictObject({
    kind: z.enum(kinds),
    recipientKind: z.enum(['BANK', 'INSURER', 'TAX_OFFICE']),
    recipient: text(100).meta({ description: 'Whom it is made for, an organisation; it stands in the statement' }),
    from: chinaDate,
    until: chinaDate,
    account: remark(200).meta({ description: 'Of kind ledger-account' }),
  })
  .meta({ id: 'SignStatement' });

export const statementView = z
  .strictObject({
    id: z.string(),
    kind: z.string().meta({ description: kinds.join(', ') }),
    recipientKind: z.string(),
    recipient: z.string(),
    from: z.string(),
    until: z.string(),
    asOf: instant,
    facts: z.int32().meta({ description: 'How many events it rests on' }),
    keyId: z.string(),
    sha256: z.string().meta({ description: 'Of the bytes of the document' }),
    document: z.string().meta({
      description: 'What is handed over, to the byte: canonical JSON with facts, pages in both languages and signature',
    }),
  })
  .meta({ id: 'Statement' }) satisfies z.ZodType<Complete<StatementView>>;

const key = z
  .strictObject({
    keyId: z.string(),
    publicKey: z.string().meta({ description: 'Ed25519 in base64url' }),
    retiredOn: z.string().meta({ description: 'The last day on which it signed; empty: it signs today' }),
  })
  .meta({ id: 'StatementKey' }) satisfies z.ZodType<Complete<StatementKey>>;

export const statementKeys = z.strictObject({ keys: z.array(key) }).meta({ id: 'StatementKeys' }) satisfies z.ZodType<
  Complete<ListStatementKeysReply>
>;
