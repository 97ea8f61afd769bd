import type { Resources } from '../en.ts';

/** どのレポートにも共通の言葉。 */
export const ja: Resources['reports'] = {
  title: 'レポート',
  subtitle: 'リピート、商品、顧客価値、広告。お店の注文データで答えます',
  making: '集計しています',
  makingText:
    '数字どうしが食い違わないよう、全員のお客様を一度に数えています。この画面を閉じても処理は続きます。',
  progress: '{{all}} 人中 {{done}} 人',
  failed: '集計できませんでした',
  failedText:
    'データは失われていません。もう一度お試しください。繰り返し失敗する場合はお問い合わせください。',
  asOf: '{{day}} までの注文を {{moment}} に集計しました。',
  renewing: '最新の数字を集計しています。',
  renew: '今すぐ集計し直す',
  hub: {
    asOf: '{{day}} までの注文',
    unasked: 'まだ集計していません。レポートを開くと集計を始めます。',
  },
  period: {
    label: '期間',
    all: '全期間',
    last: '過去 {{days}} 日間',
    own: '日付を指定…',
    from: '開始日',
    to: '終了日',
    show: '表示する',
    wrong: '開始日は終了日以前の日付にしてください。',
    between: '{{from}} ～ {{to}}',
  },
  channel: { label: '販売チャネル', all: 'お店全体' },
};
