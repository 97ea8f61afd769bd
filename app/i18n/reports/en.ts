/** What all reports say alike. */
export const en = {
  title: 'Reports',
  subtitle:
    'Every question about repeat purchases, products, worth and advertising, on your own orders',
  making: 'The report is being counted',
  makingText:
    'Every customer is looked at once, so that the numbers fit together. You may leave this page.',
  progress: '{{done}} of {{all}} customers',
  failed: 'The report could not be counted',
  failedText: 'Nothing of your data is lost. Try again; if it fails again, tell us.',
  asOf: 'Orders up to {{day}}, counted {{moment}}.',
  renewing: 'A newer count is being made.',
  renew: 'Count now',
  hub: {
    asOf: 'Orders up to {{day}}',
    unasked: 'Not counted yet. Opening the report has it counted.',
  },
  period: {
    label: 'Period',
    all: 'All time',
    last: 'The last {{days}} days',
    own: 'Other days …',
    from: 'From',
    to: 'To',
    show: 'Show',
    wrong: 'The first day must not be after the last.',
    between: '{{from}} – {{to}}',
  },
  channel: { label: 'Sales channel', all: 'The whole shop' },
};
