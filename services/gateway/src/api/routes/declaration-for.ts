import type { Complete } from '@portolan/contracts';
import type { DeclarationView } from '@portolan/contracts/customs/v1/customs';

type Declaration = Complete<DeclarationView>;

const none = { minor: 0n, currency: '' };

/** A declaration as a reader of this role may see it: to whom it is not the own, it has no price and no tax. */
export function declarationFor(role: string, declaration: Declaration): Declaration {
  if (role !== 'customs_office') return declaration;
  const { tax: _assessed, taxBill: _billed, ...shown } = declaration;
  return {
    ...shown,
    goodsValue: none,
    lines: declaration.lines.map((line) => ({ ...line, price: none, total: none })),
  };
}
