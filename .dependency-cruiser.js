/**
 * Which room may import which, with the reason a violation prints. A room may always import itself
 * unless its row says otherwise; what no row allows is an error.
 */
const ROOMS = {
  domain: {
    path: '^app/domain/',
    may: [],
    because:
      'the domain is pure: no I/O, no clock, no framework, so that it can be proven and reused',
  },
  files: {
    path: '^app/files/',
    may: ['domain'],
    because: 'reading a file says what is in it, whoever asks: no store, no queue, no Shopify',
  },
  config: { path: '^app/config/', may: [], because: 'config is read before anything else exists' },
  analysis: {
    path: '^app/analysis/',
    may: ['domain', 'files'],
    because: 'an analysis is files read and the domain applied: it needs neither shop nor screen',
  },
  store: {
    path: '^app/store/',
    may: ['domain'],
    because: 'the store keeps what the domain says and knows nobody who asks for it',
  },
  shopify: {
    path: '^app/shopify/',
    may: ['domain', 'config'],
    because: 'what speaks to Shopify must not reach into the store: the two meet in a handler',
  },
  queues: {
    path: '^app/queues/',
    may: ['config'],
    because: 'queues carry ids and wake-ups, never the truth',
  },
  commands: {
    path: '^app/commands/',
    may: ['domain', 'files', 'store', 'queues', 'i18n'],
    because:
      'a command changes the store and enqueues, in the words of whoever asks; Shopify is called by handlers only',
  },
  access: {
    path: '^app/access\\.server\\.ts$',
    may: ['domain', 'config', 'store', 'shopify'],
    because: 'the composition of stored tokens and Shopify calls',
  },
  handlers: {
    path: '^workers/handlers/',
    may: ['parts', 'context', 'domain', 'files', 'store', 'shopify', 'queues'],
    because: 'a handler is given its context and meets other handlers through the queue',
  },
  parts: {
    path: '^workers/((reading|ingest|importing|months|tagging|surfaces)/|(asking|comparing|mapped-events|recomputing)\\.ts$)',
    may: ['context', 'domain', 'files', 'store', 'shopify', 'queues', 'i18n'],
    because: 'what handlers share knows no handler and is given what it needs',
  },
  context: {
    path: '^workers/context\\.ts$',
    may: ['config', 'store', 'shopify', 'queues'],
    because: 'the context only names what handlers are given',
  },
  workers: {
    path: '^workers/[^/]+\\.ts$',
    may: [
      'handlers',
      'parts',
      'context',
      'access',
      'domain',
      'files',
      'config',
      'store',
      'shopify',
      'queues',
    ],
    because: 'workers/ composes; it has nothing to do with routes, commands or the simulator',
  },
  simulator: {
    path: '^simulator/',
    may: [],
    because: 'the simulator is an independent witness: it shares no code with what it checks',
  },
  presenters: {
    path: '^app/presenters/',
    may: ['domain', 'store'],
    because: 'a presenter reads the store and says what a screen shows, in no language',
  },
  i18n: {
    path: '^app/i18n/',
    may: [],
    because: 'words are resources: they know neither screens nor data',
  },
  ui: {
    path: '^app/ui/',
    may: ['i18n', 'presenters'],
    because: 'components get props and give events; of presenters they know the types only',
  },
  routes: {
    path: '^app/(routes/|root\\.tsx$|entry\\.)',
    may: [
      'context-of-pages',
      'domain',
      'files',
      'config',
      'i18n',
      'shopify',
      'presenters',
      'commands',
      'ui',
    ],
    because: 'a route authenticates, parses, calls one function and replies: no query, no rule',
  },
  'context-of-pages': {
    path: '^app/(web-context|page-context|read-body|read-bytes)\\.ts$',
    may: ['config', 'store', 'queues', 'commands'],
    because: 'the context only names what routes are given',
  },
  web: {
    path: '^app/(server|start-web|web-security|webhook-route|flow-route|shopify\\.server|session-storage\\.server)\\.ts$',
    may: ['context-of-pages', 'access', 'config', 'store', 'shopify', 'queues', 'commands'],
    because: 'the composition root of the web process: it opens everything and knows no screen',
  },
  scripts: {
    path: '^scripts/',
    may: [
      'access',
      'web',
      'domain',
      'files',
      'analysis',
      'i18n',
      'config',
      'store',
      'shopify',
      'queues',
      'commands',
    ],
    because: 'scripts are thin entry points over the rooms of app/',
  },
};

const NEEDS_FRAMEWORK =
  '^(@remix-run|react|react-dom|@shopify/(polaris|shopify-app-remix|app-bridge-react))';

const roomRules = Object.entries(ROOMS).map(([name, { path, may, because }]) => ({
  name: `${name}-imports`,
  severity: 'error',
  comment: `${name} may import ${[name, ...may].join(', ')} only: ${because}`,
  from: { path, pathNot: '\\.test\\.tsx?$' },
  to: {
    path: '^(app|workers|simulator|scripts|bench|tests)/',
    pathNot: [path, ...may.map((room) => ROOMS[room].path)],
  },
}));

export default {
  forbidden: [
    ...roomRules,
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'two files that need each other are one file, or lack a third',
      from: {},
      to: { circular: true },
    },
    {
      name: 'handlers-apart',
      severity: 'error',
      comment: 'handlers never import each other: they meet through the queue',
      from: { path: '^workers/handlers/(?!index)[^/]+\\.ts$', pathNot: '\\.test\\.ts$' },
      to: { path: '^workers/handlers/' },
    },
    {
      name: 'ui-knows-types',
      severity: 'error',
      comment:
        'the ui may name a presenter only as a type: what reads the store never reaches a browser',
      from: { path: '^app/ui/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^app/presenters/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-domain',
      severity: 'error',
      comment:
        'the domain is pure: libraries of dates, decimals, schemas and statistics, nothing that does I/O',
      from: { path: '^app/domain/', pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: [
          '^app/domain/',
          '^node_modules/(temporal-polyfill|big\\.js|currency-codes|zod|d3-array)/',
          '^node_modules/@types/(big\\.js|d3-array)/',
        ],
      },
    },
    {
      name: 'sql-in-store',
      severity: 'error',
      comment: 'the store is the only user of Prisma and SQL',
      from: { path: '^(app|workers)/', pathNot: ['^app/store/', '^app/queues/connection\\.ts$'] },
      to: { path: '^node_modules/(@prisma|\\.prisma|pg)/' },
    },
    {
      name: 'framework-at-the-edge',
      severity: 'error',
      comment:
        'Remix and React stay in routes, ui, root and entry files: the move to React Router must stay an edge change',
      from: {
        path: '^(app|workers)/',
        pathNot: '^app/(routes|ui)/|^app/(root|entry\\.[a-z]+|shopify\\.server|start-web)\\.tsx?$',
      },
      to: { path: NEEDS_FRAMEWORK },
    },
    {
      name: 'unresolvable',
      severity: 'error',
      comment: 'an import that does not resolve is a typo or a missing dependency',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
