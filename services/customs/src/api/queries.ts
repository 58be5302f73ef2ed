import type { Complete } from '@portolan/contracts';
import type {
  DeclarationView,
  GetDeclarationRequest,
  GetGoodsRequest,
  GoodsView,
  ListDeclarationsReply,
  ListDeclarationsRequest,
  ListGoodsReply,
  ListGoodsRequest,
} from '@portolan/contracts/customs/v1/customs';
import { type Handler, paged, RefusedError, type Runtime } from '@portolan/service';
import { declaration } from '../declaration/declaration.ts';
import { goodsId } from '../goods-filing/goods-filing.ts';
import { declarationById, declarations, declarationsAt, declarationsOf, viewOf } from '../projections/declarations.ts';
import { listGoods as findGoods, goodsById } from '../projections/goods.ts';

type Query<Request, Reply> = Handler<Complete<Request>, Reply>;

/** A declaration of the caller. @throws RefusedError DECLARATION_NOT_FOUND, NOT_YET_VISIBLE */
export function getDeclaration(runtime: Runtime): Query<GetDeclarationRequest, DeclarationView> {
  return async ({ id, atLeastVersion }, { caller }) => {
    const stream = `${caller.tenant}/${declaration.name}/${id}`;
    const version = Number(atLeastVersion);
    if (version > 0 && !(await runtime.visible(declarations.name, stream, version))) {
      throw new RefusedError({ refused: 'NOT_YET_VISIBLE', data: { stream, version: String(version) } });
    }
    const found = await declarationById(runtime.documents, caller.tenant, id);
    if (found === undefined) throw new RefusedError({ refused: 'DECLARATION_NOT_FOUND', data: { id } });
    return viewOf(found);
  };
}

/**
 * Declarations, the latest first: a merchant's own; of a customs office those that were declared there, without prices
 * (every amount is zero) and taxes. An office that nobody configured sees none.
 * @param offices tenant of each office, by the office's code
 */
export function listDeclarations(
  { documents }: Runtime,
  offices: Readonly<Record<string, string>>,
): Query<ListDeclarationsRequest, ListDeclarationsReply> {
  return async ({ state, page }, { caller: { tenant, role } }) => {
    const codes = Object.keys(offices).filter((code) => offices[code] === tenant);
    const { shown, nextCursor } = await paged(page, ({ limit, after }) =>
      role === 'customs_office'
        ? declarationsAt(documents, codes, state, limit, after)
        : declarationsOf(documents, tenant, state, limit, after),
    );
    return { declarations: shown.map(({ document }) => viewOf(document)), nextCursor };
  };
}

/** An article of the caller. @throws RefusedError GOODS_NOT_FOUND */
export function getGoods({ documents }: Runtime): Query<GetGoodsRequest, GoodsView> {
  return async ({ sku }, { caller }) => {
    const found = await goodsById(documents, caller.tenant, goodsId(caller.tenant, sku));
    if (found === undefined) throw new RefusedError({ refused: 'GOODS_NOT_FOUND', data: { sku } });
    return found;
  };
}

/** The caller's articles, by article number. */
export function listGoods({ documents }: Runtime): Query<ListGoodsRequest, ListGoodsReply> {
  return async ({ page }, { caller }) => {
    const { shown, nextCursor } = await paged(page, (reach) => findGoods(documents, caller.tenant, reach));
    return { goods: shown.map(({ document }) => document), nextCursor };
  };
}
