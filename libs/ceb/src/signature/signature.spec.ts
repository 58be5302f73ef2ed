import { generateKeyPairSync } from 'node:crypto';
import { readXml, type XmlElement } from '@portolan/xml';
import { describe, expect, test } from 'vitest';
import { unwrap, wrap } from '../exchange/envelope.ts';
import { tables } from '../messages.ts';
import { readMessage } from '../read.ts';
import { sampleOf } from '../rig/arbitrary.ts';
import type { Table } from '../table/table.ts';
import { buildMessage } from '../write.ts';
import { certificateFrom, holdsAt, rsaCertificate, sm2Certificate } from './certificate.ts';
import { signEnvelope, signMessage } from './sign.ts';
import type { Signer } from './signer.ts';
import { sm2KeyOf, sm2PublicKey, sm2Sign, sm2Verify } from './sm2.ts';
import { rsaSigner, sm2Signer, softwareSigner } from './software.ts';
import { verifySignature } from './verify.ts';

const subject = { number: '0300ab', name: '深圳罗盘报关有限公司', from: '2026-01-01', to: '2036-01-01' };
const key = sm2KeyOf('trial');
const sm2 = sm2Signer(key, sm2Certificate(key, subject));
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsa = rsaSigner(privateKey, rsaCertificate(privateKey, subject));
const unsigned = (table: Table) => buildMessage(table, sampleOf(table, 3) as never);
const tree = (xml: string) => readXml(Buffer.from(xml, 'utf8'), 'message');
const verdict = (xml: string) => verifySignature(tree(xml));

describe.each<[string, Signer]>([
  ['SM2-SM3', sm2],
  ['RSA-SHA1', rsa],
])('a signature with %s', (algorithm, signer) => {
  test.each(['621', '603', '711', '701'] as const)(
    'over CEB%s is valid, and the message still fits its table',
    async (number) => {
      const table: Table = tables[number];
      const signed = await signMessage(table, unsigned(table), signer);
      expect(verdict(signed)).toMatchObject({ valid: true, algorithm, keyName: '0300ab' });
      expect(readMessage(Buffer.from(signed, 'utf8'))).toMatchObject({ message: { number, signed: true } });
      expect(await signMessage(table, unsigned(table), signer)).toBe(signed);
    },
  );

  test('stands after the extension in imports, before it in exports', async () => {
    const extension = { name: 'port', version: '1', message: '' };
    const order = async (number: '621' | '603') => {
      const table: Table = tables[number];
      const xml = buildMessage(table, { ...sampleOf(table, 3), extension } as never);
      return [...(await signMessage(table, xml, signer)).matchAll(/<(ceb:ExtendMessage|ds:Signature)[ >]/g)].map(
        ([, name]) => name,
      );
    };
    expect(await order('621')).toEqual(['ceb:ExtendMessage', 'ds:Signature']);
    expect(await order('603')).toEqual(['ds:Signature', 'ceb:ExtendMessage']);
  });

  test('does not fit what was changed', async () => {
    const signed = await signMessage(tables['621'], unsigned(tables['621']), signer);
    const changed = (from: RegExp | string, to: string) => {
      expect(signed).toMatch(from);
      return verdict(signed.replace(from, to));
    };
    expect(changed(/<ceb:appTime>\d/, '<ceb:appTime>3')).toEqual({ valid: false, flaw: 'DATA_CHANGED' });
    expect(changed(/guid="[0-9A-F]{8}/, 'guid="00000000')).toEqual({ valid: false, flaw: 'DATA_CHANGED' });
    expect(changed('URI=""', 'URI="#part"')).toEqual({ valid: false, flaw: 'MALFORMED' });
    expect(changed(/#(sm3|sha1)"/, '#md5"')).toEqual({ valid: false, flaw: 'MALFORMED' });
    expect(changed(/<ds:Transforms>.*<\/ds:Transforms>/, '<ds:Transforms></ds:Transforms>')).toEqual({
      valid: false,
      flaw: 'MALFORMED',
    });
    expect(changed(/<ds:X509Certificate>..../, '<ds:X509Certificate>AAAA')).toEqual({ valid: false, flaw: 'INVALID' });
    expect(changed(/<ds:SignatureValue>..../, '<ds:SignatureValue>AAAA')).toEqual({ valid: false, flaw: 'INVALID' });
    expect(verdict(unsigned(tables['621']))).toEqual({ valid: false, flaw: 'NO_SIGNATURE' });
  });

  test('survives other prefixes of white space in tags, and comments: what is said is the same', async () => {
    const signed = await signMessage(tables['621'], unsigned(tables['621']), signer);
    const dressed = signed
      .replace('version="1.0">', 'version = "1.0"  ><!-- on its way -->')
      .replace('</ceb:note>', '</ceb:note >');
    expect(verdict(dressed)).toMatchObject({ valid: true });
  });

  test('of another key is not valid', async () => {
    const other = sm2KeyOf('other');
    const foreign: Signer = { ...signer, sign: (bytes) => sm2Signer(other, sm2.certificate).sign(bytes) };
    const signed = await signMessage(tables['621'], unsigned(tables['621']), foreign);
    expect(verdict(signed)).toEqual({ valid: false, flaw: 'INVALID' });
  });
});

describe('the envelope of a reply', () => {
  const envelope = {
    copMsgId: 'm',
    senderId: 's',
    receiverIds: ['r'],
    time: '20260302090000',
    messageType: 'CEB622Message',
  };
  const terminal = (xml: string) => unwrap(Buffer.from(xml, 'utf8')).terminal as XmlElement;
  test('is signed at its end, over all that it says', async () => {
    const signed = await signEnvelope(wrap(unsigned(tables['622']), envelope), sm2);
    expect(signed).toMatch(/<\/ds:Signature><\/dxp:DxpMsg>$/);
    expect(verifySignature(terminal(signed))).toMatchObject({ valid: true, keyName: '0300ab' });
    const other = signed.replace('<dxp:CopMsgId>m<', '<dxp:CopMsgId>n<');
    expect(verifySignature(terminal(other))).toEqual({ valid: false, flaw: 'DATA_CHANGED' });
    expect(verifySignature(terminal(wrap(unsigned(tables['622']), envelope)))).toMatchObject({ flaw: 'NO_SIGNATURE' });
  });
});

describe('a key as it is configured', () => {
  const pem = (der: Uint8Array) =>
    `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
  const rsaKey = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  test.each([
    [
      'SM2, in digits',
      { algorithm: 'SM2-SM3', key: key.toUpperCase(), certificate: pem(sm2.certificate.der) },
      '0300ab',
    ],
    ['RSA, in PEM', { algorithm: 'RSA-SHA1', key: rsaKey, certificate: pem(rsa.certificate.der) }, '0300ab'],
    ['SM2, for trials', { algorithm: 'SM2-SM3', key: 'a seed', certificate: '' }, '0300000000000001'],
    ['RSA, without a certificate', { algorithm: 'RSA-SHA1', key: rsaKey, certificate: '' }, '0300000000000001'],
  ] as const)('of %s signs, and its certificate is named', async (_, material, keyName) => {
    const signer = softwareSigner({ ...material, name: 'n' });
    const signed = await signMessage(tables['621'], unsigned(tables['621']), signer);
    expect(verdict(signed)).toMatchObject({ valid: true, algorithm: material.algorithm, keyName });
  });
  test("with another key's certificate is refused, and so is what is no key", () => {
    const certificate = pem(sm2.certificate.der);
    const material = { algorithm: 'SM2-SM3', name: 'n', certificate } as const;
    expect(() => softwareSigner({ ...material, key: sm2KeyOf('other') })).toThrow('not that of the signing key');
    expect(() => softwareSigner({ ...material, key, certificate: 'AAAA' })).toThrow();
    expect(() => softwareSigner({ ...material, algorithm: 'RSA-SHA1', key: 'a seed' })).toThrow();
  });
  test('has a certificate that holds for its time', () => {
    const { der } = certificateFrom(pem(sm2.certificate.der));
    expect(
      ['2025-12-31T00:00:00Z', '2026-03-02T00:00:00Z', '2037-01-01T00:00:00Z'].map((at) => holdsAt(der, at)),
    ).toEqual([false, true, false]);
  });
});

describe('SM2', () => {
  const bytes = Buffer.from('message digest');
  test('verifies the example of GB/T 32918.5, made under the identity 1234567812345678', () => {
    const example = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
    expect(sm2PublicKey(example)).toBe(
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    );
    const signature = Buffer.from(
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
        'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
      'hex',
    );
    expect(sm2Verify(sm2PublicKey(example), bytes, signature)).toBe(true);
    expect(sm2Verify(sm2PublicKey(example), Buffer.from('message digesT'), signature)).toBe(false);
  });
  test('signs the same bytes the same, others otherwise', () => {
    expect(sm2Sign(key, bytes)).toEqual(sm2Sign(key, bytes));
    expect(sm2Sign(key, Buffer.from('other')).slice(0, 32)).not.toEqual(sm2Sign(key, bytes).slice(0, 32));
    expect(sm2Verify(sm2PublicKey(key), bytes, sm2Sign(key, bytes).slice(1))).toBe(false);
  });
});
