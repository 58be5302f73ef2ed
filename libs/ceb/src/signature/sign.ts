import { canonicalXml, readXml } from '@portolan/xml';
import type { Table } from '../table/table.ts';
import { messageName } from '../table/table.ts';
import { digestOf } from './digest.ts';
import { algorithmNames, canonicalization, envelopedTransform, type Signer, signatureNamespace } from './signer.ts';

/**
 * Puts an enveloped signature over the whole message into it: after the extension in messages of the import family,
 * before it in those of the export family.
 * @param message as buildMessage wrote it
 */
export async function signMessage(table: Table, message: string, signer: Signer): Promise<string> {
  return withSignature(message, placeOf(table, message), signer);
}

/** Puts an enveloped signature over the exchange's envelope into it, at its end: what the port sends is signed so. */
export async function signEnvelope(dxpMsg: string, signer: Signer): Promise<string> {
  return withSignature(dxpMsg, dxpMsg.lastIndexOf('</dxp:DxpMsg>'), signer);
}

async function withSignature(message: string, at: number, signer: Signer): Promise<string> {
  const root = readXml(Buffer.from(message, 'utf8'), 'message');
  const inner = signedInfo(signer, digestOf(signer.algorithm, canonicalXml(root)));
  // The canonical form of SignedInfo inside the message: the namespaces that are in scope there stand on it.
  const scope = { ...root.declared, ds: signatureNamespace };
  const declarations = Object.entries(scope)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${uri}"`);
  const canonical = `<ds:SignedInfo${declarations.join('')}>${inner}</ds:SignedInfo>`;
  const value = await signer.sign(Buffer.from(canonical, 'utf8'));
  const { number, der } = signer.certificate;
  const signature =
    `<ds:Signature xmlns:ds="${signatureNamespace}"><ds:SignedInfo>${inner}</ds:SignedInfo>` +
    `<ds:SignatureValue>${base64(value)}</ds:SignatureValue><ds:KeyInfo><ds:KeyName>${number}</ds:KeyName>` +
    `<ds:X509Data><ds:X509Certificate>${base64(der)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`;
  return `${message.slice(0, at)}${signature}${message.slice(at)}`;
}

function signedInfo({ algorithm }: Signer, digest: string): string {
  const { signature, digest: digestName } = algorithmNames[algorithm];
  return (
    `<ds:CanonicalizationMethod Algorithm="${canonicalization}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${signature}"></ds:SignatureMethod><ds:Reference URI=""><ds:Transforms>` +
    `<ds:Transform Algorithm="${envelopedTransform}"></ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${digestName}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`
  );
}

// Text content never holds a "<", so what is found is the element.
function placeOf(table: Table, message: string): number {
  const end = message.lastIndexOf(`</ceb:${messageName(table)}>`);
  const extension = table.family === 'export' ? message.lastIndexOf('<ceb:ExtendMessage>') : -1;
  return extension < 0 ? end : extension;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
