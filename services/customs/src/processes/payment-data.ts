import { createHash } from 'node:crypto';
import type { Signer } from '@portolan/ceb/signature';
import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type { PaymentRecord } from '@portolan/contracts/customs/v1/types';
import type { Clock, Commands, RequestContext, Requests, Timers } from '@portolan/engine';
import type { Vault } from '@portolan/service';
import { caseId, matchCase } from '../match-case/match-case.ts';
import { type ClearRecord, signedAnswer, unsignedAnswer } from '../payment-data/answer.ts';
import { paymentData } from '../payment-data/payment-data.ts';

type Asking = Only<CustomsEvent, 'PaymentDataAsked' | 'PaymentRecordKept' | 'PaymentDataSigned'>;
/** Uploads an answer and says what customs said. Thrown errors are outages. */
type Upload = (answer: string) => Promise<{ readonly code: string; readonly message: string }>;

interface Parts {
  readonly commands: Commands;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly signer: Pick<Signer, 'sign' | 'certificate'>;
  readonly upload: Upload;
}

/**
 * What customs asks of a payment is answered as soon as the platform's record is there: made and signed once, kept, and
 * then uploaded, the same bytes however often, until customs takes or refuses it.
 */
export function paymentAnswers({ commands, vault, clock, signer, upload }: Parts): Requests<Asking> {
  return {
    name: 'customs.payment-data.v1',
    on: {
      PaymentDataAsked: ({ data, meta }, request) =>
        sign(meta.tenant, data.paymentDataId, data.inquiry.inquiryId, request),
      async PaymentRecordKept({ data: { paymentDataId }, meta }, request) {
        const { state } = await commands.load(paymentData, meta.tenant, paymentDataId);
        for (const [id, inquiry] of Object.entries(state.inquiries)) {
          // Another record also answers what customs refused.
          if (inquiry.state === 'ASKED' || inquiry.state === 'REFUSED')
            await sign(meta.tenant, paymentDataId, id, request);
        }
      },
      async PaymentDataSigned({ data: { paymentDataId, inquiryId, attempt }, meta }, request) {
        const { state } = await commands.load(paymentData, meta.tenant, paymentDataId);
        const inquiry = state.inquiries[inquiryId];
        if (inquiry?.answer === undefined || inquiry.attempt !== attempt || inquiry.state !== 'SIGNED') return;
        const verdict = await upload(await vault.open(meta.tenant, 'answer', inquiry.answer));
        const command = { type: 'RecordVerdict', paymentDataId, inquiryId, attempt, ...verdict } as const;
        await request.execute(paymentData, paymentDataId, command);
      },
    },
  };

  async function sign(tenant: string, id: string, inquiryId: string, request: RequestContext): Promise<void> {
    const { state } = await commands.load(paymentData, tenant, id);
    const inquiry = state.inquiries[inquiryId];
    const { state: known } = await commands.load(matchCase, tenant, caseId(tenant, state.orderId));
    // Without the platform's record there is nothing to answer yet: it is signed when that comes.
    if (inquiry === undefined || state.record === undefined || known.payment === undefined) return;
    if (inquiry.state !== 'ASKED' && inquiry.state !== 'REFUSED') return;
    const attempt = inquiry.attempt + 1;
    const record = await opened(tenant, state.record);
    const { sessionId } = inquiry.asked;
    const unsigned = unsignedAnswer({ sessionId, payment: known.payment, record, at: clock.now(), attempt });
    const bytes = Buffer.from(unsigned.text, 'utf8');
    const signValue = Buffer.from(await signer.sign(bytes)).toString('base64');
    const certNo = signer.certificate.number;
    const answer = await vault.seal(tenant, id, 'answer', signedAnswer(unsigned, certNo, signValue));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const said = { attempt, answer, sha256, certNo, signValue };
    await request.execute(paymentData, id, { type: 'Sign', paymentDataId: id, inquiryId, ...said });
  }

  async function opened(tenant: string, record: Complete<PaymentRecord>): Promise<ClearRecord> {
    const { request, response, payeeAccount, ...rest } = record;
    return {
      ...rest,
      request: await vault.open(tenant, 'request', request),
      response: await vault.open(tenant, 'response', response),
      payeeAccount: await vault.open(tenant, 'payeeAccount', payeeAccount),
    };
  }
}

/** How much of its time is left when an answer that was not taken is told. */
const warnedMs = 10_000;

/** Tells ten seconds before an answer is due that it has not been taken, and again when its time is over. */
export function paymentDeadlines(): Timers<Only<CustomsEvent, 'PaymentDataAsked' | 'PaymentDataAnswered'>> {
  return {
    name: 'customs.payment-deadlines.v1',
    on: {
      PaymentDataAsked({ data: { paymentDataId, inquiry }, meta }, book) {
        const { inquiryId, dueAt } = inquiry;
        const data = { paymentDataId, inquiryId };
        const warned = new Date(Math.max(Date.parse(meta.time), Date.parse(dueAt) - warnedMs)).toISOString();
        book.set({ id: `${inquiryId} due`, due: warned, data });
        book.set({ id: `${inquiryId} over`, due: dueAt, data });
      },
      PaymentDataAnswered({ data: { inquiryId } }, book) {
        book.cancel(`${inquiryId} due`);
        book.cancel(`${inquiryId} over`);
      },
    },
    async fire({ data: { paymentDataId = '', inquiryId = '' } }, react) {
      await react.execute(paymentData, paymentDataId, { type: 'CheckInquiry', paymentDataId, inquiryId });
    },
  };
}
