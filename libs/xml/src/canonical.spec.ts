import { describe, expect, it } from 'vitest';
import { canonicalXml } from './canonical.ts';
import { childElements, readXml, textOf } from './tree.ts';

const tree = (xml: string) => readXml(new TextEncoder().encode(xml), 'body');
const canonical = (xml: string) => canonicalXml(tree(xml));

describe('canonical XML', () => {
  it.each([
    [
      'attributes and namespaces in their order',
      '<b:a y="1" xmlns:c="urn:c" c:x="2" xmlns:b="urn:b"/>',
      '<b:a xmlns:b="urn:b" xmlns:c="urn:c" y="1" c:x="2"></b:a>',
    ],
    [
      'namespaces once',
      '<a xmlns="urn:a"><b xmlns="urn:a"><c xmlns=""/></b></a>',
      '<a xmlns="urn:a"><b><c xmlns=""></c></b></a>',
    ],
    [
      'line ends, quotes and entities',
      "<a b='\"&#9;\n'>\r\n&lt;&gt;&quot;&#13;</a>",
      '<a b="&quot;&#x9; ">\n&lt;&gt;"&#xD;</a>',
    ],
    [
      'character data, without comments',
      '<?xml version="1.0"?><!-- c --><a>1<!-- 2 --><![CDATA[<3>]]> </a>',
      '<a>1&lt;3&gt; </a>',
    ],
  ])('has %s', (_, xml, expected) => expect(canonical(xml)).toBe(expected));

  it('of a part repeats the namespaces in scope, or only those in use', () => {
    const root = tree('<a xmlns="urn:a" xmlns:b="urn:b"><b:c d="1"/></a>');
    const [part] = childElements(root);
    if (part === undefined) throw new Error('no part');
    expect(canonicalXml(part, { scope: root.declared })).toBe('<b:c xmlns="urn:a" xmlns:b="urn:b" d="1"></b:c>');
    expect(canonicalXml(part, { scope: root.declared, exclusive: true })).toBe('<b:c xmlns:b="urn:b" d="1"></b:c>');
    expect(canonicalXml(root, { without: part })).toBe('<a xmlns="urn:a" xmlns:b="urn:b"></a>');
  });
});

describe('a tree of XML', () => {
  it('names elements and attributes by namespace and keeps text as it is', () => {
    const root = tree('<x:a xmlns:x="urn:x" x:b="1" c="&amp;"> <x:d> 0010 </x:d></x:a>');
    expect(root).toMatchObject({ namespace: 'urn:x', name: 'a', prefix: 'x' });
    expect(root.attributes.map(({ namespace, value }) => [namespace, value])).toEqual([
      ['urn:x', '1'],
      ['', '&'],
    ]);
    expect(childElements(root).map(textOf)).toEqual([' 0010 ']);
  });
  it.each([
    ['two roots', '<a/><b/>'],
    ['a prefix of nothing', '<x:a/>'],
    ['an entity of its own', '<a>&b;</a>'],
    ['a character that XML forbids', '<a>&#0;</a>'],
    ['more than 16 elements in one another', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`],
  ])('is not read with %s', (_, xml) => expect(() => tree(xml)).toThrow());
});
