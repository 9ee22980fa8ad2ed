/** Providers like to quote the key that they refuse. */
export function redact(text: string, apiKey: string | undefined): string {
  return apiKey === undefined || apiKey === '' ? text : text.split(apiKey).join('***');
}
