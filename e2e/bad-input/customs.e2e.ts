import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { buildMessage, type Content, readMessage, type Tables, tables, wrap } from '@portolan/ceb';
import { signEnvelope } from '@portolan/ceb/signature';
import { windowSigner } from '@portolan/sandbox/window';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, type Json, listAt, textAt } from '../story/api.ts';
import { countEvents, type LivingPlay, playAndStay } from '../support/play.ts';

// What reaches the single window's callback over a real socket: whatever is wrong with it, it is refused by field and
// rule, kept, and changes nothing.

type List604 = Content<Tables['604']>;

let play: LivingPlay;
let merchant: Api;
let declarationId: string;
let closed: List604;

beforeAll(async () => {
  play = await playAndStay('bad-input-customs');
  merchant = play.as('merchant-shenzhen');
  const { body } = await merchant.get('/v1/declarations');
  declarationId = textAt(listAt(body, 'declarations')[0] as Json, 'id');
  closed = await lastReply();
}, 60_000);

afterAll(() => play.stop());

/** The reply that closed the list, as it came in. */
async function lastReply(): Promise<List604> {
  const at = `/v1/declarations/${declarationId}/messages`;
  const { body } = await merchant.get(at);
  const replies = listAt(body, 'messages').filter((each) => textAt(each, 'message') === 'CEB604Message');
  const original = (await merchant.get(`${at}/${textAt(replies.at(-1) as Json, 'id')}`)).body;
  const reading = readMessage(Buffer.from(textAt(original, 'xml'), 'utf8'));
  if ('flaws' in reading || reading.message.number !== '604') throw new Error('the last reply cannot be read');
  return reading.message.content;
}

type Head = List604['documents'][number]['head'];

/** The reply with something changed in it. */
function replied(change: Partial<Head>): string {
  const documents = closed.documents.map(({ head }) => ({ head: { ...head, ...change } }));
  return buildMessage(tables['604'], { ...closed, documents });
}

function enveloped(message: string, messageType = 'CEB604Message'): string {
  const parties = { senderId: 'SINGLEWINDOW', receiverIds: ['PORTOLAN'], time: '20260302090000' };
  return wrap(message, { copMsgId: `bad-${messageType}`, ...parties, messageType });
}

const signed = (envelope: string, key = play.inboundSecret('window')) => signEnvelope(envelope, windowSigner(key));

async function push(body: string): Promise<{ readonly status: number; readonly body: Json }> {
  const now = Date.parse(textAt((await merchant.get('/v1/clock')).body, 'now'));
  const mac = createHmac('sha256', play.inboundSecret('customs')).update(`${now}.`).update(body).digest('hex');
  const headers = { 'content-type': 'application/xml', 'portolan-signature': `t=${now},v1=${mac}` };
  const response = await fetch(`${play.baseUrl()}/v1/inbound/customs`, { method: 'POST', body, headers });
  return { status: response.status, body: (await response.json()) as Json };
}

const standing = async () => JSON.stringify((await merchant.get(`/v1/declarations/${declarationId}`)).body);
async function kept(): Promise<readonly Json[]> {
  const { body } = await play.as('portolan').get('/v1/inbound-messages?source=customs');
  return listAt(body, 'messages');
}

/** Refused with this field and rule; kept; nothing else changed. */
async function refuses(body: string, field: string, rule: string): Promise<void> {
  const [before, events, many] = [await standing(), await countEvents(play.folder.path), (await kept()).length];
  const answer = await push(body);
  expect([answer.status, textAt(answer.body, 'code')], JSON.stringify(answer.body)).toEqual([422, 'INVALID_MESSAGE']);
  expect(textAt(answer.body, 'detail')).toContain(field);
  expect(textAt(answer.body, 'detail')).toContain(rule);
  await play.settle();
  expect(await standing()).toBe(before);
  expect(await countEvents(play.folder.path)).toBe(events + 1);
  expect(await kept()).toHaveLength(many + 1);
}

describe('bytes that are no message', () => {
  it.each([
    [
      'entities that blow up',
      '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
    ],
    ['an entity from outside', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['a document type from outside', '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>'],
    ['half a message', '<CEB604Message xmlns="http://www.chinaport.gov.cn/ceb"><InventoryReturn>'],
    ['elements in elements without end', `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`],
  ])('%s', async (_what, body) => refuses(body, 'body', 'XML'));

  it('50 MB: refused by its announced length, before it is read', async () => {
    const before = await standing();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-type': 'application/xml', 'content-length': String(50 * 1024 * 1024) };
      const asking = request(`${play.baseUrl()}/v1/inbound/customs`, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        asking.destroy();
      });
      asking.on('error', reject);
      asking.write('<a>');
    });
    expect(status).toBe(413);
    expect(await standing()).toBe(before);
  });
});

describe('a signature that does not fit', () => {
  it('none', async () => refuses(enveloped(replied({ returnStatus: '100' })), 'DxpMsg.Signature', 'SIGNATURE'));
  it("another's", async () =>
    refuses(await signed(enveloped(replied({ returnStatus: '100' })), 'another key'), 'DxpMsg.Signature', 'SIGNATURE'));
  it('over other data', async () => {
    const envelope = await signed(enveloped(replied({ returnStatus: '800' })));
    const other = Buffer.from(replied({ returnStatus: '100' })).toString('base64');
    await refuses(envelope.replace(/(<dxp:Data>)[^<]*/, `$1${other}`), 'DxpMsg.Signature', 'SIGNATURE');
  });
});

describe('a message that its table does not know', () => {
  const good = () => replied({ returnStatus: '100' });
  it.each<[what: string, message: () => string, field: string, rule: string]>([
    [
      'of another namespace',
      () => good().replace('chinaport.gov.cn/ceb', 'example.com/ceb'),
      'CEB604Message',
      'NAMESPACE',
    ],
    ['of no number', () => good().replaceAll('CEB604', 'CEB699'), 'CEB699Message', 'MESSAGE'],
    ['with a field too many', () => good().replace('<copNo>', '<colour>x</colour><copNo>'), 'colour', 'UNKNOWN'],
    ['with a field too few', () => good().replace(/<copNo>.*<\/copNo>/, ''), 'copNo', 'MISSING'],
    ['with a field twice', () => good().replace(/(<copNo>.*<\/copNo>)/, '$1$1'), 'copNo', 'DOUBLED'],
    ['with a field too long', () => good().replace(/(<copNo>)/, `$1${'9'.repeat(40)}`), 'copNo', 'TOO_LONG'],
    ['with a time that is none', () => good().replace(/(<returnTime>)\d{8}/, '$120269931'), 'returnTime', 'TYPE'],
    [
      'with characters outside GB 18030',
      () => good().replace(/(<returnInfo>)/, '$1\u{e000}'),
      'returnInfo',
      'CHARACTERS',
    ],
  ])('%s', async (_what, message, field, rule) => refuses(await signed(enveloped(message())), field, rule));

  it('that customs does not send', async () => {
    const at = `/v1/declarations/${declarationId}/messages`;
    const sent = listAt((await merchant.get(at)).body, 'messages').find((each) => textAt(each, 'direction') === 'SENT');
    const ours = textAt((await merchant.get(`${at}/${textAt(sent as Json, 'id')}`)).body, 'xml');
    await refuses(await signed(enveloped(ours, 'CEB303Message')), 'Message', 'MESSAGE');
  });
});

describe('what was said before', () => {
  it('doubled: the same bytes are the same message, and nothing is written', async () => {
    const body = await signed(enveloped(replied({ returnTime: '20260101000000000', returnStatus: '2' })));
    const first = await push(body);
    await play.settle();
    const [before, events] = [await standing(), await countEvents(play.folder.path)];
    const second = await push(body);
    await play.settle();
    expect([first.status, second.status, second.body]).toEqual([202, 202, first.body]);
    expect(await countEvents(play.folder.path)).toBe(events);
    expect(await standing()).toBe(before);
  });

  it('older than what stands: recorded, and it moves nothing', async () => {
    const [head] = closed.documents.map((document) => document.head);
    const older = `${Number((head?.returnTime ?? '').slice(0, 8)) - 1}000000000`;
    const { status } = await push(await signed(enveloped(replied({ returnStatus: '100', returnTime: older }))));
    expect(status).toBe(202);
    await play.settle();
    const { body } = await merchant.get(`/v1/declarations/${declarationId}`);
    expect(textAt(body, 'state')).toBe('CLOSED');
    expect(listAt(body, 'replies').at(-1)).toMatchObject({ status: '100', moved: false });
  });

  it('of a version that never was: its own guid and time say nothing about ours', async () => {
    const guid = '00000000-0000-4000-8000-000000000000';
    const { status } = await push(
      await signed(enveloped(replied({ guid, returnStatus: '-621010', returnTime: '20260101000000000' }))),
    );
    expect(status).toBe(202);
    await play.settle();
    expect(textAt((await merchant.get(`/v1/declarations/${declarationId}`)).body, 'state')).toBe('CLOSED');
  });
});
