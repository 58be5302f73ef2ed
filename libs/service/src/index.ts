export { createActivity, type SuiteActivity } from './clock/activity.ts';
export { machineClock } from './clock/machine.ts';
export { type ClockOnRequest, clockOnRequest } from './clock/on-request.ts';
export { createStepper, type Stepper } from './clock/stepper.ts';
export { type ClockMode, createSuiteClock, type SuiteClock, type SuiteClockOptions } from './clock/suite.ts';
export { ConfigError, type EnvironmentVariables, readConfig, redacted, secret } from './config/config.ts';
export { json } from './config/json.ts';
export type * from './definition.ts';
export { connectHealth } from './grpc/asked-health.ts';
export { type ClientParts, type Clients, clientsOver, connect, createClients, type RawMethods } from './grpc/client.ts';
export { directMethods, unreachable } from './grpc/direct.ts';
export { answered, Outage, RefusedError } from './grpc/errors.ts';
export { historyOf } from './grpc/history.ts';
export type { TestTime } from './grpc/operations.ts';
export { paged } from './grpc/paging.ts';
export { type Handlers, serve } from './grpc/serve.ts';
export { forServices, servicesOnly } from './grpc/services-only.ts';
export type { Wire } from './grpc/wire.ts';
export type { Environment, RunningService } from './host/environment.ts';
export {
  addressKey,
  addressOf,
  type HostConfig,
  hostSchema,
  masterKeyOf,
  openLocalStores,
  operationsPortOf,
  serviceNames,
} from './host/local.ts';
export { openLog, openStores } from './host/open.ts';
export { NotReached } from './host/reaching.ts';
export { type ComposeWithClock, longestStopMs, runService } from './host/run.ts';
export { startService } from './host/start.ts';
export { type Door, network, type Outside, type Reply, type Visit } from './outside/outside.ts';
export { type Answer, type PostOptions, post } from './outside/post.ts';
export { receive } from './outside/receive.ts';
export { listRefusedMessages, noteFlaws, refusedCollections } from './outside/refused.ts';
export { createLogger, type LoggerOptions, withFields } from './telemetry/logger.ts';
export { startTelemetry, type Telemetry } from './telemetry/telemetry.ts';
export { createVault, vaultCollections } from './vault/create.ts';
export { openPerson, sealPerson } from './vault/person.ts';
export { Forgotten, type Vault } from './vault.ts';
