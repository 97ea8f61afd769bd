/**
 * The sheet's own style: the same in the app, in the downloaded file and on paper. It is written as
 * text into HTML, so that it does without quotes and angle brackets.
 */
export const SHEET_STYLE = `
.kz-sheet { --kz-text: #1a1c1d; --kz-quiet: #55585b; --kz-line: #d5d7d9; --kz-ground: #eceeef;
  --kz-good: #29845a; --kz-bad: #c5280c; --kz-gone: #9b9fa3;
  box-sizing: border-box; max-width: 210mm; margin: 0 auto; padding: 12px; background: #fff;
  color: var(--kz-text); font-size: 12px; line-height: 1.45;
  font-family: Inter, Hiragino Sans, Yu Gothic, Meiryo, Noto Sans JP, Noto Sans CJK JP, sans-serif; }
.kz-sheet * { box-sizing: border-box; }
.kz-sheet header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: flex-end;
  gap: 4px 16px; border-bottom: 2px solid var(--kz-text); padding-bottom: 6px; }
.kz-sheet h1, .kz-sheet h2 { margin: 0; font-size: 20px; line-height: 1.3; font-weight: 700; }
.kz-sheet h3 { margin: 0 0 4px; font-size: 13px; font-weight: 700; }
.kz-sheet p { margin: 0; }
.kz-sheet section { margin-top: 12px; min-width: 0; }
.kz-sheet .quiet { color: var(--kz-quiet); font-size: 11px; }
.kz-sheet .lead { margin: 10px 0; font-size: 14px; font-weight: 600; }
.kz-sheet ul { list-style: none; margin: 0; padding: 0; }
.kz-sheet .figures { display: grid; gap: 8px; grid-template-columns: repeat(auto-fit, minmax(104px, 1fr)); }
.kz-sheet .figures li { border: 1px solid var(--kz-line); border-radius: 6px; padding: 6px 8px; min-width: 0; }
.kz-sheet .figures span, .kz-sheet .figures b { display: block; }
.kz-sheet .figures b { font-size: 18px; line-height: 1.3; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.kz-sheet .figures.six { margin-top: 12px; }
.kz-sheet .figures.six b { font-size: 15px; }
.kz-sheet .label { font-size: 11px; }
.kz-sheet .scrolled { overflow-x: auto; }
.kz-sheet table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.kz-sheet th, .kz-sheet td { padding: 1.5px 5px; text-align: right; white-space: nowrap; font-weight: 400;
  border-bottom: 1px solid var(--kz-line); font-size: 11px; }
.kz-sheet thead th { color: var(--kz-quiet); }
.kz-sheet th:first-child { text-align: left; }
.kz-sheet tbody tr:last-child th, .kz-sheet tbody tr:last-child td { font-weight: 700; }
.kz-sheet .two { display: grid; gap: 0 20px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 280px), 1fr)); }
.kz-sheet .bars li { display: grid; align-items: center; gap: 6px; padding: 1px 0;
  grid-template-columns: 9.5em minmax(30px, 1fr) 4em 3.5em; }
.kz-sheet .bars.rates li { grid-template-columns: 11em minmax(30px, 1fr) 4em 5em; }
.kz-sheet .number { text-align: right; font-variant-numeric: tabular-nums; }
.kz-sheet .act { margin-top: 8px; padding: 8px; border-left: 4px solid var(--kz-good); background: var(--kz-ground); }
.kz-sheet .act.leak { border-left-color: var(--kz-bad); }
.kz-sheet .notes { margin-top: 12px; padding-top: 6px; border-top: 1px solid var(--kz-line);
  color: var(--kz-quiet); font-size: 10px; line-height: 1.4; }
`;

/** What only the file needs: the paper, and a page that is nothing but the sheet. */
export const FILE_STYLE = `
@page { size: A4 portrait; margin: 9mm; }
body { margin: 0; background: #f1f2f3; }
body .kz-sheet { padding: 9mm; }
@media print {
  body { background: none; }
  body .kz-sheet { padding: 0; max-width: none; line-height: 1.4;
    -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body .kz-sheet .scrolled { overflow: visible; }
  body .kz-sheet .figures { gap: 6px; }
  body .kz-sheet .figures.five { grid-template-columns: repeat(5, 1fr); }
  body .kz-sheet .figures.six { grid-template-columns: repeat(6, 1fr); }
  body .kz-sheet .figures.five b { font-size: 15px; }
  body .kz-sheet .figures.six b { font-size: 14px; }
  body .kz-sheet th, body .kz-sheet td { padding: 1.5px 3px; font-size: 10.5px; }
  body .kz-sheet .two { grid-template-columns: 1fr 1fr; }
  body .kz-sheet .notes { font-size: 9px; }
}
`;
