import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import { forServices, type GrpcBinding, type Runtime, serve } from '@portolan/service';
import type { Office } from '../match-case/list.ts';
import { declare, fileGoods, type ReadReplies, receiveMessage, recordDocument } from './commands.ts';
import { getDeclaration, getGoods, listGoods, listRefusedMessages } from './queries.ts';

/** The gRPC service of customs: contract in, command or query out. */
export function customsApi(runtime: Runtime, office: Office, read: ReadReplies): GrpcBinding {
  return serve(CustomsDefinition, {
    fileGoods: fileGoods(runtime),
    recordDocument: forServices(recordDocument(runtime)),
    declare: forServices(declare(runtime, office)),
    getDeclaration: getDeclaration(runtime),
    getGoods: getGoods(runtime),
    listGoods: listGoods(runtime),
    receiveMessage: receiveMessage(runtime, read),
    listRefusedMessages: listRefusedMessages(runtime),
  });
}
