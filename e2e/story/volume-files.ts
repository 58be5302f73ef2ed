import { type Api, atOnce, type Json, listAt, ok, textAt } from './api.ts';
import type { Time } from './carry.ts';
import type { MadeFile, MadeOrder } from './orders-csv.ts';

const accounts = { USD: 'CN-COLL-USD-0001', CNY: 'CN-COLL-CNY-0001' } as const;

/** What would become of a file's rows: nothing is placed. */
export async function tryFile(
  merchant: Api,
  { csv }: MadeFile,
  prefix: string,
  print: (line: string) => void,
): Promise<void> {
  const report = ok(await merchant.send('/v1/imports?dryRun=true', csv, `try-${prefix}`), 'the dry run');
  const [placed, known, refused] = ['placed', 'known', 'refused'].map((name) => textAt(report, name));
  print(`dry run: ${textAt(report, 'rows')} rows, ${placed} to place, ${known} known already, ${refused} to refuse`);
  for (const row of listAt(report, 'report')
    .filter((one) => textAt(one, 'outcome') === 'REFUSED')
    .slice(0, 5))
    print(`  row ${textAt(row, 'row')}: ${textAt(row, 'problem', 'detail', 'en')}`);
}

/** The merchant sends the file; answers the import's id. */
export async function sendFile(merchant: Api, { csv }: MadeFile, key: string): Promise<string> {
  const sent = await merchant.send('/v1/imports?fileName=orders.csv', csv, `import-${key}`);
  return textAt(ok(sent, 'the import'), 'id');
}

/**
 * All buyers pay, each naming the number of the order.
 * @param attempt another one is another payment
 */
export async function payAll(
  outside: Api,
  orders: readonly MadeOrder[],
  currency: 'USD' | 'CNY' = 'USD',
  attempt = 'PAY',
): Promise<void> {
  await atOnce(orders, async ({ orderNo, total, buyer }) => {
    const payment = {
      ...{ reference: `${attempt}-${orderNo}`, account: accounts[currency], amount: { amount: total, currency } },
      ...{ payer: { name: buyer, account: 'US64SVBK00000987654321' }, remittance: orderNo },
    };
    ok(await outside.post('/bank/credits', payment, `${attempt}-${orderNo}`), `the payment of ${orderNo}`);
  });
}

/** Waits until every row of a file is worked off. */
export async function imported(merchant: Api, importId: string, { settle }: Pick<Time, 'settle'>): Promise<void> {
  while (textAt(await importOf(merchant, importId), 'state') !== 'COMPLETED') await settle();
}

/** How far an import is. */
export async function importOf(merchant: Api, importId: string): Promise<Json> {
  return ok(await merchant.get(`/v1/imports/${importId}`), 'the import');
}
