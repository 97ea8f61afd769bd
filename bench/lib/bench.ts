/** One measured figure beside the floor that was measured in the same run. */
export interface Figure {
  figure: string;
  value: number;
  floor: number;
  ratio: number;
  /** The least ratio wanted. */
  aim?: number;
  /** The greatest ratio wanted, where less is better. */
  atMost?: number;
  note: string;
}

export interface Bench {
  /** One line for the list of benches. */
  about: string;
  /** `quick` ends within a minute. */
  run: (quick: boolean) => AsyncGenerator<Figure>;
}
