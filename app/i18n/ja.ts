import type { Resources } from './en.ts';
import { ja as homePage } from './home/ja.ts';
import { ja as filters } from './filters/ja.ts';
import { ja as timeline } from './timeline/ja.ts';
import { ja as rfmPage } from './rfm/ja.ts';
import { ja as cpmPage } from './cpm/ja.ts';
import { ja as lifecyclePage } from './lifecycle/ja.ts';
import { ja as reports } from './reports/ja.ts';
import { ja as reportRepeat } from './report-repeat/ja.ts';
import { ja as reportProducts } from './report-products/ja.ts';
import { ja as reportSubscriptions } from './report-subscriptions/ja.ts';
import { ja as reportWorth } from './report-worth/ja.ts';
import { ja as reportAds } from './report-ads/ja.ts';
import { ja as reportCohorts } from './report-cohorts/ja.ts';
import { ja as reportRanks } from './report-ranks/ja.ts';
import { ja as reportDiagnosis } from './report-diagnosis/ja.ts';
import { ja as reportHealth } from './report-health/ja.ts';
import { ja as vipPage } from './vip/ja.ts';
import { ja as builder } from './builder/ja.ts';
import { ja as names } from './names/ja.ts';
import { ja as customer } from './customer/ja.ts';
import { ja as counting } from './counting/ja.ts';
import { ja as duplicates } from './duplicates/ja.ts';
import { ja as imports } from './import/ja.ts';
import { ja as segments } from './segments/ja.ts';
import { ja as settings } from './settings/ja.ts';
import { ja as sync } from './sync/ja.ts';
import { ja as tags } from './tags/ja.ts';

/** 通販の現場の言葉で。 */
export const ja: Resources = {
  home: {
    title: 'お客様の今',
    empty: {
      title: 'ご注文のあるお客様はまだいません',
      text: '最初のご注文が入ると、そのお客様がここに表示され、その後の移り変わりも追えるようになります。設定は必要ありません。',
    },
  },
  nav: {
    home: 'ホーム',
    customers: 'お客様一覧',
    cpm: 'CPM分析',
    rfm: 'RFM分析',
    lifecycle: 'ライフサイクル',
    vip: 'VIP',
    reports: 'レポート',
    segments: 'セグメント',
    settings: '設定',
    tags: 'タグ',
    sync: '同期',
  },
  work: {
    waiting: '注文の読み込みを準備しています',
    waitingHelp: 'Shopify が注文履歴を用意しています。この画面を閉じても処理は続きます。',
    reading: '過去の注文を読み込んでいます',
    readingHelp:
      '初日からお客様の履歴が見られるように、過去の注文を一度だけ読み込みます。この画面を閉じても処理は続きます。',
    orders: '約 {{all}} 件中 {{done}} 件',
    pace: '毎秒 {{rate}} 行',
    left: '残り約 {{duration}}',
    ordersOpen: '{{done}} 件まで読み込みました',
    placing: 'お客様を分類しています',
    placingHelp: '注文履歴をもとに、お一人ずつグループを決めています。',
    customers: '{{all}} 人中 {{done}} 人',
    failed: '注文履歴を読み込めませんでした',
    failedHelp:
      '数分たってからもう一度お試しください。繰り返し表示される場合は、下の理由を添えてお問い合わせください。',
    retry: 'もう一度試す',
    reason: '理由：{{reason}}',
  },
  tagging: {
    offerTitle: 'グループをお客様のタグに書き込む',
    offer:
      '開始するまで、ストアのデータは一切変わりません。タグを付けると、Shopify のセグメント、Shopify メール、Flow でグループごとの施策が打てます。',
    willTag_one: '{{customers}} 人のお客様に、合わせて {{tags}} 個のタグを付けます。',
    willTag_other: '{{customers}} 人のお客様に、合わせて {{tags}} 個のタグを付けます。',
    willTagLater: '今はタグを付けるお客様がいません。ご注文が入り次第、お一人ずつ付けていきます。',
    willTake:
      'Shopify の処理上限に合わせて、およそ {{duration}}で終わります。その間も普段どおりお使いいただけます。',
    flow: '「お客様にタグが追加された」をきっかけにする Flow の自動化が動くことがあります。開始前にご確認ください。',
    prefix: '書き込むのは「{{prefix}}」で始まるタグだけです。ほかのタグには触れません。',
    noPrefix: '書き込むのはこのアプリのタグだけです。ほかのタグには触れません。',
    start: 'タグ付けを開始',
    confirmTitle: 'タグ付けを開始しますか？',
    cancel: 'キャンセル',
    started: 'タグ付けを開始しました',
    paused: 'タグの書き込みを一時停止中です（変更分は待機しています）',
    running: 'タグを書き込んでいます',
    progress: '{{all}} 人中 {{done}} 人にタグを付けました',
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
    about: 'CSV をダウンロード：{{about}}',
    'utf-8': 'CSV（UTF-8）',
    shift_jis: 'CSV（Shift_JIS・従来の Excel 向け）',
    failed: 'ファイルを作れませんでした。もう一度お試しください。',
  },
  between: '\u200b',
  chart: { showTable: '表で見る', hideTable: '表を閉じる' },
  months: {
    label: '対象年月',
    asOf: '{{moment}} 時点の集計',
    dirty: '{{moment}} 時点の集計（その後の変更を反映しています）',
    building: '月ごとの集計を準備しています',
    buildingText: 'お客様の分類が終わると、過去の月もさかのぼって集計し、この画面に表示します。',
  },
  notReady: {
    reading: '過去の注文を読み込んでいます。終わり次第、この画面に表示します。',
    toProgress: '進み具合を見る',
    failed: '注文履歴を読み込めませんでした',
    empty: 'ご注文のあるお客様はまだいません',
    emptyHelp: '最初のご注文が入ると、自動でここに表示されます。設定は必要ありません。',
    toSync: '理由を確認して、もう一度試す',
  },
  segments,
  sync,
  counting,
  duplicates,
  import: imports,
  customer,
  board: {
    group: 'グループ',
    customers: '人数',
    people: '{{customers}} 人',
    share: '構成比',
    none: '—',
    chart: '{{title}}：{{values}}',
    countedAt: '{{moment}} 時点の集計です。',
    show: '{{state}}のお客様 {{customers}} 人を表示',
    active: '現役客',
    lapsed: '離脱客',
  },
  customers: {
    back: 'お客様の今',
    title: '{{state}}',
    count: '{{customers}} 人',
    customer: 'お客様',
    since: 'この状態になった日',
    next: '次の変化',
    nextNone: 'ご注文がなければ変わりません',
    nextTo: '{{day}} に{{state}}',
    nextHelp: 'それまでにご注文がなかった場合の変化です。',
    amount: '累計金額',
    orders: '購入回数',
    last: '最終購入日',
    empty: '今日この状態のお客様はいません',
    emptyText: 'ご注文が入ったり、ご注文のないまま日がたったりすると、ここに表示されます。',
    previousPage: '前のページ',
    nextPage: '次のページ',
    open: 'お客様 {{id}} を Shopify で開く',
    page: 'お客様 {{id}}',
    inShopify: 'Shopify',
    unknown: 'このグループはありません',
    unknownText: 'リンク先のグループが見つかりません。最初の画面から選び直してください。',
  },
  changes: {
    title: '最近のタグの変化',
    customer: 'お客様',
    change: '変化',
    because: '理由',
    at: '日時',
    empty: 'ご注文や日数の経過でお客様のグループが変わると、ここに表示されます。',
    fromTo: '{{from}} → {{to}}',
    gained: '＋ {{to}}',
    lost: '− {{from}}',
    reason: {
      backfill: '過去の注文の読み込み',
      order: 'ご注文または注文内容の変更',
      calendar: 'ご注文のないまま日数が経過',
      other: '行動の記録・設定の変更など',
    },
  },
  error: {
    title: 'この画面を表示できません',
    text: '画面を読み込み直してください。解決しないときは、Shopify 管理画面からアプリを開き直してください。',
    notFound: 'ページが見つかりません',
    notFoundText:
      'アドレスが変わったか、間違っています。メニューか、左上の矢印からホームへお進みください。',
    login: 'Shopify 管理画面から Kizuna を開いてください',
    loginText: 'ストアの管理画面で「アプリ」から Kizuna をお選びください。',
  },
  glance: {
    title: '{{file}}：{{day}} 現在（{{timezone}}）',
    customers: 'お客様 {{customers}} 人、注文 {{orders}} 件、{{amount}}',
    guests: 'お客様のわからない注文（集計外）：{{orders}} 件、{{amount}}',
    returns: '返品：{{orders}} 件、{{amount}}',
    unknownEvents: '注文のないお客様の行動（集計外）：{{events}} 件',
    nobody: '有効な注文がないため、表示できるものがありません。',
    active: '現役客',
    lapsed: '離脱客',
    customersColumn: '人数',
    share: '構成比',
    salesShare: '売上構成比',
    meaning: '意味',
    rates: '指標',
    rate: '値',
    counted: '内訳',
    definition: '数え方',
    coming: 'このまま何もしなければ、{{days}} 日以内に',
    change: '移り先',
    cycle:
      'リピート注文の半分は、前のご注文から {{cycle}} 日以内に入っています。このお店なら、休眠予備軍は {{atRisk}} 日、休眠は {{dormant}} 日が目安です（現在は {{presentAtRisk}} 日と {{presentDormant}} 日）。',
    files: 'お一人ずつの一覧と全指標をファイルに書き出すには、--out フォルダ名 を付けてください。',
  },
  rate: {
    repeat_stock: {
      label: 'リピート率（累計）',
      definition: '2 回以上購入したお客様 ÷ 全てのお客様。',
    },
    repeat_365: {
      label: 'リピート率（直近 365 日）',
      definition: '直近 365 日に購入し、それ以前にも購入したお客様 ÷ 直近 365 日の購入者。',
    },
    once_a_year_365: {
      label: '年 1 回購入の割合',
      definition: '直近 365 日の購入が 1 回だけのお客様 ÷ 直近 365 日の購入者。',
    },
    f2_90: {
      label: 'F2 転換率（90 日）',
      definition:
        '初回から 90 日以内に別の日の 2 回目があったお客様 ÷ 初回から 90 日以上たったお客様。',
    },
    f2_to_f3: {
      label: '2 回目 → 3 回目',
      definition: '3 回以上購入したお客様 ÷ 2 回以上購入したお客様。',
    },
    f3_to_f4: {
      label: '3 回目 → 4 回目',
      definition: '4 回以上購入したお客様 ÷ 3 回以上購入したお客様。',
    },
    active_365: {
      label: '稼働顧客の割合',
      definition: '直近 365 日に注文のあるお客様 ÷ 全てのお客様。',
    },
    cpm_new_share: {
      label: '新規率（CPM）',
      definition: '初回現役客と初回離脱客 ÷ 全てのお客様。',
    },
    transition_first: {
      label: '人数推移率：初回 → よちよち',
      definition: '半年前に初回現役客で、今は現役のよちよち以上のお客様の割合。目標 50%。',
    },
    transition_toddler: {
      label: '人数推移率：よちよち → コツコツ',
      definition: '半年前によちよち現役客で、今は現役のコツコツ以上のお客様の割合。目標 80%。',
    },
    transition_steady: {
      label: '人数推移率：コツコツ → 優良',
      definition: '半年前にコツコツ現役客で、今は現役の流行・優良のお客様の割合。目標 50%。',
    },
  },
  model: {
    cpm: 'CPM',
    lifecycle: 'ライフサイクル',
    stage: 'ステージ',
    vip: 'VIP',
    contract: '契約',
    next: '次の一歩',
    rank: 'RFMランク',
    layer: '顧客層',
    rfm: 'RFMセグメント',
    abc: 'ABC',
  },
  cpmStage: {
    first: '初回客',
    toddler: 'よちよち客',
    steady: 'コツコツ客',
    trendy: '流行客',
    excellent: 'CPM優良客',
  },
  state: {
    cpm: {
      'first-active': {
        label: '初回現役客',
        meaning:
          '1 回だけ購入し、まだ {{lapsedDays}} 日たっていないお客様。2 回目へお誘いする時期です。',
      },
      'first-lapsed': {
        label: '初回離脱客',
        meaning: '1 回購入したきり、{{lapsedDays}} 日以上ご注文のないお客様。',
      },
      'toddler-active': {
        label: 'よちよち現役客',
        meaning:
          '初回から {{toddlerDays}} 日たたないうちに 2 回以上購入し、今も買ってくださるお客様。',
      },
      'toddler-lapsed': {
        label: 'よちよち離脱客',
        meaning: '初回から間もなくリピートしたものの、{{lapsedDays}} 日以上ご注文のないお客様。',
      },
      'steady-active': {
        label: 'コツコツ現役客',
        meaning:
          '{{toddlerDays}} 日以上のおつき合いで累計 {{amount}} 未満。少しずつ買い続けてくださるお客様。',
      },
      'steady-lapsed': {
        label: 'コツコツ離脱客',
        meaning: '少しずつ買い続けてくださったのに、{{lapsedDays}} 日以上ご注文のないお客様。',
      },
      'trendy-active': {
        label: '流行現役客',
        meaning:
          '{{trendyDays}} 日たたないうちに累計 {{amount}} 以上。熱しやすく冷めやすいお客様。',
      },
      'trendy-lapsed': {
        label: '流行離脱客',
        meaning:
          '短い間に累計 {{amount}} 以上買ってくださり、その後 {{lapsedDays}} 日以上ご注文のないお客様。',
      },
      'excellent-active': {
        label: 'CPM優良現役客',
        meaning:
          '{{trendyDays}} 日以上のおつき合いで累計 {{amount}} 以上。お店を支えてくださるお客様。',
      },
      'excellent-lapsed': {
        label: 'CPM優良離脱客',
        meaning:
          'かつての優良客で、{{lapsedDays}} 日以上ご注文のないお客様。まっ先にお声がけしたい方々です。',
      },
    },
    lifecycle: {
      new: {
        label: '新規',
        meaning:
          '購入は {{newOrders}} 回まで、最後のご注文から {{atRiskAfterDays}} 日以内のお客様。',
      },
      active: {
        label: '継続',
        meaning:
          '{{newOrders}} 回を超えて購入し、最後のご注文から {{atRiskAfterDays}} 日以内のお客様。',
      },
      'at-risk': {
        label: '休眠予備軍',
        meaning: '{{atRiskAfterDays}} 日を超えてご注文のないお客様。今のひと声が休眠を防ぎます。',
      },
      dormant: { label: '休眠', meaning: '{{dormantAfterDays}} 日を超えてご注文のないお客様。' },
      winback: {
        label: '復活',
        meaning: '{{dormantAfterDays}} 日を超える間をあけて、また買ってくださったお客様。',
      },
      vip: {
        label: 'VIP継続',
        meaning: 'VIP のうち、最後のご注文から {{atRiskAfterDays}} 日以内のお客様。',
      },
    },
    stage: {
      first: { label: '新規', meaning: '購入が {{growingOrders}} 回に満たないお客様。' },
      growing: {
        label: '育成',
        meaning: '購入 {{growingOrders}} 回以上、{{settledOrders}} 回未満のお客様。',
      },
      settled: { label: '定着', meaning: '購入 {{settledOrders}} 回以上のお客様。' },
    },
    vip: {
      vip: {
        label: 'VIP',
        meaning:
          'VIP候補のうち、レビュー・アンケート・紹介などで決めた回数以上かかわってくださるお客様。',
      },
      candidate: {
        label: 'VIP候補',
        meaning:
          '{{candidateOrders}} 回以上購入し最後のご注文から {{candidateWithinDays}} 日以内、または累計金額が最上位のお客様。',
      },
    },
    contract: {
      continuing: { label: '継続', meaning: '定期契約を続けてくださっているお客様。' },
      paused: { label: '休会', meaning: '定期契約をお休み中で、いつでも再開できるお客様。' },
      cancelled: {
        label: '退会',
        meaning: '定期契約をやめられ、再開には改めてお申し込みが必要なお客様。',
      },
    },
    next: {
      experience: {
        label: '体験',
        meaning: '初回購入のお客様。使い始めていただき、不安を取りのぞきます。',
      },
      continuation: {
        label: '継続',
        meaning: '育成期のお客様。続ける理由をお伝えします。',
      },
      'co-creation': {
        label: '共創',
        meaning: '定着したお客様。レビューやアンケート、ご提案をお願いします。',
      },
      spreading: {
        label: '拡散',
        meaning: '休眠していないVIPとVIP候補のお客様。ご紹介や体験談の発信をお願いします。',
      },
    },
    rank: {
      excellent: {
        label: 'RFM優良',
        meaning: 'R・F・M の合計が {{excellentFrom}} 点以上のお客様。',
      },
      'semi-excellent': {
        label: '準優良',
        meaning: 'R・F・M の合計が {{semiExcellentFrom}} 点以上のお客様。',
      },
      general: { label: '一般', meaning: 'R・F・M の合計が {{generalFrom}} 点以上のお客様。' },
      nurture: { label: '育成', meaning: 'R・F・M の合計が {{generalFrom}} 点未満のお客様。' },
    },
    layer: {
      'top-excellent': {
        label: '最優良',
        meaning: 'RFM優良のなかでも、累計金額がとくに高いお客様。',
      },
      'high-ltv-general': {
        label: '高LTV一般',
        meaning:
          'ランクは一般でも、累計金額はRFM優良なみのお客様。購入回数が増えれば優良に育ちます。',
      },
    },
    abc: {
      A: { label: 'A', meaning: '累計金額の上位で、合わせて売上の大半を占めるお客様。' },
      B: { label: 'B', meaning: 'A に次ぐ金額で、売上のその次の部分を占めるお客様。' },
      C: { label: 'C', meaning: '人数は多く、合わせた売上は最も小さいお客様。' },
    },
    rfm: {
      champions: { label: 'チャンピオン', meaning: 'ごく最近購入し、回数も最も多いお客様。' },
      loyal: { label: 'ロイヤル', meaning: '購入回数が多く、最近も買ってくださるお客様。' },
      'potential-loyalist': {
        label: 'ロイヤル候補',
        meaning: '最近購入し、リピートもあるお客様。ロイヤルへ育つ途中です。',
      },
      new: { label: '新規', meaning: 'ごく最近、初めて購入したお客様。' },
      promising: { label: '有望', meaning: '最近 1 回購入したお客様。' },
      'need-attention': {
        label: '要注目',
        meaning: '新しさも回数も中ほどで、どちらへも動きうるお客様。',
      },
      'about-to-sleep': {
        label: '休眠間近',
        meaning: '購入回数が少なく、最後のご注文から間があいてきたお客様。',
      },
      'at-risk': {
        label: '離反予備軍',
        meaning: 'かつてはよく購入し、しばらくご注文のないお客様。',
      },
      'cant-lose': {
        label: '失えない客',
        meaning: '購入回数が最も多いのに、しばらくご注文のないお客様。',
      },
      hibernating: { label: '冬眠', meaning: '購入回数が少なく、長くご注文のないお客様。' },
    },
  },
};
