import { decimal, type Money, money } from '@portolan/money';

/** An entry as the bank books it. */
export interface RigEntry {
  readonly side: 'CRDT' | 'DBIT';
  readonly amount: Money;
  readonly reference: string;
  readonly endToEndId?: string;
  /** RFC 3339 */
  readonly at: string;
  readonly remittance?: string;
  /** Domain, family and sub-family. */
  readonly code?: string;
  readonly reversal?: boolean;
  readonly party?: string;
}

export interface RigStatement {
  readonly account: string;
  readonly sequence: number;
  /** Instants. */
  readonly from: string;
  readonly to: string;
  readonly opening: Money;
  readonly entries: readonly RigEntry[];
}

const namespace = (name: string) => `urn:iso:std:iso:20022:tech:xsd:${name}`;
const heading = (id: string, at: string) => `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${at}</CreDtTm></GrpHdr>`;
const held = (account: string) => `<Acct><Id><Othr><Id>${account}</Id></Othr></Id></Acct>`;

/** A statement (camt.053.001.08) that fits its schema, with its balances. */
export function camt053(statement: RigStatement): Buffer {
  const { account, sequence, from, to, opening, entries } = statement;
  const closing = closingOf(statement);
  const id = `ST-${account.slice(-12)}-${sequence}`;
  return Buffer.from(
    `<Document xmlns="${namespace('camt.053.001.08')}"><BkToCstmrStmt>${heading(id, to)}<Stmt><Id>${id}</Id>` +
      `<ElctrncSeqNb>${sequence}</ElctrncSeqNb><CreDtTm>${to}</CreDtTm>` +
      `<FrToDt><FrDtTm>${from}</FrDtTm><ToDtTm>${to}</ToDtTm></FrToDt>${held(account)}` +
      balance('OPBD', opening, from) +
      balance('CLBD', closing, to) +
      entries.map(entryXml).join('') +
      '</Stmt></BkToCstmrStmt></Document>',
  );
}

/** What the account has at the end. */
export function closingOf({ opening, entries }: Pick<RigStatement, 'opening' | 'entries'>): Money {
  const moved = entries.reduce((sum, { side, amount }) => sum + (side === 'CRDT' ? amount.minor : -amount.minor), 0n);
  return money(opening.minor + moved, opening.currency);
}

/** A notice (camt.054.001.08) of one entry that fits its schema. */
export function notice(account: string, entry: RigEntry): Buffer {
  return notices(account, [entry]);
}

/** A notice of several entries. */
export function notices(account: string, entries: readonly RigEntry[]): Buffer {
  const [first] = entries;
  const { reference, at } = first ?? { reference: '', at: '' };
  const id = `N-${reference}`;
  return Buffer.from(
    `<Document xmlns="${namespace('camt.054.001.08')}"><BkToCstmrDbtCdtNtfctn>${heading(id, at)}<Ntfctn>` +
      `<Id>${id}</Id><CreDtTm>${at}</CreDtTm>${held(account)}${entries.map(entryXml).join('')}` +
      '</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>',
  );
}

/** The bank's word on a payment (pain.002.001.12) that fits its schema. */
export function paymentStatus(
  messageId: string,
  endToEndId: string,
  status: string,
  reason: string,
  at: string,
): Buffer {
  const because = reason === '' ? '' : `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>`;
  return Buffer.from(
    `<Document xmlns="${namespace('pain.002.001.12')}"><CstmrPmtStsRpt>${heading(`S-${endToEndId}`, at)}` +
      `<OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>` +
      `</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>${messageId}</OrgnlPmtInfId><TxInfAndSts>` +
      `<OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxSts>${status}</TxSts>${because}</TxInfAndSts>` +
      '</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>',
  );
}

function balance(type: string, amount: Money, at: string): string {
  const signed = amount.minor < 0n;
  const text = decimal(money(signed ? -amount.minor : amount.minor, amount.currency));
  return (
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="${amount.currency}">${text}</Amt>` +
    `<CdtDbtInd>${signed ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>${at.slice(0, 10)}</Dt></Dt></Bal>`
  );
}

function entryXml({ side, amount, reference, endToEndId, at, remittance, code, reversal, party }: RigEntry): string {
  const [domain, family, sub] = (code ?? (side === 'CRDT' ? 'PMNT/RCDT/XBCT' : 'PMNT/ICDT/DMCT')).split('/');
  const role = side === 'CRDT' ? 'Dbtr' : 'Cdtr';
  const parties =
    party === undefined
      ? ''
      : `<RltdPties><${role}><Pty><Nm>${party}</Nm></Pty></${role}><${role}Acct><Id><Othr><Id>PA-${reference}</Id>` +
        `</Othr></Id></${role}Acct></RltdPties>`;
  const about = remittance === undefined ? '' : `<RmtInf><Ustrd>${remittance}</Ustrd></RmtInf>`;
  return (
    `<Ntry><Amt Ccy="${amount.currency}">${decimal(amount)}</Amt><CdtDbtInd>${side}</CdtDbtInd>` +
    `${reversal === true ? '<RvslInd>true</RvslInd>' : ''}<Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>${at}</DtTm></BookgDt>` +
    `<ValDt><DtTm>${at}</DtTm></ValDt><AcctSvcrRef>${reference}</AcctSvcrRef><BkTxCd><Domn><Cd>${domain}</Cd>` +
    `<Fmly><Cd>${family}</Cd><SubFmlyCd>${sub}</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls>` +
    `<Refs><EndToEndId>${endToEndId ?? 'NOTPROVIDED'}</EndToEndId></Refs>${parties}${about}</TxDtls></NtryDtls></Ntry>`
  );
}
