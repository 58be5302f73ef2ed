import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import type { BooksDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import {
  forServices,
  type GrpcBinding,
  listRefusedMessages,
  type Runtime,
  type ServiceClient,
  serve,
} from '@portolan/service';
import type { DeclarationAggregate } from '../processes/messages.ts';
import { getAllowance } from './allowances.ts';
import type { Bureau } from './bureau.ts';
import { cancelDeclaration, fileGoods, type ReadReplies, receiveMessage, recordDocument } from './commands.ts';
import { declare, resubmit } from './declaring.ts';
import { getListReturns, requestListReturn } from './list-returns.ts';
import { matchingApi } from './matching.ts';
import { getDeclarationMessage, listDeclarationMessages } from './originals.ts';
import { paymentDataApi } from './payment-data.ts';
import { getDeclaration, getGoods, listDeclarations, listGoods } from './queries.ts';
import { getLandedCostQuote, quoteLandedCost } from './quotes.ts';
import { measureReleaseTimes } from './release-times.ts';
import { listRules } from './rules.ts';
import { applySummary, getSummary, listSummaries, listSummaryLists } from './summaries.ts';
import { listTaxVariances } from './tax-variances.ts';
import { listTradeModes } from './trade-modes.ts';

/** The gRPC service of customs: contract in, command or query out. */
export function customsApi(
  runtime: Runtime,
  declaration: DeclarationAggregate,
  bureau: Bureau,
  books: ServiceClient<BooksDefinition>,
  read: ReadReplies,
): GrpcBinding {
  return serve(CustomsDefinition, {
    fileGoods: fileGoods(runtime),
    recordDocument: forServices(recordDocument(runtime)),
    declare: forServices(declare(runtime, bureau, declaration, books)),
    resubmit: forServices(resubmit(runtime, bureau, books)),
    cancelDeclaration: forServices(cancelDeclaration(runtime, declaration)),
    getDeclaration: getDeclaration(runtime),
    listDeclarations: listDeclarations(runtime, bureau.offices),
    listDeclarationMessages: listDeclarationMessages(runtime),
    getDeclarationMessage: getDeclarationMessage(runtime),
    ...matchingApi(runtime, bureau, books),
    ...paymentDataApi(runtime, bureau.paymentDataSeconds),
    getAllowance: getAllowance(runtime),
    quoteLandedCost: quoteLandedCost(runtime),
    getLandedCostQuote: getLandedCostQuote(runtime),
    measureReleaseTimes: measureReleaseTimes(runtime, bureau.offices),
    listTaxVariances: listTaxVariances(runtime),
    listRules: listRules(runtime),
    listTradeModes,
    requestListReturn: requestListReturn(runtime),
    getListReturns: getListReturns(runtime),
    listSummaries: listSummaries(runtime),
    getSummary: getSummary(runtime),
    listSummaryLists: listSummaryLists(runtime),
    applySummary: applySummary(runtime),
    getGoods: getGoods(runtime),
    listGoods: listGoods(runtime),
    receiveMessage: receiveMessage(runtime, read),
    listRefusedMessages: listRefusedMessages(runtime),
  });
}
