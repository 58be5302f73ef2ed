export { type Addresses, namedForTests, namedForUse } from './addresses.ts';
export { dropDatabase } from './drop-database.ts';
export { type KafkaOptions, type KafkaServers, startKafka } from './kafka.ts';
export { ServersMissing } from './missing.ts';
export { type MongoOptions, type MongoServers, startMongo } from './mongo.ts';
export { freePort, isFree } from './ports.ts';
export type { ServerProcess } from './process.ts';
export { type Loses, type ProxyOptions, startProxy, type TcpProxy } from './proxy.ts';
export { type Servers, type ServersOptions, startServers } from './servers.ts';
