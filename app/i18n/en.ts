import { en as homePage } from './home/en.ts';
import { en as filters } from './filters/en.ts';
import { en as timeline } from './timeline/en.ts';
import { en as rfmPage } from './rfm/en.ts';
import { en as cpmPage } from './cpm/en.ts';
import { en as lifecyclePage } from './lifecycle/en.ts';
import { en as reports } from './reports/en.ts';
import { en as reportRepeat } from './report-repeat/en.ts';
import { en as reportProducts } from './report-products/en.ts';
import { en as reportSubscriptions } from './report-subscriptions/en.ts';
import { en as reportWorth } from './report-worth/en.ts';
import { en as reportAds } from './report-ads/en.ts';
import { en as reportCohorts } from './report-cohorts/en.ts';
import { en as reportRanks } from './report-ranks/en.ts';
import { en as reportDiagnosis } from './report-diagnosis/en.ts';
import { en as reportHealth } from './report-health/en.ts';
import { en as vipPage } from './vip/en.ts';
import { en as builder } from './builder/en.ts';
import { en as names } from './names/en.ts';
import { en as customer } from './customer/en.ts';
import { en as counting } from './counting/en.ts';
import { en as duplicates } from './duplicates/en.ts';
import { en as imports } from './import/en.ts';
import { en as segments } from './segments/en.ts';
import { en as settings } from './settings/en.ts';
import { en as sync } from './sync/en.ts';
import { en as tags } from './tags/en.ts';

/** The words of the app in English; every other language has the same tree. */
export const en = {
  home: {
    title: 'Your customers today',
    empty: {
      title: 'No customer has ordered yet',
      text: 'As soon as the first order comes in, its customer appears here: first in a group, later with every move from group to group. Nothing needs to be set up.',
    },
  },
  nav: {
    home: 'Home',
    customers: 'Customers',
    cpm: 'CPM',
    rfm: 'RFM',
    lifecycle: 'Lifecycle',
    vip: 'VIP',
    reports: 'Reports',
    segments: 'Segments',
    settings: 'Settings',
    tags: 'Tags',
    sync: 'Sync',
  },
  work: {
    waiting: 'Getting ready to read your orders',
    waitingHelp:
      'Shopify is preparing your order history. You can leave this page; the work goes on.',
    reading: 'Reading your order history',
    readingHelp:
      'Your past orders are read once, so that every customer has a history from the first day. You can leave this page; the work goes on.',
    orders: '{{done}} of about {{all}} orders',
    pace: '{{rate}} rows a second',
    left: 'about {{duration}} left',
    ordersOpen: '{{done}} orders so far',
    placing: 'Placing your customers',
    placingHelp: 'Each customer’s groups are worked out from their orders.',
    customers: '{{done}} of {{all}} customers',
    failed: 'Your order history could not be read',
    failedHelp: 'Try again in a few minutes. If this message comes back, send us the reason below.',
    retry: 'Try again',
    reason: 'Reason: {{reason}}',
  },
  tagging: {
    offerTitle: 'Write the groups to your customers as tags',
    offer:
      'Until you start, nothing in your store is changed. Tags make each group available in Shopify’s segments, Shopify Email and Flow.',
    willTag_one: '{{customers}} customer will get tags, {{tags}} in all.',
    willTag_other: '{{customers}} customers will get tags, {{tags}} in all.',
    willTagLater: 'Nobody is there to be tagged yet. Customers are tagged as they order.',
    willTake:
      'This takes about {{duration}} at the pace Shopify allows your store. You can keep working meanwhile.',
    flow: 'Flow automations that start on “customer tags added” may run. Check them before you start.',
    prefix: 'Only tags that begin with “{{prefix}}” are written. All other tags stay as they are.',
    noPrefix: 'Only tags of this app are written. All other tags stay as they are.',
    start: 'Start tagging',
    confirmTitle: 'Start tagging?',
    cancel: 'Cancel',
    started: 'Tagging has started',
    paused: 'Tagging is paused: changes wait',
    running: 'Writing tags',
    progress: '{{done}} of {{all}} customers tagged',
  },
  settings,
  tags,
  homePage,
  filters,
  timeline,
  rfmPage,
  cpmPage,
  lifecyclePage,
  vipPage,
  reports,
  reportRepeat,
  reportProducts,
  reportSubscriptions,
  reportWorth,
  reportAds,
  reportCohorts,
  reportRanks,
  reportDiagnosis,
  reportHealth,
  builder,
  names,
  tableFile: {
    button: 'CSV',
    about: 'Download as CSV: {{about}}',
    'utf-8': 'CSV (UTF-8)',
    shift_jis: 'CSV (Shift_JIS, for older Excel)',
    failed: 'The file could not be made. Try again.',
  },
  /** What stands between two sentences: a space, or only the place where a line may end. */
  between: ' ',
  chart: { showTable: 'Show as table', hideTable: 'Hide table' },
  months: {
    label: 'Month',
    asOf: 'As of {{moment}}',
    dirty: 'As of {{moment}}; changes since are being worked in',
    building: 'The months are being worked out',
    buildingText:
      'As soon as every customer is placed, the past months follow. This page then shows them by itself.',
  },
  notReady: {
    reading: 'Your order history is being read. This page fills by itself.',
    toProgress: 'See how far it is',
    failed: 'Your order history could not be read',
    empty: 'No customer has ordered yet',
    emptyHelp:
      'As soon as the first order comes in, this page fills by itself. Nothing needs to be set up.',
    toSync: 'See what went wrong and try again',
  },
  segments,
  sync,
  counting,
  duplicates,
  import: imports,
  customer,
  board: {
    group: 'Group',
    customers: 'Customers',
    people: '{{customers}}',
    share: 'Share',
    none: '—',
    chart: '{{title}}: {{values}}',
    countedAt: 'Counted at {{moment}}.',
    show: 'Show the {{customers}} customers in {{state}}',
    active: 'Active',
    lapsed: 'Lapsed',
  },
  customers: {
    back: 'Your customers today',
    title: '{{state}}: customers',
    count: '{{customers}} customers',
    customer: 'Customer',
    since: 'In this state since',
    next: 'Next change',
    nextNone: 'None without an order',
    nextTo: '{{day}}: {{state}}',
    nextHelp: 'What comes if nothing is ordered until then.',
    amount: 'Amount',
    orders: 'Orders',
    last: 'Last order',
    empty: 'No customer is in this state today',
    emptyText: 'Customers come here as they order, or as time passes without an order.',
    previousPage: 'Previous page',
    nextPage: 'Next page',
    open: 'Open customer {{id}} in Shopify',
    page: 'Customer {{id}}',
    inShopify: 'Shopify',
    unknown: 'There is no such group',
    unknownText: 'The link names a group that does not exist. Choose one on the first page.',
  },
  changes: {
    title: 'Latest tag changes',
    customer: 'Customer',
    change: 'Change',
    because: 'Reason',
    at: 'When',
    empty:
      'Changes appear here as soon as an order or the calendar moves a customer to another group.',
    fromTo: '{{from}} → {{to}}',
    gained: '+ {{to}}',
    lost: '− {{from}}',
    reason: {
      backfill: 'First reading of past orders',
      order: 'An order came in or was changed',
      calendar: 'Time passed without an order',
      other: 'A recorded event, changed settings or similar',
    },
  },
  error: {
    title: 'This page cannot be shown',
    text: 'Load the page again. If that does not help, open the app again from the Shopify admin.',
    notFound: 'This page does not exist',
    notFoundText:
      'Its address has changed or is wrong. Choose a page from the menu, or go home by the arrow above.',
    login: 'Open Kizuna from the Shopify admin',
    loginText: 'Choose Apps, then Kizuna, in the admin of your store.',
  },
  glance: {
    title: '{{file}} on {{day}} ({{timezone}})',
    customers: '{{customers}} customers, {{orders}} orders, {{amount}}',
    guests: 'Orders without a customer, left out: {{orders}}, {{amount}}',
    returns: 'Returns: {{orders}}, {{amount}}',
    unknownEvents: 'Events of customers without an order, left out: {{events}}',
    nobody: 'No order in this file counts, so there is nothing to show.',
    active: 'Active',
    lapsed: 'Lapsed',
    customersColumn: 'Customers',
    share: 'Share',
    salesShare: 'Of sales',
    meaning: 'What it means',
    rates: 'Rates',
    rate: 'Value',
    counted: 'Counted',
    definition: 'How it is counted',
    coming: 'If nothing more happens, in the next {{days}} days',
    change: 'Becomes',
    cycle:
      'Half of all repeat orders come within {{cycle}} days. For this shop, “at risk” after {{atRisk}} and “dormant” after {{dormant}} days would fit (now {{presentAtRisk}} and {{presentDormant}}).',
    files: 'All customers one by one, and every number for a program: add --out DIR.',
  },
  rate: {
    repeat_stock: {
      label: 'Repeat rate, all time',
      definition: 'Customers with at least two orders ÷ all customers.',
    },
    repeat_365: {
      label: 'Returning buyers, 365 days',
      definition: 'Bought in the last 365 days and also before them ÷ bought in the last 365 days.',
    },
    once_a_year_365: {
      label: 'Once a year',
      definition: 'Exactly one order in the last 365 days ÷ bought in the last 365 days.',
    },
    f2_90: {
      label: 'Second order in 90 days',
      definition:
        'A second order day within 90 days of the first ÷ customers whose first order is at least 90 days ago.',
    },
    f2_to_f3: {
      label: 'Second to third order',
      definition: 'Customers with at least three orders ÷ customers with at least two.',
    },
    f3_to_f4: {
      label: 'Third to fourth order',
      definition: 'Customers with at least four orders ÷ customers with at least three.',
    },
    active_365: {
      label: 'Active customers',
      definition: 'Customers who ordered in the last 365 days ÷ all customers.',
    },
    cpm_new_share: {
      label: 'New share (CPM)',
      definition: 'Customers in the CPM stage “First order”, active or lapsed ÷ all customers.',
    },
    transition_first: {
      label: 'First order to toddler',
      definition:
        'First order, active six months ago: how many are now active at toddler or above. Aim: 50%.',
    },
    transition_toddler: {
      label: 'Toddler to steady',
      definition:
        'Toddler, active six months ago: how many are now active at steady or above. Aim: 80%.',
    },
    transition_steady: {
      label: 'Steady to excellent',
      definition:
        'Steady, active six months ago: how many are now active and trendy or excellent. Aim: 50%.',
    },
  },
  model: {
    cpm: 'CPM',
    lifecycle: 'Lifecycle',
    stage: 'Stage',
    vip: 'VIP',
    contract: 'Contract',
    next: 'Next step',
    rank: 'RFM rank',
    layer: 'Layer',
    rfm: 'RFM segment',
    abc: 'ABC',
  },
  cpmStage: {
    first: 'First order',
    toddler: 'Toddler',
    steady: 'Steady',
    trendy: 'Trendy',
    excellent: 'Excellent',
  },
  state: {
    cpm: {
      'first-active': {
        label: 'First order, active',
        meaning: 'Bought once, less than {{lapsedDays}} days ago: time to win the second order.',
      },
      'first-lapsed': {
        label: 'First order, lapsed',
        meaning: 'Bought once and has not come back for {{lapsedDays}} days or more.',
      },
      'toddler-active': {
        label: 'Toddler, active',
        meaning: 'Two or more orders within {{toddlerDays}} days of the first, and still buying.',
      },
      'toddler-lapsed': {
        label: 'Toddler, lapsed',
        meaning:
          'Came back soon after the first order, then stopped for {{lapsedDays}} days or more.',
      },
      'steady-active': {
        label: 'Steady, active',
        meaning:
          'With you for {{toddlerDays}} days or more, less than {{amount}} in all, and still buying.',
      },
      'steady-lapsed': {
        label: 'Steady, lapsed',
        meaning:
          'Bought in small amounts for {{toddlerDays}} days or more, then stopped for {{lapsedDays}} days or more.',
      },
      'trendy-active': {
        label: 'Trendy, active',
        meaning:
          'Spent {{amount}} or more in less than {{trendyDays}} days: warm quickly, and may cool quickly.',
      },
      'trendy-lapsed': {
        label: 'Trendy, lapsed',
        meaning:
          'Spent {{amount}} or more in less than {{trendyDays}} days, then stopped for {{lapsedDays}} days or more.',
      },
      'excellent-active': {
        label: 'Excellent, active',
        meaning:
          'Spent {{amount}} or more over {{trendyDays}} days or longer, and still buying: the ones who carry the shop.',
      },
      'excellent-lapsed': {
        label: 'Excellent, lapsed',
        meaning:
          'Once among the best, no order for {{lapsedDays}} days or more: first in line for a personal word.',
      },
    },
    lifecycle: {
      new: {
        label: 'New',
        meaning: 'Up to {{newOrders}} orders, the last one within {{atRiskAfterDays}} days.',
      },
      active: {
        label: 'Continuing',
        meaning: 'More than {{newOrders}} orders, the last one within {{atRiskAfterDays}} days.',
      },
      'at-risk': {
        label: 'At risk',
        meaning:
          'No order for more than {{atRiskAfterDays}} days: a word now keeps them from falling asleep.',
      },
      dormant: { label: 'Dormant', meaning: 'No order for more than {{dormantAfterDays}} days.' },
      winback: {
        label: 'Won back',
        meaning: 'Ordered again after a pause of more than {{dormantAfterDays}} days.',
      },
      vip: {
        label: 'VIP, continuing',
        meaning: 'A VIP who bought within the last {{atRiskAfterDays}} days.',
      },
    },
    stage: {
      first: { label: 'New', meaning: 'Fewer than {{growingOrders}} orders so far.' },
      growing: {
        label: 'Growing',
        meaning: 'From {{growingOrders}} orders on, not yet {{settledOrders}}.',
      },
      settled: { label: 'Settled', meaning: '{{settledOrders}} orders or more.' },
    },
    vip: {
      vip: {
        label: 'VIP',
        meaning:
          'A candidate who also takes part: reviews, surveys, referrals, as often as you have set.',
      },
      candidate: {
        label: 'VIP candidate',
        meaning:
          '{{candidateOrders}} orders or more and the last within {{candidateWithinDays}} days, or among the highest amounts of all.',
      },
    },
    contract: {
      continuing: { label: 'Continuing', meaning: 'Has a running subscription.' },
      paused: {
        label: 'Paused',
        meaning: 'Has paused the subscription and can take it up again at any time.',
      },
      cancelled: {
        label: 'Cancelled',
        meaning: 'Has ended the subscription and would have to sign up anew.',
      },
    },
    next: {
      experience: {
        label: 'Experience',
        meaning: 'First order: help them to start using it, and take away what worries them.',
      },
      continuation: {
        label: 'Continuation',
        meaning: 'Growing: give a reason to go on.',
      },
      'co-creation': {
        label: 'Co-creation',
        meaning: 'Settled: ask for a review, an answer to a survey, an idea.',
      },
      spreading: {
        label: 'Spreading',
        meaning: 'VIPs and candidates who are not dormant: ask them to pass it on to somebody.',
      },
    },
    rank: {
      excellent: {
        label: 'RFM excellent',
        meaning: 'The three scores add up to {{excellentFrom}} or more.',
      },
      'semi-excellent': {
        label: 'Semi-excellent',
        meaning: 'The three scores add up to {{semiExcellentFrom}} or more.',
      },
      general: { label: 'General', meaning: 'The three scores add up to {{generalFrom}} or more.' },
      nurture: {
        label: 'Nurture',
        meaning: 'The three scores add up to less than {{generalFrom}}.',
      },
    },
    layer: {
      'top-excellent': {
        label: 'Top excellent',
        meaning: 'The highest amounts within RFM excellent.',
      },
      'high-ltv-general': {
        label: 'High-LTV general',
        meaning:
          'General by rank, but with the amount of an RFM excellent customer: more frequent orders would move them up.',
      },
    },
    abc: {
      A: { label: 'A', meaning: 'The highest amounts, which together make most of all sales.' },
      B: { label: 'B', meaning: 'The amounts after A, which make the next part of sales.' },
      C: {
        label: 'C',
        meaning: 'The many whose amounts together make the smallest part of sales.',
      },
    },
    rfm: {
      champions: { label: 'Champions', meaning: 'Bought very recently, and buy the most often.' },
      loyal: { label: 'Loyal', meaning: 'Buy often, and not long ago.' },
      'potential-loyalist': {
        label: 'Potential loyalists',
        meaning: 'Bought recently, and more than once: on the way to loyal.',
      },
      new: { label: 'New', meaning: 'Bought very recently, for the first time.' },
      promising: { label: 'Promising', meaning: 'Bought recently, once so far.' },
      'need-attention': {
        label: 'Need attention',
        meaning: 'Middling in both: they could go either way.',
      },
      'about-to-sleep': {
        label: 'About to sleep',
        meaning: 'Few orders, and the last one is getting old.',
      },
      'at-risk': { label: 'At risk', meaning: 'Used to buy often, but not lately.' },
      'cant-lose': {
        label: 'Can’t lose',
        meaning: 'Used to buy the most often of all, but not lately.',
      },
      hibernating: { label: 'Hibernating', meaning: 'Few orders, long ago.' },
    },
  },
} as const;

type Words<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Words<Tree[Key]>;
};

/** What every language has to say: a missing key is a type error. */
export type Resources = Words<typeof en>;
