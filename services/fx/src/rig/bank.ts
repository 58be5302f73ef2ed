import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Money } from '@portolan/money';

/** A bank that is out of order the first time it is asked for anything, and counts what it was asked to do. */
export function createBank() {
  const payments = new Map<string, number>();
  const refusing = new Set<string>();
  const lockReferences: string[] = [];
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

/** The bank's notice of one booked entry: CRDT or DBIT, `text` as the payer wrote it; payers are Ann Neil. */
export function camt054(
  side: string,
  account: string,
  amount: Money,
  reference: string,
  endToEndId: string,
  text = '',
) {
  const digits = String(amount.minor);
  return Buffer.from(
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn>' +
      `<CreDtTm>2026-03-02T00:50:00Z</CreDtTm><Acct><Id><Othr><Id>${account}</Id></Othr></Id></Acct>` +
      `<Ntry><Amt Ccy="${amount.currency}">${digits.slice(0, -2)}.${digits.slice(-2)}</Amt><CdtDbtInd>${side}</CdtDbtInd>` +
      `<Sts><Cd>BOOK</Cd></Sts><AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>${endToEndId}` +
      '</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Ann Neil</Nm></Pty></Dbtr>' +
      '<DbtrAcct><Id><Othr><Id>0001234-56</Id></Othr></Id></DbtrAcct></RltdPties>' +
      `<RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`,
  );
}

/** The bank's word on a payment. */
export function pain002(endToEndId: string, status: string, reason = '') {
  return Buffer.from(
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.12"><CstmrPmtStsRpt><OrgnlGrpInfAndSts>' +
      '<OrgnlMsgId>M</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts>' +
      `<OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxSts>${status}</TxSts>` +
      `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`,
  );
}
