import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Money } from '@portolan/money';

/** A bank that is out of order the first time it is asked for anything, and counts what it was asked to do. */
export function createBank() {
  const payments = new Map<string, number>();
  const refusing = new Set<string>();
  const lockReferences: string[] = [];
  const recalls: string[] = [];
  const asked = new Map<string, number>();
  const rates = { lockId: 'LK1', midRate: '7.1200', bankRate: '7.1195', expiresAt: '2026-03-09T09:30:00Z' };
  const sold = { currency: 'USD', amount: '1265.23' };
  const answers = new Map<string, (body: string) => object>([
    [
      '/fx/locks',
      (body) => {
        lockReferences.push((JSON.parse(body) as { reference: string }).reference);
        return rates;
      },
    ],
    ['/fx/deals', () => ({ dealId: 'DL1', sold, bought: { currency: 'CNY', amount: '9007.80' } })],
    [
      '/payments',
      (body) => {
        payments.set(body, (payments.get(body) ?? 0) + 1);
        return {};
      },
    ],
    [
      '/recalls',
      (body) => {
        recalls.push(body);
        return {};
      },
    ],
  ]);
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const path = request.url ?? '';
      const times = (asked.get(path) ?? 0) + 1;
      asked.set(path, times);
      const answer = times === 1 || refusing.has(path) ? undefined : answers.get(path)?.(body);
      const status = answer !== undefined ? 200 : refusing.has(path) ? 409 : 503;
      response.writeHead(status).end(JSON.stringify(answer ?? {}));
    });
  });
  return {
    payments,
    lockReferences,
    /** Every camt.056 that it was asked to take. */
    recalls,
    camt029,
    /** Paths to which it says no for good. */
    refusing,
    listen: () =>
      new Promise<string>((resolve) => {
        const answer = () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
        server.listen(0, '127.0.0.1', answer);
      }),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const written = '2026-03-02T00:50:00Z';
const header = (id: string) => `<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${written}</CreDtTm></GrpHdr>`;
const documentOf = (type: string, content: string) =>
  Buffer.from(`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${type}">${content}</Document>`);
const element = (name: string, content: string) => (content === '' ? '' : `<${name}>${content}</${name}>`);
const amountOf = ({ minor, currency }: Money) => {
  const digits = String(minor).padStart(3, '0');
  return `<Amt Ccy="${currency}">${digits.slice(0, -2)}.${digits.slice(-2)}</Amt>`;
};
const held = (account: string) => `<Acct><Id><Othr><Id>${account}</Id></Othr></Id></Acct>`;

/** One booked entry: CRDT or DBIT, `text` as the payer wrote it; payers are Ann Neil. */
export function entryOf(side: string, amount: Money, reference: string, endToEndId: string, text = '', more = '') {
  const transaction =
    element('Refs', element('EndToEndId', endToEndId)) +
    '<RltdPties><Dbtr><Pty><Nm>Ann Neil</Nm></Pty></Dbtr>' +
    '<DbtrAcct><Id><Othr><Id>0001234-56</Id></Othr></Id></DbtrAcct></RltdPties>' +
    element('RmtInf', element('Ustrd', text)) +
    more;
  return (
    `<Ntry>${amountOf(amount)}<CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>` +
    `${element('AcctSvcrRef', reference)}<BkTxCd/><NtryDtls><TxDtls>${transaction}</TxDtls></NtryDtls></Ntry>`
  );
}

/** The bank's notice of one booked entry. */
export function camt054(
  side: string,
  account: string,
  amount: Money,
  reference: string,
  endToEndId: string,
  text = '',
  more = '',
) {
  const entry = entryOf(side, amount, reference, endToEndId, text, more);
  const notice = `<Ntfctn><Id>N1</Id><CreDtTm>${written}</CreDtTm>${held(account)}${entry}</Ntfctn>`;
  const root = 'BkToCstmrDbtCdtNtfctn';
  return documentOf('camt.054.001.08', `<${root}>${header('N1')}${notice}</${root}>`);
}

/** The bank's statement of a day, `entries` as `entryOf` writes them. */
export function camt053(
  account: string,
  sequence: number,
  day: string,
  [opening, closing]: readonly [Money, Money],
  entries: readonly string[],
) {
  const balance = (type: string, amount: Money) =>
    `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp>${amountOf(amount)}<CdtDbtInd>CRDT</CdtDbtInd>` +
    `<Dt><Dt>${day}</Dt></Dt></Bal>`;
  const content = balance('OPBD', opening) + balance('CLBD', closing) + entries.join('');
  const opened = `<Id>S${sequence}</Id><ElctrncSeqNb>${sequence}</ElctrncSeqNb><CreDtTm>${day}T23:00:00Z</CreDtTm>`;
  const statement = `<Stmt>${opened}${held(account)}${content}</Stmt>`;
  return documentOf('camt.053.001.08', `<BkToCstmrStmt>${header('S1')}${statement}</BkToCstmrStmt>`);
}

/** The bank's word on a payment. */
export function pain002(endToEndId: string, status: string, reason = '') {
  const why = element('StsRsnInf', element('Rsn', element('Cd', reason)));
  const transaction = `<OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxSts>${status}</TxSts>${why}`;
  return documentOf(
    'pain.002.001.12',
    `<CstmrPmtStsRpt>${header('S1')}<OrgnlGrpInfAndSts><OrgnlMsgId>M</OrgnlMsgId>` +
      '<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>' +
      `<OrgnlPmtInfId>M</OrgnlPmtInfId><TxInfAndSts>${transaction}</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt>`,
  );
}

/** The bank's answer to a recall. */
export function camt029(endToEndId: string, status: string) {
  const bank = '<Agt><FinInstnId><BICFI>BKCHCNBJ</BICFI></FinInstnId></Agt>';
  const assigned = `<Id>A1</Id><Assgnr>${bank}</Assgnr><Assgne>${bank}</Assgne><CreDtTm>${written}</CreDtTm>`;
  const transaction = `<OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxCxlSts>${status}</TxCxlSts>`;
  return documentOf(
    'camt.029.001.14',
    `<RsltnOfInvstgtn><Assgnmt>${assigned}</Assgnmt><Sts><Conf>CNCL</Conf></Sts>` +
      `<CxlDtls><TxInfAndSts>${transaction}</TxInfAndSts></CxlDtls></RsltnOfInvstgtn>`,
  );
}

/** The bank's word that a settled payment comes back. */
export function pacs004(endToEndId: string, amount: Money, reason: string) {
  const returned = amountOf(amount).replaceAll('Amt', 'RtrdIntrBkSttlmAmt');
  return documentOf(
    'pacs.004.001.09',
    `<PmtRtr>${header('R1')}<TxInf><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId>${returned}` +
      `<RtrRsnInf><Rsn><Cd>${reason}</Cd></Rsn></RtrRsnInf></TxInf></PmtRtr>`,
  );
}
