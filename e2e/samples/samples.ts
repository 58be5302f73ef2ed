import { buildMessage, type Content, messageName, type Table, type Tables, tables } from '@portolan/ceb';
import { type Signer, signMessage, sm2Certificate, sm2KeyOf, sm2Signer } from '@portolan/ceb/signature';
import { type Day, dayOf } from './day.ts';
import { exportDocuments, exportLists, exportMovements, exportReplies, exportReturns } from './exports.ts';
import { importDocuments, importLists, importReplies } from './imports.ts';

/** One message as it goes out: CEB621Message.xml and its bytes. */
export interface Sample {
  readonly file: string;
  readonly xml: string;
}

/** One of every message, both families and all replies, from one seeded day. What companies send is signed. */
export async function samplesOf(seed: string): Promise<readonly Sample[]> {
  const day = dayOf(seed);
  const signer = cardOf(seed);
  const written: Sample[] = [];
  for (const [number, content] of Object.entries(contentsOf(day))) {
    const table: Table = tables[number as keyof Tables];
    const unsigned = buildMessage(table, content as Content<Table>);
    const xml = table.signature === 'none' ? unsigned : await signMessage(table, unsigned, signer);
    written.push({ file: `${messageName(table)}.xml`, xml });
  }
  return written;
}

function contentsOf(day: Day): { readonly [N in keyof Tables]: Content<Tables[N]> } {
  return {
    ...importDocuments(day),
    ...importLists(day),
    ...importReplies(day),
    ...exportDocuments(day),
    ...exportLists(day),
    ...exportMovements(day),
    ...exportReturns(day),
    ...exportReplies(day),
  };
}

function cardOf(seed: string): Signer {
  const key = sm2KeyOf(`samples ${seed}`);
  const subject = { number: '0300000000000001', name: '深圳罗盘报关有限公司', from: '2026-01-01', to: '2036-01-01' };
  return sm2Signer(key, sm2Certificate(key, subject));
}
