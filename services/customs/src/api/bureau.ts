import type { Complete } from '@portolan/contracts';
import type { Party } from '@portolan/contracts/common/v1/types';
import type { DeclarationList } from '@portolan/contracts/customs/v1/types';
import type { CustomsConfig } from '../config.ts';
import type { Office } from '../match-case/list.ts';
import type { Company } from '../match-case/rule.ts';

/** Where the declarant declares: exports at one office, bonded imports where their warehouse lies. */
export interface Bureau {
  readonly exports: Office;
  readonly bonded: ReadonlyMap<string, BondedWarehouse>;
  /** Companies as customs has registered them; empty where that is not known. */
  readonly companies: readonly Company[];
  /** How long customs waits for the original data of a payment. */
  readonly paymentDataSeconds: number;
  /** Tenant of a customs office, by the office's code. */
  readonly offices: Readonly<Record<string, string>>;
}

export interface BondedWarehouse {
  readonly office: Office;
  readonly area: Complete<Party>;
  readonly assureCode: string;
  /** Tenant of its operator. */
  readonly operator: string;
}

export function bureauOf(config: CustomsConfig): Bureau {
  const agent = { code: config.PORTOLAN_CUSTOMS_AGENT_CODE, name: config.PORTOLAN_CUSTOMS_AGENT_NAME, country: 'CN' };
  const bonded = Object.entries(config.PORTOLAN_CUSTOMS_BONDED_WAREHOUSES).map(([id, warehouse]) => {
    const { area, assureCode, operator, customsCode, portCode, transportMode } = warehouse;
    const office: Office = { agent, customsCode, portCode, transportMode, statisticsFlag: '' };
    return [id, { office, area: { ...area, country: 'CN' }, assureCode, operator }] as const;
  });
  return {
    exports: {
      agent,
      customsCode: config.PORTOLAN_CUSTOMS_OFFICE,
      portCode: config.PORTOLAN_CUSTOMS_EXIT_OFFICE,
      transportMode: config.PORTOLAN_CUSTOMS_TRANSPORT_MODE,
      statisticsFlag: config.PORTOLAN_CUSTOMS_STATISTICS_FLAG,
    },
    bonded: new Map(bonded),
    companies: config.PORTOLAN_CUSTOMS_COMPANIES,
    paymentDataSeconds: config.PORTOLAN_CUSTOMS_PAYMENT_DATA_SECONDS,
    offices: config.PORTOLAN_CUSTOMS_OFFICE_TENANTS,
  };
}

/** The bonded warehouse that a list was drafted for, with its id; undefined for exports. */
export function warehouseOf(
  { bonded }: Bureau,
  list: Complete<DeclarationList>,
): [string, BondedWarehouse] | undefined {
  return [...bonded].find(([, { area }]) => area.code === list.import?.area.code);
}
