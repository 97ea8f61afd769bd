import type { Resources } from '../en.ts';

/** レポートの言葉。 */
export const ja: Resources['reportHealth'] = {
  title: '月次健康診断書',
  subtitle: '先月のお客様の状態を 1 枚にまとめた、会議用の資料です。',
  details: '数字の内訳とお客様を見る',
  download: 'ファイルに保存（A4・1 枚）',
  asOf: '{{day}} 時点（{{moment}} 集計）',
  headline:
    '{{month}}末の稼働顧客数は {{active}} 人（前月末比 {{change}} 人）、月の売上は {{sales}} でした。',
  headlineYear: '前年同月と比べて、人数は {{change}} 人、売上は {{sales}} です。',
  headlineYoung: '前年同月の記録はまだありません。',
  headlineLeak: 'いちばんの課題は「{{stage}}」で、目標まであと {{missing}} 人でした。',
  figures: {
    active: '稼働顧客数',
    new: '新規',
    revived: '復活',
    lapsed: '離脱',
    sales: '売上',
  },
  before: '前月 {{value}}',
  yearBefore: '前年同月 {{value}}',
  calendar: '13 か月の推移',
  portfolio: 'CPM 10 グループ（合計 {{customers}} 人、右端は前月末比）',
  passages: '人数推移率（半年）と目標',
  leak: '最大の漏れは「{{stage}}」：{{day}} の {{then}} 人のうち、進んだのは {{advanced}} 人。目標まであと {{missing}} 人。',
  acts: {
    transition_first:
      '次の一手：初回から 90 日たつ前のお客様に、使い方のご案内と 2 回目のお誘いを。',
    transition_toddler:
      '次の一手：2 回目を買ったばかりのお客様に、お礼と、次に合う商品のご提案を。',
    transition_steady:
      '次の一手：コツコツ続けてくださるお客様に、まとめ買いや上位商品の特別なご案内を。',
  },
  noLeak: 'どの段階も目標に届いています。この調子で、新規のお客様を迎えましょう。',
  noRates: '半年前に現役のお客様がまだいないため、人数推移率は出せません。',
  preparing: '集計中',
  outlook: {
    second: '2 回目転換率',
    secondNote: '直近 365 日の新規のうち',
    within90: '90 日以内の再購入',
    within90Note: '{{month}}の新規 {{all}} 人中 {{again}} 人',
    within90None: '90 日たった新規がまだいません',
    ltv: '年間LTV',
    ltvNote: '365 日の売上÷稼働',
    limit: '増加の限界',
    limitNone: '維持率がまだ出せません',
    vip: 'VIP',
    vipNote: '月末の人数',
    atRisk: '休眠予備軍',
    atRiskNote: '月末の人数。早めのお声がけを',
  },
  definitions: '数え方：',
  small:
    '有効な注文（キャンセル・テスト・全額返金を除く）だけを数えます。稼働＝直近 365 日に 1 回以上ご注文。新規＝月内に初めてのご注文。復活＝365 日以上あいて月内にご注文。離脱＝月内に最後のご注文から 365 日が経過。月初＋新規＋復活−離脱＝月末。維持率・復活率＝12 か月前の月末に稼働／離脱だったお客様のうち、この月末に稼働の割合。2 回目転換率＝月末までの 365 日に初めて買った方のうち、その間に 2 回目を買った割合。90 日以内の再購入＝初回から 90 日以内に別の日の 2 回目があった割合（全員が 90 日たった、いちばん新しい月）。人数推移率＝半年前に各段階の現役客で、今も現役のまま次の段階以上の割合（流行は優良と同じ高さ）。増加の限界＝年間の新規÷（1−維持率）。「—」は比べる記録がまだないことを示します。',
};
