import { optionTable } from '../lib/options/table.ts';

/** Options that may hold a secret. They come from the environment alone: every process can read a command line. */
const secretOptions: readonly string[] = [optionTable.apiKey.env, optionTable.extraHeaders.env];

export function isSecret(envName: string): boolean {
  return secretOptions.includes(envName);
}

/** A text without the API key: endpoints like to quote the key that they refuse. */
export function withoutSecrets(text: string, env: Record<string, string | undefined>): string {
  const key = env[optionTable.apiKey.env];
  return key ? text.split(key).join('***') : text;
}
