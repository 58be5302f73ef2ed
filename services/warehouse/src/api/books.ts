import { BooksDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import { forServices, type GrpcBinding, type Runtime, serve } from '@portolan/service';
import { availableOf, bookItem, bookItemId } from '../book-item/book-item.ts';
import type { SiteOf } from '../sites.ts';

/** The account books for customs: which lines there are, and how much of each no approved list takes out. */
export function booksApi({ commands }: Runtime, siteOf: SiteOf): GrpcBinding {
  return serve(BooksDefinition, {
    readBookLines: forServices(async ({ warehouseId, recordNos }) => {
      const site = siteOf(warehouseId);
      const lines = [];
      for (const recordNo of site === undefined ? [] : recordNos) {
        const id = bookItemId(site?.emsNo ?? '', recordNo);
        const { state } = await commands.load(bookItem, site?.operator ?? '', id);
        if (state.opened !== undefined) lines.push({ recordNo, sku: state.opened.sku, available: availableOf(state) });
      }
      return { lines };
    }),
  });
}
