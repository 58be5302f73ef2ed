import type { customsRefusals } from '@portolan/contracts';
import { type Refusal, refuse } from '@portolan/eventsourcing';
import type { ClearRecord } from './answer.ts';

type Code = keyof typeof customsRefusals;

const within = (value: string, least: number, most: number) => value.length >= least && value.length <= most;

/** What of a payment record could not be sent (field table of GACC announcement 2018 No. 179); undefined where all can. */
export function recordFault(record: ClearRecord): Refusal<Code> | undefined {
  const { goods } = record;
  const checks: readonly (readonly [field: string, must: string, fits: boolean])[] = [
    ['request', '1–8000', within(record.request, 1, 8_000)],
    ['response', '1–8000', within(record.response, 1, 8_000)],
    ['verifiedBy', '1, 2, 3', /^[123]$/.test(record.verifiedBy)],
    ['payType', '1, 2, 3, 4', /^[1234]?$/.test(record.payType)],
    ['paidAt', 'RFC 3339', !Number.isNaN(Date.parse(record.paidAt))],
    ['goods', '1–100', goods.length >= 1 && goods.length <= 100],
    ...goods.flatMap(({ name, link }, index) => [
      [`goods[${index}].name`, '1–250', within(name, 1, 250)] as const,
      [`goods[${index}].link`, '1–3000', within(link, 1, 3_000)] as const,
    ]),
    ['payeeAccount', '1–60', within(record.payeeAccount, 1, 60)],
    ['payeeCode', '0–18', within(record.payeeCode, 0, 18)],
    ['payeeName', '1–100', within(record.payeeName, 1, 100)],
  ];
  const [field, must] = checks.find(([, , fits]) => !fits) ?? [];
  return field === undefined ? undefined : refuse('PAYMENT_RECORD_INVALID', { field, must: must ?? '' });
}
