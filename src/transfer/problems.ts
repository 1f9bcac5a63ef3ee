/** What is wrong with the files of an import: all of it is counted, and the first of it kept to be shown. */
export class Problems {
  readonly #shown: string[] = [];
  #count = 0;

  /** `most`: how many are kept. */
  constructor(private readonly most = 100) {}

  get count(): number {
    return this.#count;
  }

  /**
   * @param place a file, or a line of one: `customers.ndjson:12`
   * @param field the path of the field at fault; null: the line as a whole
   * @param sentence what is to be read behind it: `must be a string`
   */
  add(place: string, field: string | null, sentence: string): void {
    this.#count += 1;
    if (this.#shown.length < this.most) this.#shown.push(`${place}: ${field === null ? '' : `${printable(field)} `}${sentence}`);
  }

  /** One line each, in the order in which they were found, and how many more there are. */
  lines(): string[] {
    const more = this.#count - this.#shown.length;
    return more === 0 ? [...this.#shown] : [...this.#shown, `and ${more.toLocaleString('en')} more`];
  }
}

/** A name out of a file, as it can be shown on a terminal. */
function printable(name: string): string {
  return /^[\w.-]{1,100}$/.test(name) ? name : JSON.stringify(name.slice(0, 100)).replaceAll(/[\u007f-\u009f]/g, '?');
}
