import type { Resources } from '../en.ts';

/** お客様の歩みの図の言葉。 */
export const ja: Resources['timeline'] = {
  title: 'これまでの歩みと、これから',
  help: '丸は注文（大きいほど金額が高く、白抜きは集計外）、ひし形は購入以外の行動です。その下は、分け方ごとのグループの移り変わりで、斜線はご注文などがない場合の予定です。',
  chart: '{{from}} から {{to}} までの、このお客様の注文 {{orders}} 件とグループの移り変わり',
  today: '今日 {{day}}',
  orders: '注文',
  events: '購入以外の行動',
  period: '{{state}}：{{from}} 〜 {{until}}',
  open: '期限なし',
  planned: '{{state}}（予定）',
  what: '種類',
  entry: '内容',
  from: '開始日',
  until: '終了日',
  untilHelp: 'その状態の最後の日です。終わりの予定がないものは空欄です。',
  amount: '金額',
  order: '注文',
  uncounted: '集計外の注文',
  event: '購入以外の行動',
};
