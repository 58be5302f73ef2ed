import { catalogues, outside } from '@portolan/contracts';
import { FxDefinition } from '@portolan/contracts/fx/v1/fx';
import type { Projection } from '@portolan/engine';
import { type Compose, forServices, listRefusedMessages, serve } from '@portolan/service';
import { httpBank } from './adapters/http-bank.ts';
import { readValidMessage } from './adapters/read-bank-message.ts';
import { listAccounts } from './api/books.ts';
import { openClaim } from './api/claims.ts';
import { acceptEscrow, openDispute, openEscrow, refundEscrow, startInspection } from './api/escrows.ts';
import { lockRate, sell } from './api/exchange.ts';
import { returnFunds } from './api/funds.ts';
import { serveLedger } from './api/ledger-service.ts';
import { receiveMessage } from './api/messages.ts';
import { createPayout, giveTaxBack } from './api/payouts.ts';
import { getAccount, listClaims, listFunds } from './api/queries.ts';
import { collectionProjections, collectionRoom } from './collection-room.ts';
import type { FxConfig } from './config.ts';
import { disputesProjections, disputesRoom } from './disputes-room.ts';
import { exchangeProjections, exchangeRoom } from './exchange-room.ts';
import { paymentsProjections, paymentsRoom } from './payments-room.ts';
import { bankMessages } from './processes/bank-messages.ts';
import { bankRequests } from './processes/bank-requests.ts';
import { lockExpiry, paymentDue, releaseAfterInspection } from './processes/deadlines.ts';
import { earlyFunds } from './processes/early-funds.ts';
import { reservationExpiry } from './processes/reservation-expiry.ts';
import { settling } from './processes/settling.ts';
import { ledgerImbalances, trialBalance } from './processes/trial-balance.ts';
import { accounts } from './projections/accounts.ts';
import { books } from './projections/books.ts';
import { claims } from './projections/claims.ts';
import { funds } from './projections/funds.ts';
import { refused } from './projections/refused.ts';
import { reconciliationProjections, reconciliationRoom } from './reconciliation-room.ts';
import { refundProjections, refundRoom } from './refund-room.ts';

/** What it derives from events; each can be emptied and read anew by its name. */
export const projections: readonly Projection<never>[] = [
  accounts,
  books,
  refused,
  funds,
  claims,
  ...disputesProjections,
  ...exchangeProjections,
  ...collectionProjections,
  ...paymentsProjections,
  ...reconciliationProjections,
  ...refundProjections,
];

/** Escrow, quotes, the ledger and payouts: where the money is, and what it was changed at. */
export const fx: Compose<FxConfig> = (config, runtime) => {
  const { currency, holder } = config.PORTOLAN_FX_PAYOUT_ACCOUNT;
  const beneficiaries = new Map(Object.entries(config.PORTOLAN_FX_BENEFICIARIES));
  const bank = httpBank({
    url: config.PORTOLAN_FX_BANK_URL,
    machine: runtime.machine,
    outside: runtime.outside,
    debtor: holder,
    beneficiary: (tenant) => beneficiaries.get(tenant),
    treasury: config.PORTOLAN_FX_TREASURY,
    open: (field, sealed) => runtime.vault.open(outside, field, sealed),
  });
  const ours = {
    collection: config.PORTOLAN_FX_COLLECTION_ACCOUNTS,
    payout: { account: holder.account, currency },
    virtual: {
      ranges: config.PORTOLAN_FX_VIRTUAL_RANGES,
      tenants: [
        ...new Set([
          ...config.PORTOLAN_FX_COLLECTION_ACCOUNTS.map(({ tenant }) => tenant),
          ...Object.keys(config.PORTOLAN_FX_BENEFICIARIES),
        ]),
      ],
    },
  };
  const rules = {
    commission: config.PORTOLAN_FX_COMMISSION,
    ladder: config.PORTOLAN_FX_COMMISSION_LADDER,
    paymentHours: config.PORTOLAN_FX_PAYMENT_HOURS,
    inspectionDays: config.PORTOLAN_FX_INSPECTION_DAYS,
    payoutCurrency: currency,
    beneficiaryOf: (tenant: string) => beneficiaries.get(tenant)?.name ?? '',
    treasury: config.PORTOLAN_FX_TREASURY.name,
    tenants: ours.virtual.tenants,
  };
  const collection = collectionRoom(config, runtime, ours.virtual);
  const payments = paymentsRoom(config, runtime, ours);
  const room = reconciliationRoom(config, runtime, ours);
  const dealings = exchangeRoom(config, runtime, bank);
  const disputing = disputesRoom(config, runtime, rules);
  const refunds = refundRoom(config, runtime, rules.beneficiaryOf);
  return {
    name: 'fx',
    catalogue: catalogues.fx,
    projections,
    reactions: [
      bankMessages(runtime.commands, ours),
      earlyFunds(runtime.commands),
      ...collection.reactions,
      ...room.reactions,
      ...dealings.reactions,
      ...refunds.reactions,
    ],
    requests: [
      bankRequests(bank, runtime.commands, config.PORTOLAN_FX_SPREAD),
      settling(runtime.commands),
      ...disputing.requests,
      ...dealings.requests,
    ],
    timers: [
      paymentDue(runtime.commands),
      releaseAfterInspection(runtime.commands),
      lockExpiry,
      reservationExpiry,
      ...disputing.timers,
      ...refunds.timers,
      ...payments.timers,
      ...dealings.timers,
    ],
    schedules: [trialBalance(runtime.documents, runtime.log)],
    gauges: [ledgerImbalances(runtime.documents), ...collection.gauges, ...room.gauges],
    serves: [
      serve(FxDefinition, {
        openEscrow: forServices(openEscrow(runtime, rules)),
        startInspection: forServices(startInspection(runtime, rules)),
        lockRate: forServices(lockRate(runtime)),
        sell: forServices(sell(runtime)),
        createPayout: forServices(createPayout(runtime, rules)),
        openDispute: forServices(openDispute(runtime)),
        refundEscrow: forServices(refundEscrow(runtime)),
        acceptEscrow: forServices(acceptEscrow(runtime)),
        giveTaxBack: forServices(giveTaxBack(runtime)),
        openClaim: forServices(openClaim(runtime)),
        returnFunds: returnFunds(runtime, rules),
        listFunds: listFunds(runtime),
        listClaims: listClaims(runtime),
        getAccount: getAccount(runtime),
        listAccounts: listAccounts(runtime),
        receiveMessage: receiveMessage(runtime, readValidMessage),
        listRefusedMessages: listRefusedMessages(runtime),
      }),
      serveLedger(runtime),
      ...disputing.serves,
      ...collection.serves,
      ...payments.serves,
      ...room.serves,
      ...refunds.serves,
      ...dealings.serves,
    ],
  };
};
