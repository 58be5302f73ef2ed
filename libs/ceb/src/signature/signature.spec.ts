import { generateKeyPairSync } from 'node:crypto';
import { readXml } from '@portolan/xml';
import { describe, expect, test } from 'vitest';
import { tables } from '../messages.ts';
import { readMessage } from '../read.ts';
import { sampleOf } from '../rig/arbitrary.ts';
import type { Table } from '../table/table.ts';
import { buildMessage } from '../write.ts';
import { rsaCertificate, sm2Certificate } from './certificate.ts';
import { signMessage } from './sign.ts';
import type { Signer } from './signer.ts';
import { sm2KeyOf, sm2PublicKey, sm2Sign, sm2Verify } from './sm2.ts';
import { rsaSigner, sm2Signer } from './software.ts';
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
