import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HealthSheet } from '../../presenters/health-screen.ts';
import type { CalendarRow } from '../../presenters/calendar-rows.ts';
import { largestLeak } from '../diagnosis/leak.ts';
import type { Format } from '../format.ts';
import { SHEET_STYLE } from './sheet-style.ts';

interface Props {
  sheet: HealthSheet;
  format: Format;
  /** What the title is: the page has one of its own above it. */
  heading: 'h1' | 'h2';
}

/** 月次健康診断書: one page that needs nothing around it, neither styles nor scripts. */
export function Sheet({ sheet, format, heading: Heading }: Props) {
  const { t } = useTranslation();
  return (
    <article className="kz-sheet">
      <style>{SHEET_STYLE}</style>
      <header>
        <div>
          <Heading>{t('reportHealth.title')}</Heading>
          <p>
            {format.month(sheet.month)}　{sheet.name ?? sheet.domain}
          </p>
          {sheet.name !== null && <p className="quiet">{sheet.domain}</p>}
        </div>
        <p className="quiet">
          {t('reportHealth.asOf', {
            day: format.day(sheet.end),
            moment: format.moment(sheet.builtAt),
          })}
        </p>
      </header>
      <p className="lead">{useHeadline(sheet, format)}</p>
      <FiveNumbers {...{ sheet, format }} />
      <Calendar {...{ sheet, format }} />
      <div className="two">
        <Portfolio {...{ sheet, format }} />
        <Passages {...{ sheet, format }} />
      </div>
      <Outlook {...{ sheet, format }} />
      <footer className="notes">
        <b>{t('reportHealth.definitions')}</b> {t('reportHealth.small')}
      </footer>
    </article>
  );
}

type PartProps = Pick<Props, 'sheet' | 'format'>;

function useHeadline({ rows, transitions }: HealthSheet, format: Format): string {
  const { t } = useTranslation();
  const says = useMonthWords(format);
  const row = rows.at(-1);
  if (!row) return t('cpmPage.nobody');
  const [before, year] = comparedRows(rows);
  const leak = largestLeak(transitions.rates);
  return [
    says(row),
    year
      ? t('reportHealth.headlineYear', {
          change: format.signed(row.end - year.end),
          sales: shareChange(row.sales, year.sales, format) ?? t('board.none'),
        })
      : before && t('reportHealth.headlineYoung'),
    leak &&
      t('reportHealth.headlineLeak', {
        stage: t(`cpmPage.transitions.${leak.key}`),
        missing: format.number(leak.missing),
      }),
  ]
    .filter(Boolean)
    .join('');
}

/** Says how a month ended. */
export function useMonthWords(
  format: Format,
): (row: Pick<CalendarRow, 'month' | 'start' | 'end' | 'sales'>) => string {
  const { t } = useTranslation();
  return ({ month, start, end, sales }) =>
    t('reportHealth.headline', {
      month: format.month(month),
      active: format.number(end),
      change: format.signed(end - start),
      sales: format.money(Math.round(sales)),
    });
}

/** The month before and the same month a year before, as far as they are kept. */
function comparedRows(rows: readonly CalendarRow[]): (CalendarRow | undefined)[] {
  const YEAR = 12;
  return [rows.at(-2), rows.length > YEAR ? rows.at(-1 - YEAR) : undefined];
}

function shareChange(now: number, then: number, format: Format): string | null {
  if (then === 0) return null;
  const share = now / then - 1;
  return `${share > 0 ? '+' : ''}${format.percent(share)}`;
}

/** 稼働, 新規, 復活, 離脱 and 売上, against the month before and a year before. */
function FiveNumbers({ sheet: { rows }, format }: PartProps) {
  const { t } = useTranslation();
  const row = rows.at(-1);
  if (!row) return null;
  const [before, year] = comparedRows(rows);
  const money = (value: number) => format.money(Math.round(value));
  const figures = [
    ['active', ({ end }: CalendarRow) => end, format.number],
    ['new', (each: CalendarRow) => each.new, format.number],
    ['revived', ({ revived }: CalendarRow) => revived, format.number],
    ['lapsed', ({ lapsed }: CalendarRow) => lapsed, format.number],
    ['sales', ({ sales }: CalendarRow) => sales, money],
  ] as const;
  return (
    <ul className="figures five">
      {figures.map(([key, of, write]) => (
        <Number key={key} label={t(`reportHealth.figures.${key}`)} value={write(of(row))}>
          {t('reportHealth.before', { value: before ? write(of(before)) : t('board.none') })}
          <br />
          {t('reportHealth.yearBefore', { value: year ? write(of(year)) : t('board.none') })}
        </Number>
      ))}
    </ul>
  );
}

function Number({ label, value, children }: { label: string; value: string; children: ReactNode }) {
  return (
    <li>
      <span className="label">{label}</span>
      <b>{value}</b>
      <span className="quiet">{children}</span>
    </li>
  );
}

const COUNTS = ['start', 'new', 'revived', 'lapsed', 'end'] as const;
const RATES = ['retention', 'revival', 'secondOrder'] as const;
const MONEY = ['sales', 'annualLtv'] as const;

function Calendar({ sheet: { rows, preparing }, format }: PartProps) {
  const { t } = useTranslation();
  const none = t('board.none');
  const rate = (row: CalendarRow, key: (typeof RATES)[number]) => {
    const value = row[key]?.value ?? null;
    if (value !== null) return format.percent(value);
    return key === 'secondOrder' && preparing ? '…' : none;
  };
  const title = t('reportHealth.calendar');
  return (
    <section>
      <h3>{title}</h3>
      <div className="scrolled" role="region" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('months.label')}</th>
              {[...COUNTS, ...RATES, ...MONEY].map((key) => (
                <th key={key} scope="col">
                  {t(`reportDiagnosis.calendar.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.month}>
                <th scope="row">{format.month(row.month)}</th>
                {COUNTS.map((key) => (
                  <td key={key}>{format.number(row[key])}</td>
                ))}
                {RATES.map((key) => (
                  <td key={key}>{rate(row, key)}</td>
                ))}
                {MONEY.map((key) => {
                  const value = row[key];
                  return (
                    <td key={key}>{value === null ? none : format.money(Math.round(value))}</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Portfolio({ sheet: { list }, format }: PartProps) {
  const { t } = useTranslation();
  const most = Math.max(1, ...list.groups.map(({ customers }) => customers));
  return (
    <section>
      <h3>{t('reportHealth.portfolio', { customers: format.number(list.total.customers) })}</h3>
      <ul className="bars">
        {list.groups.map(({ group, customers, sinceMonth }) => (
          <li key={group}>
            <span>{group !== 'total' && t(`state.cpm.${group}.label`)}</span>
            <Bar
              share={customers / most}
              color={group.endsWith('-active') ? 'var(--kz-good)' : 'var(--kz-gone)'}
            />
            <span className="number">{format.number(customers)}</span>
            <span className="number quiet">
              {sinceMonth === null ? t('board.none') : format.signed(sinceMonth)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** @param target where a line is drawn across it, 0 to 1. */
function Bar({ share, color, target }: { share: number; color: string; target?: number }) {
  const at = `${(target ?? 0) * 100}%`;
  return (
    <svg aria-hidden="true" width="100%" height="11">
      <rect width="100%" height="11" rx="2" style={{ fill: 'var(--kz-ground)' }} />
      <rect width={`${share * 100}%`} height="11" rx="2" style={{ fill: color }} />
      {target !== undefined && (
        <line x1={at} x2={at} y1="0" y2="11" strokeWidth="2" style={{ stroke: 'var(--kz-text)' }} />
      )}
    </svg>
  );
}

/** The three 人数推移率, the largest leak, and what to do about it. */
function Passages({ sheet: { transitions }, format }: PartProps) {
  const { t } = useTranslation();
  const { rates, then } = transitions;
  const leak = largestLeak(rates);
  const known = rates.some(({ value }) => value !== null);
  return (
    <section>
      <h3>{t('reportHealth.passages')}</h3>
      <ul className="bars rates">
        {rates.map(({ key, value, target }) => (
          <li key={key}>
            <span>{t(`cpmPage.transitions.${key}`)}</span>
            <Bar
              share={value ?? 0}
              target={target}
              color={value !== null && value < target ? 'var(--kz-bad)' : 'var(--kz-good)'}
            />
            <span className="number">
              {value === null ? t('board.none') : format.percent(value)}
            </span>
            <span className="number quiet">
              {t('cpmPage.target', { target: format.roundPercent(target) })}
            </span>
          </li>
        ))}
      </ul>
      <p className={leak ? 'act leak' : 'act'}>
        {leak ? (
          <>
            <b>
              {t('reportHealth.leak', {
                stage: t(`cpmPage.transitions.${leak.key}`),
                day: format.day(then),
                then: format.number(leak.then),
                advanced: format.number(leak.advanced),
                missing: format.number(leak.missing),
              })}
            </b>
            {t('between')}
            {t(`reportHealth.acts.${leak.key}`)}
          </>
        ) : (
          t(known ? 'reportHealth.noLeak' : 'reportHealth.noRates')
        )}
      </p>
    </section>
  );
}

/** Where it leads: second orders, worth, limit, and whom to care for. */
function Outlook({ sheet, format }: PartProps) {
  const { t } = useTranslation();
  const { rows, cohort, ceiling, preparing } = sheet;
  const row = rows.at(-1);
  const none = t('board.none');
  const unknown = preparing ? t('reportHealth.preparing') : none;
  const limit = ceiling?.limits.byNew;
  const second = row?.secondOrder?.value ?? null;
  const within = cohort?.within90.value ?? null;
  return (
    <ul className="figures six">
      <Number
        label={t('reportHealth.outlook.second')}
        value={second === null ? unknown : format.percent(second)}
      >
        {t('reportHealth.outlook.secondNote')}
      </Number>
      <Number
        label={t('reportHealth.outlook.within90')}
        value={within === null ? unknown : format.percent(within)}
      >
        {cohort
          ? t('reportHealth.outlook.within90Note', {
              month: format.month(cohort.month),
              again: format.number(cohort.within90.numerator),
              all: format.number(cohort.within90.denominator),
            })
          : t('reportHealth.outlook.within90None')}
      </Number>
      <Number
        label={t('reportHealth.outlook.ltv')}
        value={row?.annualLtv == null ? none : format.money(Math.round(row.annualLtv))}
      >
        {t('reportHealth.outlook.ltvNote')}
      </Number>
      <Number
        label={t('reportHealth.outlook.limit')}
        value={limit?.customers == null ? none : format.number(limit.customers)}
      >
        {limit?.day
          ? t('reportDiagnosis.ceiling.about', {
              month: format.month(limit.day.slice(0, 'yyyy-mm'.length)),
            })
          : t('reportHealth.outlook.limitNone')}
      </Number>
      <Number label={t('reportHealth.outlook.vip')} value={format.number(sheet.vip)}>
        {t('reportHealth.outlook.vipNote')}
      </Number>
      <Number label={t('reportHealth.outlook.atRisk')} value={format.number(sheet.atRisk)}>
        {t('reportHealth.outlook.atRiskNote')}
      </Number>
    </ul>
  );
}
