import Table from 'cli-table3';
import type { FileAnalysis } from '#app/analysis/file-analysis.ts';
import { DAYS_AHEAD, Glance } from '#app/analysis/glance.ts';
import { Counter, summaryOf, type Summary } from '#app/analysis/summary.ts';
import { CPM_STAGES } from '#app/domain/models/cpm.ts';
import { suggestionsFrom } from '#app/domain/suggestions/suggestions.ts';
import { formatsIn, type Format } from '#app/i18n/formats.ts';
import { type Locale } from '#app/i18n/locale.ts';
import type { Resources } from '#app/i18n/en.ts';
import { wordsIn } from '#app/i18n/all-words.ts';

type Words = ReturnType<typeof wordsIn>['t'];
type RateKey = keyof Resources['rate'];

/** Everything that the parts of the overview are made of. */
interface Shown {
  file: FileAnalysis;
  summary: Summary;
  glance: Glance;
  t: Words;
  format: Format;
}

const MEANING_WIDTH = 64;
const DISTRIBUTIONS = ['lifecycle', 'next', 'rank'] as const;

/** The structure of a shop as text for a terminal. @param name what its user calls the file. */
export function overviewOf(file: FileAnalysis, name: string, locale: Locale): string {
  const counter = new Counter(file.analysis.asOf);
  const glance = new Glance(file.settings);
  for (const row of file.analysis.rows()) {
    counter.add(row);
    glance.add(row);
  }
  const summary = summaryOf(file, counter);
  const { t } = wordsIn(locale);
  const format = formatsIn(locale, file);
  const shown: Shown = { file, summary, glance, t, format };
  if (summary.asOf === null || summary.customers === 0) return t('glance.nobody');
  return [
    heading(shown, name, summary.asOf),
    portfolio(shown),
    ...DISTRIBUTIONS.map((model) => distribution(shown, model)),
    coming(shown),
    rates(shown),
    `${cycle(shown)}${t('glance.files')}`,
  ].join('\n\n');
}

/** The language of a terminal: Japanese where the machine speaks it. */
export function terminalLocale(env: NodeJS.ProcessEnv): Locale {
  const language = env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '';
  return language.startsWith('ja') ? 'ja' : 'en';
}

function heading({ summary, file, t, format }: Shown, name: string, asOf: string): string {
  const sales = ({ orders, amount }: { orders: number; amount: number }) => ({
    orders: format.number(orders),
    amount: format.money(amount),
  });
  const customers = format.number(summary.customers);
  const lines: string[] = [
    t('glance.title', { file: name, day: format.day(asOf), timezone: file.timezone }),
    t('glance.customers', { customers, ...sales(summary) }),
  ];
  if (summary.guests.orders > 0) lines.push(t('glance.guests', sales(summary.guests)));
  if (summary.returns.orders > 0) lines.push(t('glance.returns', sales(summary.returns)));
  const events = summary.eventsOfUnknownCustomers;
  if (events > 0) lines.push(t('glance.unknownEvents', { events: format.number(events) }));
  return lines.join('\n');
}

function portfolio({ summary, glance, file, t, format }: Shown): string {
  const amount = summary.amount * 10 ** file.digits;
  const rows = CPM_STAGES.map((stage) => {
    const group = glance.stages[stage];
    const customers = group.active + group.lapsed;
    return [
      t(`cpmStage.${stage}`),
      format.number(group.active),
      format.number(group.lapsed),
      format.percent(customers / summary.customers),
      amount > 0 ? format.percent(Number(group.amount) / amount) : '—',
    ];
  });
  const columns = ['active', 'lapsed', 'share', 'salesShare'] as const;
  return table([t('model.cpm'), ...columns.map((column) => t(`glance.${column}`))], rows, 4);
}

function distribution(shown: Shown, model: (typeof DISTRIBUTIONS)[number]): string {
  const { summary, t, format } = shown;
  const rows = Object.entries(summary.counts[model] ?? {}).map(([state, customers]) => [
    wordOf(shown, model, state, 'label'),
    format.number(customers),
    format.percent(customers / summary.customers),
    wordOf(shown, model, state, 'meaning'),
  ]);
  const columns = ['customersColumn', 'share', 'meaning'] as const;
  return table([t(`model.${model}`), ...columns.map((column) => t(`glance.${column}`))], rows, 2);
}

function coming(shown: Shown): string {
  const { glance, t, format } = shown;
  const rows = [...glance.coming].map(([state, customers]) => [
    wordOf(shown, 'lifecycle', state, 'label'),
    format.number(customers),
  ]);
  const days = format.number(DAYS_AHEAD);
  const head = [t('glance.change'), t('glance.customersColumn')];
  return `${t('glance.coming', { days })}\n${table(head, rows, 1)}`;
}

function rates({ summary, t, format }: Shown): string {
  const rows = summary.rates.map(({ key, value, numerator, denominator }) => [
    t(`rate.${key as RateKey}.label`),
    value === null ? '—' : format.percent(value),
    `${format.number(numerator)} / ${format.number(denominator)}`,
    t(`rate.${key as RateKey}.definition`),
  ]);
  const columns = ['rates', 'rate', 'counted', 'definition'] as const;
  return table(
    columns.map((column) => t(`glance.${column}`)),
    rows,
    2,
  );
}

/** What the shop's own purchase cycle suggests; empty when there is too little of it. */
function cycle({ file, t, format }: Shown): string {
  const evidence = file.analysis.evidence();
  const suggested = suggestionsFrom(evidence, file.settings, file.currency);
  const atRisk = suggested['lifecycle.atRiskAfterDays'].suggested;
  const dormant = suggested['lifecycle.dormantAfterDays'].suggested;
  if (atRisk === null || dormant === null || evidence.cycleDays === null) return '';
  const { atRiskAfterDays, dormantAfterDays } = file.settings.lifecycle;
  return `${t('glance.cycle', {
    cycle: format.number(evidence.cycleDays),
    atRisk: format.number(atRisk),
    dormant: format.number(dormant),
    presentAtRisk: format.number(atRiskAfterDays),
    presentDormant: format.number(dormantAfterDays),
  })}\n`;
}

function wordOf({ file, t }: Shown, model: string, state: string, part: string): string {
  const { cpm, stage, lifecycle, rank } = file.settings;
  const words = t as (key: string, values: object) => string;
  return words(`state.${model}.${state}.${part}`, { ...cpm, ...stage, ...lifecycle, ...rank });
}

/** @param numbers how many columns after the first hold numbers. */
function table(head: string[], rows: string[][], numbers: number): string {
  const widths = head.map((_, column) => (column > numbers ? MEANING_WIDTH : null));
  const drawn = new Table({
    head,
    colWidths: widths,
    colAligns: head.map((_, column) => (column > 0 && column <= numbers ? 'right' : 'left')),
    wordWrap: true,
    // A cell in Japanese has no blanks to break at.
    wrapOnWordBoundary: !rows.some((cells) =>
      cells.some((cell) => /\p{Script=Hiragana}/u.test(cell)),
    ),
    style: { head: [], border: [], compact: true },
  });
  drawn.push(...rows);
  return drawn.toString();
}
