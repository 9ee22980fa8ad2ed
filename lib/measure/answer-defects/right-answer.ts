/** The number wanted is the only one in the text, digits grouped or not. */
export function isNumber(text: string, wanted: string): boolean {
  const numbers = text.replace(/(\d)[,\u202f\u00a0 ](?=\d{3}\b)/g, '$1').match(/-?\d+(\.\d+)?/g) ?? [];
  return numbers.length === 1 && Number(numbers[0]) === Number(wanted);
}

/** The words wanted and no others; case, quotes and a full stop at the end are no error. */
export function isExactly(text: string, wanted: string): boolean {
  const bare = (words: string): string =>
    words
      .toLowerCase()
      .replace(/^[\s"'`*“”]+|[\s"'`*“”.!]+$/g, '')
      .replace(/\s+/g, ' ');
  return bare(text) === bare(wanted);
}
