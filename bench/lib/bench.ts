/** One measured figure beside the floor that was measured in the same run. */
export interface Figure {
  figure: string;
  value: number;
  floor: number;
  ratio: number;
  /** The least ratio wanted; `atMost` where less is better. */
  aim?: number;
  /** The most that is wanted of the value itself, or of the ratio. */
  atMost?: { ratio: number } | { value: number };
  note: string;
}

export interface Bench {
  /** One line for the list of benches. */
  about: string;
  /** `quick` ends within a minute. */
  run: (quick: boolean) => AsyncGenerator<Figure>;
}
