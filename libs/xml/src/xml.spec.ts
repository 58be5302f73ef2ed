import { describe, expect, it } from 'vitest';
import { xmlText } from './read.ts';
import { escapeXml, writeXml } from './write.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('XML from outside', () => {
  it('is handed on as text where it can be parsed without harm', () => {
    expect(xmlText(bytes('<a>海关 &amp; 仓</a>'))).toEqual({ text: '<a>海关 &amp; 仓</a>' });
  });

  it.each([
    ['other text encodings', new Uint8Array([0x3c, 0xff, 0xfe]), 'is not UTF-8 text'],
    ['a document type', bytes('<!doctype a><a/>'), 'declares a document type'],
    ['an entity', bytes('<a><!ENTITY b "c"></a>'), 'declares a document type'],
    ['an open tag', bytes('<a>\n<b></a>'), 'is not well-formed XML at line 2'],
    ['nothing', new Uint8Array(), 'is not well-formed XML'],
  ])('is refused for %s', (_, body, reason) => {
    expect(xmlText(body)).toEqual({ reason: expect.stringContaining(reason) });
  });
});

describe('XML that is written', () => {
  it('has its elements in their order, without those that have no content', () => {
    const fields = [
      ['b', [['c', 1] as const, ['d', undefined] as const]],
      ['e', '<&">'],
    ] as const;
    const head = '<?xml version="1.0" encoding="UTF-8"?>';
    expect(writeXml({ name: 'a', attributes: { version: '1.0' } }, fields)).toBe(
      `${head}<a version="1.0"><b><c>1</c></b><e>&lt;&amp;&quot;&gt;</e></a>`,
    );
    expect(writeXml({ name: 'a', prefix: 'p', attributes: { 'xmlns:p': 'urn:p' } }, fields.slice(0, 1))).toBe(
      `${head}<p:a xmlns:p="urn:p"><p:b><p:c>1</p:c></p:b></p:a>`,
    );
  });

  it('comes back as it was', () => {
    expect(xmlText(bytes(`<a b="${escapeXml('"<&')}">${escapeXml(']]>')}</a>`))).toHaveProperty('text');
  });
});
