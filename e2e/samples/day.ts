import { createHash } from 'node:crypto';
import { madeUuid } from '@portolan/eventsourcing';

/** A day on which one parcel comes in, one from the zone, and one goes out and comes back: everything from its seed. */
export interface Day {
  readonly seed: string;
  /** guid of a document, in capitals. */
  guid(of: string): string;
  /** So many digits. */
  digits(of: string, many: number): string;
  /** What every head of a company starts with. */
  opening(of: string): {
    readonly guid: string;
    readonly appType: string;
    readonly appTime: string;
    readonly appStatus: string;
  };
  /** What a reply ends with. */
  outcome(
    of: string,
    returnStatus: string,
    code: string,
    text: string,
  ): {
    readonly returnStatus: string;
    readonly returnTime: string;
    readonly returnInfo: string;
  };
}

const date = '20260302';

export function dayOf(seed: string): Day {
  const guid = (of: string) => madeUuid('sample', seed, of).toUpperCase();
  const digits = (of: string, many: number) => {
    const drawn = BigInt(`0x${createHash('sha256').update(`${seed} ${of}`).digest('hex')}`);
    return String(drawn).slice(-many).padStart(many, '0');
  };
  const clock = (of: string) =>
    ['hour', 'minute', 'second']
      .map((unit) => String(Number(digits(`${of} ${unit}`, 6)) % (unit === 'hour' ? 24 : 60)).padStart(2, '0'))
      .join('');
  return {
    seed,
    guid,
    digits,
    opening: (of) => ({ guid: guid(of), appType: '1', appTime: `${date}${clock(of)}`, appStatus: '2' }),
    outcome: (of, returnStatus, code, text) => ({
      returnStatus,
      returnTime: `${date}${clock(of)}${digits(of, 3)}`,
      returnInfo: `[Code:${code};Desc:${text}]`,
    }),
  };
}

/** Code and name in a role: ebp, ebc, logistics, agent … */
export function party<const Role extends string>(role: Role, [code, name]: readonly [code: string, name: string]) {
  return { [`${role}Code`]: code, [`${role}Name`]: name } as { readonly [K in `${Role}Code` | `${Role}Name`]: string };
}

export const companies = {
  platform: ['3302960005', '甬江商城'],
  merchant: ['3302160006', '宁波海悦跨境贸易有限公司'],
  exporter: ['4403960XYZ', '深圳云雀电子有限公司'],
  producer: ['4403930QRS', '深圳云雀制造有限公司'],
  institution: ['4403660003', '深圳湾支付有限公司'],
  carrier: ['3302180006', '甬城快递'],
  forwarder: ['3301980K12', '燕文物流'],
  warehouse: ['3302660008', '宁波保税区港运仓储有限公司'],
  site: ['4403180B07', '深圳机场跨境监管场所'],
  agent: ['4403180A21', '深圳罗盘报关有限公司'],
} as const satisfies Record<string, readonly [string, string]>;

/** Who transmits. */
export const transfer = { copCode: '4403180A21', copName: '深圳罗盘报关有限公司', dxpId: 'DXPENTPORTOLAN01' };

export const buyer = {
  buyerIdType: '1',
  buyerIdNumber: '11010519491231002X',
  buyerName: '林晓岚',
  buyerTelephone: '13905710042',
} as const;

export const consigneeAddress = '浙江杭州文一西路969号3幢502室';

export const today = date;
export const preNo = (day: Day, of: string): string => `B${date}${day.digits(`${of} preNo`, 9)}`;
export const importNo = (day: Day): string => `31052026I${day.digits('import', 9)}`;
export const exportNo = (day: Day): string => `53492026E${day.digits('export', 9)}`;
