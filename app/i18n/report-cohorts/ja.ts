import type { Resources } from '../en.ts';

/** レポートの言葉。 */
export const ja: Resources['reportCohorts'] = {
  title: 'コホート分析',
  subtitle: '初回購入の月ごとに、買い続けている割合と累計の売上を見ます。',
  none: '—',
  customers: '人数',
  file: 'コホート分析',
  months: { label: '期間', last: '過去 {{months}} か月' },
  first: {
    product: '初回購入商品',
    channel: '初回の販売チャネル',
    source: '初回の流入元（utm_source）',
    all: 'すべて',
    unknown: '不明',
    choice: '{{name}}（{{customers}} 人）',
  },
  withoutCost:
    '粗利には、原価の分からない {{orders}} 件の注文が含まれていません。Shopify の商品に「商品 1 点あたりの費用」を入力し、同期の画面で「原価」の読み取りを許可してください。',
  refunds: {
    label: '返金の計上',
    byOrder: '元の注文から差し引く',
    byDate: '返金した日に計上する',
  },
  views: {
    retention: {
      name: 'その月に購入した割合',
      help: 'その月に注文のあったお客様 ÷ その行のお客様全員。',
      says: '新規のお客様のうち、その月に購入した方は {{values}} です。',
    },
    repeated: {
      name: '2 回目を購入した割合（累計）',
      help: 'その月の終わりまでに 2 回目の注文をしたお客様 ÷ その行のお客様全員。',
      says: '新規のお客様のうち、2 回目を購入した方は {{values}} です。',
    },
    sales: {
      name: 'お一人あたりの累計売上',
      help: '初回からその月の終わりまでの売上 ÷ その行のお客様全員。返金は元の注文から差し引いています。',
      says: '新規のお客様お一人の累計売上は {{values}} です。',
    },
    salesByDate: {
      name: 'お一人あたりの累計売上（返金日ベース）',
      help: '初回からその月の終わりまでの返金前の売上から、その月までに実際に返金した金額を引き、その行のお客様全員で割ったものです。全額を返金した注文も、会計のレポートと同じように含みます。ファイルだけで取り込んだ注文は返金日が分からないため、元の注文から差し引いたままです。',
      says: '返金を返金日に計上すると、新規のお客様お一人の累計売上は {{values}} です。',
    },
    profit: {
      name: 'お一人あたりの累計粗利',
      help: '初回からその月の終わりまでの（商品の売上 − 原価）÷ その行のお客様全員。',
      says: '新規のお客様お一人の累計粗利は {{values}} です。',
    },
  },
  grid: {
    title: 'コホート表',
    help: '行は同じ月に初めて購入したお客様、列は初回購入の何か月後かです。割合を選ぶと、そのお客様の一覧が開きます。',
    view: '表示する数字',
    name: 'コホート表：{{view}}',
    corner: '初回購入 ╲ 経過',
    month: '初回購入月',
    all: '全体',
    age_one: '{{count}}か月後',
    age_other: '{{count}}か月後',
    age0: '経過',
    after_one: '{{count}}か月後 {{value}}',
    after_other: '{{count}}か月後 {{value}}',
    and: '、',
    customers: '{{customers}} 人',
    cell: '{{value}}：{{month}}に初めて購入し、{{age}}に当てはまるお客様 {{customers}} 人を表示',
    show: 'このお客様 {{customers}} 人を表示',
    blank: 'まだ終わっていない月は空欄です。「全体」は、そこまで月数のたった行だけの平均です。',
    noLinks: '初回の商品・チャネル・流入元で絞り込んだときは、数字から一覧は開けません。',
    early: '初回購入の翌月がまだ終わっていません。',
    nobody: 'この条件で初めて購入したお客様は、この期間にはいません。',
  },
  column: {
    month: '初回購入月',
    customers: '人数',
    age: '経過月数',
    active: 'その月に購入した人数',
    repeated: '2 回目を購入した人数（累計）',
    sales: '累計売上',
    salesByDate: '累計売上（返金日ベース）',
    profit: '累計粗利',
  },
  comparison: {
    title: '前年の同じ月との比較',
    help: '初回購入の季節が同じお客様どうしを、同じ経過月数で比べます。',
    cohort: '初回購入月',
    says_one:
      '{{month}}に初めて購入した {{customers}} 人は、{{count}} か月後までに {{repeated}} 人（{{rate}}）が 2 回目を購入し、累計売上はお一人 {{sales}} でした。前年の{{monthBefore}}に始まった {{customersBefore}} 人は、同じ時点で {{rateBefore}}、{{salesBefore}} でした。',
    says_other:
      '{{month}}に初めて購入した {{customers}} 人は、{{count}} か月後までに {{repeated}} 人（{{rate}}）が 2 回目を購入し、累計売上はお一人 {{sales}} でした。前年の{{monthBefore}}に始まった {{customersBefore}} 人は、同じ時点で {{rateBefore}}、{{salesBefore}} でした。',
    early: '前年の同じ月と比べられるお客様がまだいません。',
    name: '{{view}}、{{month}}と{{monthBefore}}：{{values}}',
    file: 'コホート比較_{{month}}',
  },
};
