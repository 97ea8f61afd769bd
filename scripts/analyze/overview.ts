import Table from 'cli-table3';
import { isoOf } from '#app/domain/day.ts';
import type { FileAnalysis } from '#app/analysis/file-analysis.ts';
import { Counter, summaryOf } from '#app/analysis/summary.ts';
export function printOverview(file: FileAnalysis): void {
  const counted = new Counter();
  for (const row of file.analysis.rows()) counted.add(row);
  console.log(JSON.stringify(summaryOf(file, counted), null, 1));
}
