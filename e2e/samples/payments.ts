import { camt029, camt056 } from '../../services/fx/src/adapters/camt056.ts';
import { pain001 } from '../../services/fx/src/adapters/pain001.ts';
import { configSchema } from '../../services/fx/src/config.ts';
import { endToEndIdOf, messageIdOf, payoutId, recallIdOf, uetrOf } from '../../services/fx/src/payout/references.ts';
import { camt054, pain002 } from '../../services/sandbox/src/bank/messages.ts';
import type { Day } from './day.ts';

/** What goes between us and the bank about one payout of the day, each built by what builds it every day. */
export function paymentSamples(day: Day): readonly { readonly file: string; readonly xml: string }[] {
  const config = configSchema.parse({});
  const { holder, currency } = config.PORTOLAN_FX_PAYOUT_ACCOUNT;
  const beneficiary = config.PORTOLAN_FX_BENEFICIARIES['merchant-shenzhen'] ?? holder;
  const tenant = 'merchant-shenzhen';
  const id = payoutId(tenant, day.guid('order'));
  const orderNo = `SO-${day.digits('order', 8)}`;
  const amount = { minor: BigInt(`1${day.digits('amount', 6)}`), currency };
  const references = { messageId: messageIdOf(id, 1), endToEndId: endToEndIdOf(id, 1), uetr: uetrOf(id, 1) };
  const [executionDate, createdAt] = ['2026-03-02', '2026-03-02T01:00:00.000Z'];
  const payment = { ...references, amount, executionDate, createdAt };
  const instruction = { ...payment, tenant, remittance: orderNo, categoryPurpose: 'SUPP' };
  const recallId = recallIdOf(id, 1);
  const transfer = {
    ...{ messageId: references.messageId, paymentInformationId: references.messageId, currency, remittance: orderNo },
    ...{ endToEndId: references.endToEndId, debtorAccount: holder.account, creditorName: beneficiary.name },
    ...{ creditorAccount: beneficiary.account, amount: decimal(amount.minor) },
  };
  const status = { status: 'ACSP' as const, reason: '', information: '' };
  const entry = {
    ...{ notificationId: `N${day.digits('entry', 12)}`, at: createdAt, account: holder.account, currency },
    ...{ amount: decimal(amount.minor), indicator: 'DBIT' as const, servicerReference: `DB${day.digits('entry', 12)}` },
    ...{ endToEndId: references.endToEndId, remittance: orderNo, counterparty: beneficiary.name },
    counterpartyAccount: beneficiary.account,
  };
  const reply = { answerId: `P${day.digits('answer', 12)}`, createdAt, recallId: `C${day.digits('asked', 12)}` };
  return [
    { file: 'pain.001.001.09.xml', xml: pain001({ ...instruction, payee: { kind: 'merchant' } }, holder, beneficiary) },
    { file: 'camt.056.001.12.xml', xml: camt056({ ...payment, recallId, reason: 'CUST' }, holder) },
    {
      file: 'camt.029.001.14.xml',
      xml: camt029({ ...reply, endToEndId: `E${day.digits('theirs', 12)}`, status: 'PDCR' }, holder),
    },
    {
      file: 'pain.002.001.12.xml',
      xml: pain002({ reportId: `S${day.digits('status', 12)}`, at: createdAt, transfer, ...status }),
    },
    { file: 'camt.054.001.08.xml', xml: camt054(entry) },
  ];
}

const decimal = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
