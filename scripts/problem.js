/** A failure that a person can act on. It is shown as its two sentences, never with a stack. */
export class Problem extends Error {
  /**
   * @param {string} message what happened
   * @param {string} remedy what to do about it
   * @param {ErrorOptions} [options]
   */
  constructor(message, remedy, options) {
    super(message, options);
    this.name = 'Problem';
    this.remedy = remedy;
  }
}
