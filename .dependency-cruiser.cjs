// Which way imports may point. e2e/boundaries has a fixture for every rule that shows it fires.
const service = '^services/([^/]+)/src/';
const actingRooms = '^services/[^/]+/src/(processes|projections|api|adapters)/';
const aggregates = '^services/([^/]+)/src/([^/]+)/';
// Tests, and what stands in a folder `rig`: doubles, samples and harnesses that only tests use.
const tests = '([.](spec|int|e2e|real|bench)[.]ts$|/src/rig/)';
// These own no aggregates: the gateway only derives, the checker only looks, the sandbox only plays the outside world.
const withoutAggregates = '^services/(gateway|checker|sandbox)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or a third file is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'aggregates-are-pure',
      comment:
        'An aggregate knows contracts, money, landed cost, the time and codes of China, the decider, its own folder; nothing that acts.',
      severity: 'error',
      from: { path: aggregates, pathNot: [actingRooms, withoutAggregates, tests] },
      to: {
        pathNot: [
          '^services/$1/src/$2/',
          '^libs/(contracts|money|china|landed-cost|eventsourcing)/',
          // What customs' statuses mean: tables, and nothing else.
          '^libs/ceb/src/rules/',
          'node_modules/@bufbuild/',
        ],
      },
    },
    {
      name: 'processes-and-projections-point-inward',
      comment: 'They react and derive; they serve nothing and call nothing outside.',
      severity: 'error',
      from: { path: '^services/[^/]+/src/(processes|projections)/', pathNot: [withoutAggregates, tests] },
      to: { path: '^services/[^/]+/src/(api|adapters)/' },
    },
    {
      name: 'only-the-composition-composes',
      comment: 'service.ts knows all rooms; no room knows service.ts or main.ts.',
      severity: 'error',
      from: { path: '^services/[^/]+/src/[^/]+/', pathNot: tests },
      to: { path: '^services/[^/]+/src/(service|main)[.]ts$' },
    },
    {
      name: 'services-meet-in-contracts',
      comment: 'No service imports another: they meet in proto/.',
      severity: 'error',
      from: { path: service },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'services-know-ports-only',
      comment: 'Nobody but a composition knows which store or log is in use.',
      severity: 'error',
      from: { path: '^services/[^/]+/src/', pathNot: ['/main[.]ts$', tests] },
      to: { path: '^libs/(store/src/sqlite|log/src/embedded)/' },
    },
    {
      name: 'libs-do-not-know-services',
      comment: 'What every service shares knows none of them.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(services|deploy)/' },
    },
    {
      name: 'pure-libs-stay-pure',
      comment: 'eventsourcing, money, xml and ceb stand below everything and know nothing above them.',
      severity: 'error',
      from: { path: '^libs/(eventsourcing|money|xml|ceb)/src/', pathNot: tests },
      to: { path: '^libs/(contracts|china|engine|service|store|log|testkit)/' },
    },
    {
      name: 'rigs-stay-in-tests',
      comment: 'What stands in a folder `rig` is for tests alone.',
      severity: 'error',
      from: { path: '^(services|libs|deploy)/', pathNot: tests },
      to: { path: '/src/rig/' },
    },
    {
      name: 'testkit-stays-in-tests',
      comment: 'Nothing that runs in production needs a test kit.',
      severity: 'error',
      from: { path: '^(services|libs)/', pathNot: ['^libs/testkit/', tests] },
      to: { path: '^libs/testkit/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'src/gen/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node'],
      extensions: ['.ts', '.js'],
    },
  },
};
