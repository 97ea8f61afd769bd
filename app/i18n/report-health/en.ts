/** The words of the report. */
export const en = {
  title: 'Monthly health report',
  subtitle: 'One page for the meeting: how the customer list did last month.',
  details: 'See what is behind the numbers',
  download: 'Save as a file (one A4 page)',
  asOf: 'As of {{day}} (counted {{moment}})',
  headline:
    '{{month}} ended with {{active}} active customers ({{change}} on the month before) and sales of {{sales}}. ',
  headlineYear: 'Against the same month last year: {{change}} customers, {{sales}} sales. ',
  headlineYoung: 'There is no record of the same month last year yet. ',
  headlineLeak: 'The largest gap is “{{stage}}”: {{missing}} customers short of the aim.',
  figures: {
    active: 'Active customers',
    new: 'New',
    revived: 'Revived',
    lapsed: 'Lapsed',
    sales: 'Sales',
  },
  before: 'Month before {{value}}',
  yearBefore: 'Last year {{value}}',
  calendar: 'Thirteen months',
  portfolio: 'Ten CPM groups ({{customers}} in all; at the right since last month-end)',
  passages: 'Transition rates over half a year, and their aims',
  leak: 'The largest leak is “{{stage}}”: of {{then}} on {{day}}, {{advanced}} went on. {{missing}} short of the aim.',
  acts: {
    transition_first:
      'Next: before 90 days have passed since the first order, show how to use it and invite to the second.',
    transition_toddler:
      'Next: thank those who have just bought a second time, and suggest what fits next.',
    transition_steady:
      'Next: offer steady customers larger sets or a better product, as something special.',
  },
  noLeak: 'Every stage meets its aim. Keep it up, and welcome new customers.',
  noRates: 'Nobody was active half a year ago, so there are no transition rates yet.',
  preparing: 'Counting',
  outlook: {
    second: 'Second order',
    secondNote: 'of those new in 365 days',
    within90: 'Again within 90 days',
    within90Note: '{{again}} of {{all}} new in {{month}}',
    within90None: 'No newcomers have had 90 days',
    ltv: 'Annual LTV',
    ltvNote: 'sales of 365 days ÷ active',
    limit: 'Limit to growth',
    limitNone: 'no retention to tell yet',
    vip: 'VIP',
    vipNote: 'at month-end',
    atRisk: 'At risk',
    atRiskNote: 'at month-end; reach out early',
  },
  definitions: 'How it is counted:',
  small:
    'Only orders that count (not cancelled, not tests, not refunded in full). Active = an order in the last 365 days. New = first order in the month. Revived = ordered in the month after 365 days or more without. Lapsed = the last order became 365 days old in the month. Start + new + revived − lapsed = end. Retention and revival = of those active or lapsed at the month-end twelve months before, the share active at this one. Second order = of those who first bought in the 365 days up to the month-end, who bought again in them. Again within 90 days = a second order on another day within 90 days of the first, of the newest month whose newcomers have all had them. Transition rate = of those active in a stage half a year ago, the share now active in the next stage or above (trendy counts as high as excellent). Limit to growth = new customers a year ÷ (1 − retention). “—” means there is nothing to compare with yet.',
};
