import { madeId } from '@portolan/eventsourcing';
import { later, minute } from '../chance.ts';
import { tenant } from '../tenant.ts';
import { type Answer, taken, Unreadable, unreadable, type World } from '../world.ts';
import { child, element, parseXml, text } from '../xml.ts';
import { bankPush } from './accounts.ts';

/**
 * POST /recalls: a camt.056 asks for a payment back. It is out of the house by the time anybody asks, so the bank says
 * no within minutes. An answer to a recall of its own (camt.029) is taken as it is.
 */
export async function takeRecall(world: World, body: string): Promise<Answer> {
  let recall: Recall | undefined;
  try {
    recall = readRecall(body);
  } catch (error) {
    return unreadable(error);
  }
  if (recall === undefined) return taken;
  const { recallId, endToEndId } = recall;
  const wait = world.chance.between(2 * minute, 20 * minute, 'bank', endToEndId, 'recalled');
  const at = later(world.runtime.clock.now(), wait);
  return world.runtime.documents.transact(async (transaction) => {
    const before = await transaction.get('files', tenant, `recall:${recallId}`);
    if (before !== undefined) return taken;
    await transaction.put('files', tenant, `recall:${recallId}`, { endToEndId });
    await world.pushes.plan(transaction, [bankPush(`recall:${recallId}`, at, camt029({ recallId, endToEndId }, at))]);
    return taken;
  });
}

interface Recall {
  readonly recallId: string;
  readonly endToEndId: string;
}

function readRecall(body: string): Recall | undefined {
  const document = child(parseXml(body), 'Document');
  const request = child(document, 'FIToFIPmtCxlReq');
  if (request === undefined && child(document, 'RsltnOfInvstgtn') !== undefined) return undefined;
  const recallId = text(request, 'Assgnmt', 'Id');
  const endToEndId = text(request, 'Undrlyg', 'TxInf', 'OrgnlEndToEndId');
  if (recallId === '' || endToEndId === '') throw new Unreadable('Undrlyg/TxInf', 'names no payment');
  return { recallId, endToEndId };
}

/** A camt.029.001.14 that refuses a recall. */
function camt029({ recallId, endToEndId }: Recall, at: string): string {
  const id = `A${madeId('recall', recallId).slice(0, 20).toUpperCase()}`;
  const bank = '<Agt><FinInstnId><Nm>Simulated Bank</Nm></FinInstnId></Agt>';
  const assignment = `${element('Id', id)}<Assgnr>${bank}</Assgnr><Assgne>${bank}</Assgne>${element('CreDtTm', at)}`;
  const transaction =
    `${element('CxlStsId', recallId)}${element('OrgnlEndToEndId', endToEndId)}<TxCxlSts>RJCR</TxCxlSts>` +
    '<CxlStsRsnInf><Rsn><Cd>ARDT</Cd></Rsn></CxlStsRsnInf>';
  return (
    '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.029.001.14">' +
    `<RsltnOfInvstgtn><Assgnmt>${assignment}</Assgnmt><Sts><Conf>RJCR</Conf></Sts>` +
    `<CxlDtls><TxInfAndSts>${transaction}</TxInfAndSts></CxlDtls></RsltnOfInvstgtn></Document>`
  );
}
