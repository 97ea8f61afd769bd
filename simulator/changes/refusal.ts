/** A change that the store refuses, with a reason for whoever asked. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: 400 | 404 | 422, reason: string) {
    super(reason);
    this.status = status;
  }
}
