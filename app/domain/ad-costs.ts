/** What ads of a source cost in a month. */
export interface AdCostCell {
  /** As the ads' links name it (`utm_source`). */
  source: string;
  /** ISO month. */
  month: string;
  /** Minor units. */
  cost: number;
}

/** A cell as it is to be; without a cost it is emptied. */
export type AdCostChange = Omit<AdCostCell, 'cost'> & { cost: number | null };

/** What a file of costs would do, or why it cannot be used; its bad rows are the first 20. */
export type AdCostsPreview =
  | { cells: AdCostCell[]; replaced: number }
  | { refusal: string; rows: readonly { line: number; reason: string }[]; badRows: number };
